import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

async function openShare() {
  await mock.open()
  const { page } = mock
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Share a read-only link' }).click()
  await page.getByText('Design team').waitFor()
  return page
}

it('a window is closed by a click beside it', async () => {
  const page = await openShare()
  await page.mouse.click(5, 5)
  await expect.poll(() => page.locator('dialog').count()).toBe(0)
})

it('a window stays, with what was typed, while that is selected beyond its edge', async () => {
  const page = await openShare()
  const field = page.getByLabel('For whom')
  await field.fill('Board')
  await field.hover()
  await page.mouse.down()
  await page.mouse.move(5, 5)
  await page.mouse.up()
  // A window that was closed is gone a frame after the click.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))))
  expect(await field.count()).toBe(1)
  expect(await field.inputValue()).toBe('Board')
})

it('a share link is made once, however often its button is pressed', async () => {
  const page = await openShare()
  const asked: string[] = []
  await page.route('**/shares', async (route) => {
    asked.push(route.request().method())
    await route.continue()
  })
  await page.getByLabel('For whom').fill('Board')
  await page.getByRole('button', { name: 'Create link' }).dblclick()
  await page.getByRole('textbox', { name: 'Share link' }).waitFor()
  await expect.poll(() => asked).toContain('GET')
  expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
})
