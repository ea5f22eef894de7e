import type { Report, ReportCount, TelemetryEvent } from '@parel/telemetry-core'
import { makeEvent } from '@parel/telemetry-testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'

// Every panel tells the same events in another way, so their counts must add up to the same numbers: whatever is folded, hidden or joined.

const adminToken = 'test-token-0123456789-abcdefghijklmn'
// The evening of the day on which Berlin's clocks go back: 25 hours.
const now = Date.parse('2026-10-25T19:20:00Z')
const hourMs = 3_600_000

const kinds = ['page_view', 'page_leave', 'action', 'error', 'api_call', 'session_start', 'session_end'] as const
const happening = fc.record({
  kind: fc.constantFrom(...kinds),
  place: fc.integer({ min: 0, max: 5 }),
  session: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
  hoursAgo: fc.integer({ min: 0, max: 45 }),
  duration: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
  status: fc.constantFrom(200, 404, 0, undefined),
})

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never

function toEvent({ kind, place, session, hoursAgo, duration, status }: Happening): TelemetryEvent {
  const isNamed = kind === 'action' || kind === 'error'
  return makeEvent({
    type: kind,
    page: kind.startsWith('session') ? null : `/place-${'abcdef'[place]}`,
    action: isNamed ? `name_${'abcdef'[place]}` : null,
    duration: isNamed || kind === 'page_view' || kind === 'session_start' ? null : duration,
    metadata: kind === 'api_call' && status !== undefined ? { statusCode: status } : null,
    sessionId: session === null ? null : `session-${'abcdefghi'[session]}`,
    platform: place % 2 === 0 ? 'web' : 'mobile',
    createdAt: now - hoursAgo * hourMs,
  })
}

interface Question {
  readonly query: string
  /** Least sessions behind a name: in the daily numbers, and in the answer. */
  readonly kept: number
  readonly shown: number
}

async function ask(events: readonly TelemetryEvent[], { query, kept, shown }: Question): Promise<Report> {
  const store = memoryStore({ timeZone: 'Europe/Berlin', limits: { contextsPerDay: 2, namesPerMap: 1, transitionsPerDay: 1, minSessions: kept } })
  await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: now })
  const telemetry = createTelemetryServer({ store, adminToken, minSessions: shown, now: () => now })
  const answer = await telemetry.fetch(new Request(`http://host.example/api/telemetry?include=all&limit=500&${query}`, { headers: { authorization: `Bearer ${adminToken}` } }))
  return (await answer.json()) as Report
}

const total = <Row>(rows: readonly Row[] | undefined, countOf: (row: Row) => number | null) => (rows ?? []).reduce((sum, row) => sum + (countOf(row) ?? 0), 0)
const ofCounts = (rows: readonly ReportCount[] | undefined) => total(rows, ({ count }) => count)

/** The counts of the summary, from the events alone. */
function countEvents(events: readonly TelemetryEvent[]) {
  const of = (type: TelemetryEvent['type']) => events.filter((event) => event.type === type)
  const withSession = new Set(events.map(({ sessionId }) => sessionId).filter((id) => id !== null))
  const nameless = of('session_start').filter(({ sessionId }) => sessionId === null)
  return { pageViews: of('page_view').length, actions: of('action').length, errors: of('error').length, apiCalls: of('api_call').length, sessions: withSession.size + nameless.length }
}

/** The counts of the summary, added up again from each of the sections. */
function addUp({ series, hours, pages, actions, endpoints, errors, sessions }: Report) {
  const ofPoints = (points: Report['series']) => ({
    pageViews: total(points, (point) => point.pageViews), actions: total(points, (point) => point.actions), errors: total(points, (point) => point.errors),
    apiCalls: total(points, (point) => point.apiCalls), sessions: total(points, (point) => point.sessions),
  })
  const ofPanels = { pageViews: total(pages?.rows, ({ views }) => views), actions: total(actions, ({ count }) => count), errors: ofCounts(errors?.kinds), apiCalls: total(endpoints, ({ count }) => count) }
  return [
    ofPoints(series), ofPoints(hours),
    { ...ofPanels, sessions: sessions?.count },
    { ...ofPanels, errors: total(errors?.series, ({ kinds: ofDay }) => ofCounts(ofDay)), sessions: total(sessions?.startsByHour.map((count) => ({ count })), ({ count }) => count) },
    { ...ofPanels, sessions: ofCounts(sessions?.platforms) },
  ]
}

describe.each(['days=4', 'days=4&type=session_start&compare=previous'])('the sections of %s', (query) => {
  it.each([[1, 1], [1, 3], [3, 3]])('add up to what happened, with at least %i sessions behind what is kept and %i behind what is shown', async (kept, shown) => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 30, maxLength: 120 }), async (happenings) => {
        const events = happenings.map(toEvent)
        const report = await ask(events, { query, kept, shown })
        const counts = countEvents(events)
        expect(report.summary).toMatchObject(counts)
        for (const sum of addUp(report)) expect(sum).toEqual(counts)
        for (const { count, sessions: withIt, pages } of report.actions ?? []) {
          expect(ofCounts(pages)).toBe(count)
          expect(withIt).toBeLessThanOrEqual(count)
        }
        for (const endpoint of report.endpoints ?? []) {
          expect(ofCounts(endpoint.statusCodes)).toBeLessThanOrEqual(endpoint.count)
          expect(total(endpoint.latency, ({ count }) => count)).toBeLessThanOrEqual(endpoint.count)
          expect(endpoint.errorRate).toBe(Math.round((total(endpoint.statusCodes, ({ name, count }) => (name === '200' ? 0 : count)) * 10_000) / endpoint.count) / 100)
        }
        expect(total(report.sessions?.endsByHour.map((count) => ({ count })), ({ count }) => count)).toBe(total(report.sessions?.lengths, ({ count }) => count))
        expect(ofCounts(report.errors?.pages)).toBe(counts.errors)
      }),
      { numRuns: 25 },
    )
  })
})
