import type { ReportSessions } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

async function readEnds(change: (sessions: ReportSessions) => Partial<ReportSessions>): Promise<string> {
  mock.server.behaviour.change = ({ sessions, ...report }) => ({ ...report, ...(sessions && { sessions: { ...sessions, ...change(sessions) } }) })
  await mock.open()
  return mock.page.locator('h3:has-text("Ended at")').locator('..').innerText()
}

const noEnds = Array.from({ length: 24 }, () => 0)

it('says why no session has an end, instead of 24 empty columns', async () => {
  const text = await readEnds(() => ({ avgLength: null, medianLength: null, lengths: [], endsByHour: noEnds }))
  expect(text).toBe('Ended at\n\nNo session told how long it was. The client tells it when a page is hidden; without the client, call trackSessionEnd(id, ms).')
})

it('says that ends are not known of days whose lengths are', async () => {
  expect(await readEnds(() => ({ endsByHour: noEnds }))).toBe('Ended at\n\nThe single events of these days were deleted before ends were kept.')
})

it.each([
  ['says of how many sessions the end is known', 300, /^Ended at 9 of 300 sessions\n/],
  ['says nothing of it where all are', 9, /^Ended at\n/],
])('%s', async (_name, count, text) => {
  expect(await readEnds(() => ({ count, endsByHour: noEnds.map((_none, hour) => (hour === 12 ? 9 : 0)) }))).toMatch(text)
})
