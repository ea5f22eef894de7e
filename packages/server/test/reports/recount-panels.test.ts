import type { Report } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createTemporaryFolder } from '../store/temporary-folder'
import { checkPercentile, countBy, durationsOf, groupBy, mean, type Own, ownOf, rate, round, sessionsOf, stepsOf, sum, summarize, toldOf } from './recount-counts'
import { dayMs, hourOf, type Sent, startRecounted, steps } from './recounted-server'

// What the panels say of a history (late events, repetitions, wrong clocks, sessions across midnight, days that are live, stored, sealed), counted once more from
// what was sent: by hand, with nothing of the server but its answers.

const folder = createTemporaryFolder()
afterAll(folder.remove)

function checkPages({ pages }: Report, { of }: Own): void {
  const [views, leaves, errors] = [of('page_view'), of('page_leave'), of('error')]
  const byName = (left: { readonly page: string }, right: { readonly page: string }) => (left.page < right.page ? -1 : 1)
  const expected = [...groupBy(views, ({ page }) => page ?? '')].map(([page, ofPage]) => {
    const left = leaves.filter((leave) => leave.page === page)
    const told = toldOf(left, ofPage)
    return { page, views: ofPage.length, sessions: sessionsOf(ofPage), avgVisibleTime: told === 0 ? null : round(sum(durationsOf(left)) / told, 10), errors: errors.filter((error) => error.page === page).length }
  })
  expect(pages?.uniquePages).toBe(expected.length)
  expect(pages?.rows.toSorted(byName)).toEqual(expected.toSorted(byName))
}

function checkNames({ actions, errors, transitions }: Report, { begun, of }: Own): void {
  expect(actions?.map(({ action, count, sessions, adoption, pages }) => [action, count, sessions, adoption, pages])).toEqual(
    countBy(of('action'), ({ action }) => action ?? '').map(({ name, count }) => {
      const ofAction = of('action').filter(({ action }) => action === name)
      return [name, count, sessionsOf(ofAction), rate(Math.min(sessionsOf(ofAction), begun.length), begun.length), countBy(ofAction, ({ page }) => page ?? '')]
    }),
  )
  expect(errors?.kinds.filter(({ count }) => count > 0)).toEqual(countBy(of('error'), ({ action }) => action ?? ''))
  expect(errors?.pages).toEqual(countBy(of('error'), ({ page }) => page ?? ''))
  expect(transitions?.map(({ from, to, count }) => ({ name: `${from} ${to}`, count }))).toEqual(stepsOf(of('page_view')))
}

function checkEndpoints({ endpoints = [] }: Report, { of }: Own): void {
  const calls = of('api_call')
  expect(endpoints.map(({ endpoint }) => endpoint).toSorted()).toEqual([...new Set(calls.map(({ page }) => page))].toSorted())
  for (const endpoint of endpoints) {
    const own = calls.filter(({ page }) => page === endpoint.endpoint)
    const statusOf = ({ metadata }: Sent) => metadata?.statusCode ?? -1
    const failed = own.filter((call) => statusOf(call) === 0 || statusOf(call) >= 400)
    expect(endpoint).toMatchObject({ count: own.length, avg: mean(durationsOf(own)), errorRate: rate(failed.length, own.length), statusCodes: countBy(own, statusOf) })
    expect(sum(endpoint.latency.map(({ count }) => count))).toBe(durationsOf(own).length)
    for (const [name, share] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) checkPercentile(endpoint[name], durationsOf(own), { share, isExact: endpoint.percentiles === 'exact' })
  }
}

function checkSessions({ sessions }: Report, { begun, lengths }: Own): void {
  const startsByHour = Array.from({ length: 24 }, (_, hour) => begun.filter(({ createdAt }) => hourOf(createdAt) === hour).length)
  expect(sessions).toMatchObject({ count: begun.length, avgLength: mean(lengths), platforms: countBy(begun, ({ platform }) => platform), startsByHour })
  expect(sum(sessions?.endsByHour ?? [])).toBe(lengths.length)
  checkPercentile(sessions?.medianLength ?? null, lengths, { share: 0.5, isExact: sessions?.percentiles === 'exact' })
}

it('every panel tells of a history what was sent, whatever came late, twice, from a wrong clock, or went into stored and sealed days meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 20 }), async (history, ago, length) => {
      const server = startRecounted(folder.file())
      for (const step of history) await server.act(step)
      const from = server.today() - ago - length
      const dates = Array.from({ length: length + 1 }, (_, index) => new Date((from + index) * dayMs).toISOString().slice(0, 10))
      // The second one is answered from sums.
      for (const more of ['', '&type=session_start']) {
        const report = await server.ask(`from=${dates[0]}&to=${dates.at(-1)}&include=all${more}`)
        const own = ownOf(server.kept, new Set(dates))
        expect(report.summary).toEqual(summarize(own))
        for (const check of [checkPages, checkNames, checkEndpoints, checkSessions]) check(report, own)
      }
      await server.close()
    }),
    { numRuns: 15, endOnFailure: true },
  )
})
