import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()
const focused = () => mock.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)

it('the button that shows more rows keeps the focus while it becomes the one that shows fewer', async () => {
  await mock.open()
  await mock.page.getByRole('button', { name: 'Show 4 more of 12' }).focus()
  for (const next of ['Show fewer', 'Show 4 more of 12']) {
    await mock.page.keyboard.press('Enter')
    await mock.page.getByRole('region', { name: 'Top Pages' }).getByRole('button', { name: next }).waitFor()
    expect(await focused()).toBe(next)
  }
})

it('a new share link takes the focus from the form whose place it takes', async () => {
  await mock.open()
  const { page } = mock
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Share a read-only link' }).click()
  await page.getByLabel('For whom').fill('Board')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Share link' }).waitFor()
  await expect.poll(focused).toBe('Share link')
})

it('a share link that is revoked leaves the focus in its window', async () => {
  await mock.open()
  const { page } = mock
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Share a read-only link' }).click()
  await page.getByRole('button', { name: 'Revoke Design team' }).focus()
  await page.route('**/shares', (route) => route.fulfill({ json: { shares: [] } }))
  await page.keyboard.press('Enter')
  await page.getByText('Active links').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('Close')
})

it('a token that is refused leaves the focus in its field', async () => {
  mock.expectRefusals()
  mock.server.behaviour.role = null
  const { page } = mock
  await page.goto(mock.server.address)
  await page.getByLabel('Admin token').fill('wrong')
  await page.route('**/session', (route) => route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: 'No.' } } }))
  await page.getByRole('button', { name: 'Sign in' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('This is not the admin token.').waitFor()
  await expect.poll(() => page.getByLabel('Admin token').evaluate((field) => field === document.activeElement)).toBe(true)
})
