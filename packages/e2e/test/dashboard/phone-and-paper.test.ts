import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage({ width: 390, height: 844 })

it('times of the live view say their zone on a phone too', async () => {
  await mock.open()
  await mock.page.goto(`${mock.server.address}?view=live`)
  const zone = mock.page.getByText('times in UTC')
  await zone.waitFor()
  expect(await mock.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(mock.problems).toEqual([])
})

it('the line of an unfinished day is explained on a phone too', async () => {
  await mock.open()
  expect(await mock.page.locator('.legend').getByText('Incomplete').isVisible()).toBe(true)
})

it('a table that is printed in part says so', async () => {
  await mock.open()
  await mock.page.emulateMedia({ media: 'print' })
  expect(await mock.page.getByText(/^Show (all|\d+ more of) \d+$/).first().isVisible()).toBe(true)
})
