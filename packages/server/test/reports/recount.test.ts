import { makeEvent } from '@parel/telemetry-testing'
import type { EventType, Report, TelemetryEvent } from '@parel/telemetry-core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTelemetryServer } from '../../src/index'
import { memoryStore } from '../../src/store/memory'

// What a report says, counted once more from the raw events: by hand, with nothing of the server but its answer.

const token = 'recount-token-0123456789-abcdefghij'
const [hourMs, dayMs] = [3_600_000, 86_400_000]

/** Nights in which clocks change, and a zone that is off by a quarter. */
const nights = [
  ['UTC', '2025-10-26T00:00:00Z'],
  ['Europe/Berlin', '2025-10-26T00:00:00Z'],
  ['Europe/Berlin', '2025-03-30T00:00:00Z'],
  ['America/Santiago', '2025-09-07T04:00:00Z'],
  ['America/Havana', '2025-11-02T05:00:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T14:00:00Z'],
  ['Asia/Kathmandu', '2025-10-26T00:00:00Z'],
] as const

const events = fc.array(
  fc.record({
    type: fc.constantFrom<EventType>('page_view', 'action', 'error', 'api_call', 'session_start', 'session_end'),
    age: fc.integer({ min: 0, max: 6 * dayMs }),
    name: fc.constantFrom('/a', '/b', '/c'),
    duration: fc.integer({ min: 0, max: 5000 }),
    session: fc.integer({ min: 0, max: 6 }),
  }),
  { maxLength: 60 },
)

type Draft = (typeof events extends fc.Arbitrary<infer Value> ? Value : never)[number]

function toEvent({ type, age, name, duration, session }: Draft, now: number): TelemetryEvent {
  const isPlace = type === 'page_view' || type === 'api_call'
  return makeEvent({
    type, createdAt: now - age, page: isPlace ? name : null, action: type === 'action' || type === 'error' ? name : null,
    duration: type === 'api_call' || type === 'session_end' ? duration : null, sessionId: session === 0 ? null : `abc-123-session-${'xyzuvw'[session - 1]}`,
  })
}

async function ask(all: readonly TelemetryEvent[], { timeZone, now, period }: { readonly timeZone: string; readonly now: number; readonly period: string }): Promise<Report> {
  const store = memoryStore({ timeZone })
  await store.open()
  await store.insert({ events: all, dropped: new Map(), removed: new Map(), stream: null, receivedAt: now })
  const telemetry = createTelemetryServer({ store, adminToken: token, now: () => now })
  const answer = await telemetry.fetch(new Request(`http://host.example/api/telemetry?${period}&include=series,hours`, { headers: { authorization: `Bearer ${token}` } }))
  const report = (await answer.json()) as Report
  await telemetry.close()
  return report
}

/** Sessions begin at their first event; without one, each beginning stands for itself. */
function sessionStarts(all: readonly TelemetryEvent[]): readonly number[] {
  const first = new Map<string, number>()
  for (const { sessionId, createdAt } of all) if (sessionId !== null) first.set(sessionId, Math.min(first.get(sessionId) ?? Infinity, createdAt))
  return [...first.values(), ...all.filter(({ sessionId, type }) => sessionId === null && type === 'session_start').map(({ createdAt }) => createdAt)]
}

it('a report counts what happened on the days of its zone, by day and by hour, also where the clocks change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...nights), events, fc.integer({ min: -30, max: 80 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }), async ([timeZone, night], drafts, hours, days, ago) => {
      const now = Date.parse(night) + hours * hourMs
      const all = drafts.map((draft) => toEvent(draft, now))
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
      const hourOf = (time: number) => `${format.format(time).slice(0, 13).replace(' ', 'T')}:00`
      const dates = Array.from({ length: days }, (_, index) => new Date(Date.parse(`${hourOf(now).slice(0, 10)}T00:00Z`) - (ago + days - 1 - index) * dayMs).toISOString().slice(0, 10))
      const report = await ask(all, { timeZone, now, period: `from=${dates[0]}&to=${dates.at(-1)}` })
      const isIn = (time: number) => dates.includes(hourOf(time).slice(0, 10))
      const timesOf = (type: EventType) => all.filter((event) => event.type === type && isIn(event.createdAt)).map(({ createdAt }) => createdAt)
      const begun = sessionStarts(all).filter(isIn)
      const counts = { pageViews: timesOf('page_view'), actions: timesOf('action'), errors: timesOf('error'), apiCalls: timesOf('api_call'), sessions: begun }
      const at = (times: readonly number[], start: string) => times.filter((time) => hourOf(time).startsWith(start)).length
      for (const [name, times] of Object.entries(counts) as [keyof typeof counts, readonly number[]][]) {
        expect([name, report.summary[name]]).toEqual([name, times.length])
        expect(report.series?.map((point) => [point.time, point[name]])).toEqual(dates.map((date) => [date, at(times, date)]))
        expect(report.hours?.filter((point) => point[name] > 0).map((point) => [point.time, point[name]])).toEqual([...new Set(times.map(hourOf))].toSorted().map((hour) => [hour, at(times, hour)]))
      }
      const latencies = all.filter((event) => event.type === 'api_call' && isIn(event.createdAt)).map(({ duration }) => duration ?? 0)
      expect(report.summary.avgApiLatency).toBe(latencies.length === 0 ? null : Math.round((latencies.reduce((sum, ms) => sum + ms, 0) / latencies.length) * 10) / 10)
      const [start, end] = [Date.parse(report.period.startDate), Date.parse(report.period.endDate)]
      expect(all.filter(({ createdAt }) => createdAt >= start && createdAt <= end)).toEqual(all.filter(({ createdAt }) => isIn(createdAt)))
    }),
    { numRuns: 150 },
  )
})
