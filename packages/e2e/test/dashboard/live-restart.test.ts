import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it('the live view goes on behind a proxy that answers for a server that is started anew, and shows each event once', { timeout: 60_000 }, async () => {
  mock.expectRefusals()
  await mock.page.goto(`${mock.server.address}?view=live`)
  await mock.page.locator('.live-row').nth(11).waitFor()
  mock.server.behaviour.liveStatus = 502
  const refused = mock.page.waitForResponse((response) => response.status() === 502)
  mock.server.endLive()
  await refused
  await mock.page.locator('.live-lost').waitFor()
  mock.server.behaviour.liveStatus = 200
  mock.server.behaviour.liveEvents = 13
  await mock.page.locator('.live-row').nth(12).waitFor()
  expect(await mock.page.locator('.live-row').count()).toBe(13)
  expect(await mock.page.locator('.live-open').innerText()).toBe('Listening')
})
