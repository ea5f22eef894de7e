import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it('a cell that is scrolled into the screen with the focus explains itself too, and not again after Escape', async () => {
  const { page } = mock
  await page.setViewportSize({ width: 1280, height: 300 })
  await mock.open()
  await page.getByRole('region', { name: 'Top Pages' }).getByRole('button', { name: 'Views' }).focus()
  await page.evaluate(() => scrollTo(0, 0))
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  const hint = page.locator('.hint-placed')
  const above = () => page.evaluate(() => (document.activeElement?.getBoundingClientRect().top ?? 0) - (document.querySelector('.hint-placed')?.getBoundingClientRect().bottom ?? Infinity))
  await expect.poll(above).toBeCloseTo(8, 0)
  expect(await hint.innerText()).toBe('How often the page was shown.')
  await page.keyboard.press('Escape')
  await page.evaluate(() => new Promise((resolve) => {
    scrollBy(0, 10)
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))
  }))
  expect(await hint.count()).toBe(0)
})
