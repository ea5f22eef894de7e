import type { EventType, Report, ReportCount } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createTemporaryFolder } from '../store/temporary-folder'
import { dateOf, dayMs, hourOf, type Sent, startRecounted, steps } from './recounted-server'

// What the panels say of a history (late events, repetitions, wrong clocks, sessions across midnight, days that are live, stored, sealed), counted once more from
// what was sent: by hand, with nothing of the server but its answers.

const folder = createTemporaryFolder()
afterAll(folder.remove)

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const round = (value: number | null, factor: number) => (value === null ? null : Math.round(value * factor) / factor)
const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : round(sum(numbers) / numbers.length, 10))
const rate = (part: number, base: number) => (base === 0 ? null : round((part * 100) / base, 100))
const durationsOf = (events: readonly Sent[]) => events.flatMap(({ duration }) => duration ?? [])

function groupBy(events: readonly Sent[], keyOf: (event: Sent) => string): Map<string, Sent[]> {
  const groups = new Map<string, Sent[]>()
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event])
  return groups
}

function countBy(events: readonly Sent[], keyOf: (event: Sent) => string | number): readonly ReportCount[] {
  const counts = [...groupBy(events, (event) => String(keyOf(event)))].map(([name, own]) => ({ name, count: own.length }))
  return counts.toSorted((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1))
}

/** Distinct sessions, added over the days; all without one are one a day. */
const sessionsOf = (events: readonly Sent[]) => new Set(events.map(({ createdAt, sessionId }) => `${dateOf(createdAt)} ${sessionId}`)).size

/** The first event of each session; of those without one, each beginning. */
function begunOf(all: readonly Sent[]): readonly Sent[] {
  const firsts = [...groupBy(all.filter(({ sessionId }) => sessionId !== null), ({ sessionId }) => sessionId ?? '').values()]
    .map((own) => own.toSorted((left, right) => left.createdAt - right.createdAt || (left.platform === 'web' ? -1 : 1))[0])
  return [...firsts.filter((event) => event !== undefined), ...all.filter(({ type, sessionId }) => type === 'session_start' && sessionId === null)]
}

/** The longest length that each session told, by the day of the end's own time. */
function lengthsOf(events: readonly Sent[]): readonly number[] {
  const ends = events.filter(({ type, duration }) => type === 'session_end' && duration !== null)
  const longest = [...groupBy(ends.filter(({ sessionId }) => sessionId !== null), ({ sessionId, createdAt }) => `${dateOf(createdAt)} ${sessionId}`).values()]
  return [...longest.map((own) => Math.max(...durationsOf(own))), ...durationsOf(ends.filter(({ sessionId }) => sessionId === null))]
}

/** Views that told a time: on a day as many as were left, of each session no more than were seen, and no more than times were told; one that was left and not seen is of another day. */
function toldOf(leaves: readonly Sent[], views: readonly Sent[]): number {
  const days = groupBy(leaves, ({ createdAt }) => dateOf(createdAt))
  const seen = (date: string, session: string) => views.filter((view) => dateOf(view.createdAt) === date && String(view.sessionId) === session).length
  const told = [...days].map(([date, own]) => {
    const left = [...groupBy(own, ({ sessionId }) => String(sessionId))].map(([session, ofSession]) => Math.min(ofSession.length, Math.max(1, seen(date, session))))
    return Math.min(sum(left), durationsOf(own).length)
  })
  return Math.min(views.length, sum(told))
}

function stepsOf(views: readonly Sent[]): readonly ReportCount[] {
  const visits = [...groupBy(views.filter(({ sessionId }) => sessionId !== null), ({ createdAt, sessionId }) => `${dateOf(createdAt)} ${sessionId}`).values()]
  const sequenceOf = ({ id }: Sent) => Number(id.slice(id.lastIndexOf('-') + 1))
  const pairs = visits.flatMap((own) => {
    const sorted = own.toSorted((left, right) => left.createdAt - right.createdAt || sequenceOf(left) - sequenceOf(right))
    return sorted.slice(1).map((view, index) => ({ ...view, id: `${sorted[index]?.page} ${view.page}` }))
  })
  return countBy(pairs, ({ id }) => id)
}

/** What was kept of the days asked for. */
interface Own {
  readonly begun: readonly Sent[]
  readonly lengths: readonly number[]
  of(type: EventType): readonly Sent[]
}

function ownOf(all: readonly Sent[], dates: ReadonlySet<string>): Own {
  const own = all.filter(({ createdAt }) => dates.has(dateOf(createdAt)))
  return { begun: begunOf(all).filter(({ createdAt }) => dates.has(dateOf(createdAt))), lengths: lengthsOf(own), of: (type) => own.filter((event) => event.type === type) }
}

function summarize({ begun, lengths, of }: Own): Report['summary'] {
  const [actions, errors, calls] = [of('action').length, of('error').length, of('api_call')]
  return {
    pageViews: of('page_view').length, actions, errors, apiCalls: calls.length, sessions: begun.length,
    avgApiLatency: mean(durationsOf(calls)), errorRate: rate(errors, actions), avgSessionLength: mean(lengths),
  }
}

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

function checkPercentile(told: number | null, values: readonly number[], { share, isExact }: { readonly share: number; readonly isExact: boolean }): void {
  if (values.length === 0) return expect(told).toBeNull()
  const sorted = values.toSorted((left, right) => left - right)
  const rank = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0]
  const exact = low + (high - low) * (rank - Math.floor(rank))
  if (isExact) expect(told).toBeCloseTo(exact, 0)
  else expect(Math.abs((told ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.011 + 0.1)
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
