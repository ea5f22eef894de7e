import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it('a live view that stays open over midnight says of the events of the evening that they are of the day before', async () => {
  const { page, server } = mock
  await page.clock.setFixedTime(new Date('2025-10-13T22:00:00Z'))
  await page.goto(`${server.address}?view=live`)
  await page.locator('.live-row').nth(11).waitFor()
  const oldest = page.locator('.live-row summary').last()
  expect(await oldest.innerText()).not.toContain('13 Oct')
  await page.clock.setFixedTime(new Date('2025-10-14T00:10:00Z'))
  server.behaviour.liveEvents = 13
  server.endLive()
  await page.locator('.live-row').nth(12).waitFor()
  expect(await oldest.innerText()).toContain('13 Oct')
})
