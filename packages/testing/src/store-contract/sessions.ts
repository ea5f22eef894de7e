import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { dayAndHour } from './local-time'
import { allDays, anEvent, batchOf, dayMs, noon, today } from './parts'
import type { StoreHarness } from './store-under-test'

const midnight = today * dayMs
const start = (id: string, createdAt: number) => anEvent(id, { type: 'session_start', page: null, createdAt })
const end = (id: string, duration: number, createdAt = noon) => anEvent(id, { type: 'session_end', page: null, duration, createdAt })

const stories: readonly (readonly [string, readonly TelemetryEvent[], readonly (readonly [day: number, begun: number, lengths: readonly number[]])[]])[] = [
  ['a start alone is a session', [start('a-0', noon)], [[today, 1, []]]],
  ['an end alone is a session with a length', [end('a-0', 5000)], [[today, 1, [5000]]]],
  ['the longest of several ends counts', [end('a-0', 5000), end('a-1', 9000), end('a-2', 7000)], [[today, 1, [9000]]]],
  ['any event begins a session', [anEvent('a-0')], [[today, 1, []]]],
  ['a session that crosses midnight belongs to the day of its first event', [anEvent('a-0', { createdAt: midnight - 1 }), anEvent('a-1', { createdAt: midnight })], [[today - 1, 1, []], [today, 0, []]]],
  ['an earlier event that arrives late moves the session', [anEvent('a-1', { createdAt: midnight }), anEvent('a-0', { createdAt: midnight - 1 })], [[today - 1, 1, []], [today, 0, []]]],
  ['an end may arrive before its start', [end('a-1', 4000), start('a-0', noon)], [[today, 1, [4000]]]],
  ['starts without a session are sessions of their own', [{ ...start('a-0', noon), sessionId: null }, { ...start('a-1', noon), sessionId: null }], [[today, 2, []]]],
  ['other events without a session are none', [anEvent('a-0', { sessionId: null })], [[today, 0, []]]],
]

// By the clock on the wall: what passed since the start, not what a day of 24 hours would show.
const ends: readonly (readonly [string, { readonly zone: string; readonly start: string; readonly lengthHours: number; readonly hour: string }])[] = [
  ['within its hour', { zone: 'UTC', start: '2026-06-01T09:05:00Z', lengthHours: 0.5, hour: '9' }],
  ['on the stroke of the next hour', { zone: 'UTC', start: '2026-06-01T09:30:00Z', lengthHours: 0.5, hour: '10' }],
  ['after midnight, at its hour of the clock', { zone: 'UTC', start: '2026-06-01T23:30:00Z', lengthHours: 2, hour: '1' }],
  ['after midnight of a zone far from UTC', { zone: 'Asia/Kathmandu', start: '2026-06-01T17:45:00Z', lengthHours: 1, hour: '0' }],
  ['a whole day later', { zone: 'UTC', start: '2026-06-01T09:05:00Z', lengthHours: 24, hour: '9' }],
  ['a whole day later, when the day had 23 hours', { zone: 'Europe/Berlin', start: '2026-03-28T09:05:00Z', lengthHours: 24, hour: '11' }],
  ['a whole day later, when the day had 25 hours', { zone: 'Europe/Berlin', start: '2026-10-24T09:05:00Z', lengthHours: 24, hour: '10' }],
  ['past the hour that is left out', { zone: 'America/St_Johns', start: '2026-03-08T05:00:00Z', lengthHours: 1, hour: '3' }],
  ['in the hour that comes twice', { zone: 'America/St_Johns', start: '2026-11-01T04:00:00Z', lengthHours: 0.5, hour: '1' }],
  ['past a change of half an hour', { zone: 'Australia/Lord_Howe', start: '2026-10-03T15:15:00Z', lengthHours: 0.25, hour: '2' }],
]

/** Sessions are counted once, on the day on which they began, with their longest length. */
export function sessionPromises({ create }: StoreHarness): void {
  it.each(stories)('%s', async (_name, events, expected) => {
    const store = await create()
    for (const event of events) {
      await store.insert(batchOf([event], { receivedAt: noon }))
      // Numbers are also read between the events, so that nothing depends on seeing them together.
      await store.readAggregates(allDays, noon)
    }
    const rows = await store.readAggregates(allDays, noon)
    for (const [day, begun, lengths] of expected) {
      const count = (type: string) => rows.find((row) => row.day === day && row.type === type)
      expect(count('session_start')?.count ?? 0).toBe(begun)
      expect(count('session_end')?.durationCount ?? 0).toBe(lengths.length)
      expect(count('session_end')?.durationSum ?? 0).toBe(lengths.reduce((sum, length) => sum + length, 0))
    }
    await store.close()
  })

  it.each(ends)('counts an end %s', async (_name, { zone, start: began, lengthHours, hour }) => {
    const store = await create({ timeZone: zone })
    const createdAt = Date.parse(began)
    const { day } = dayAndHour(createdAt, zone)
    await store.insert(batchOf([end('a-0', 60_000, createdAt), end('a-1', lengthHours * 3_600_000, createdAt)], { receivedAt: createdAt + dayMs }))
    const hoursOfEnds = async () => (await store.readAggregates({ ...allDays, type: 'session_end' }, createdAt + dayMs)).map((row) => [row.day, new Map(row.endHours)])
    expect(await hoursOfEnds()).toEqual([[day, new Map([[hour, 1]])]])
    await store.aggregate({ now: createdAt + 3 * dayMs })
    expect(await hoursOfEnds()).toEqual([[day, new Map([[hour, 1]])]])
    await store.close()
  })

  it('moves an end when a longer one arrives, and counts ends without a session each', async () => {
    const store = await create()
    const hours = async () => new Map((await store.readAggregates({ ...allDays, type: 'session_end' }, noon)).flatMap(({ endHours }) => [...endHours]))
    await store.insert(batchOf([end('a-0', 3_600_000)]))
    expect(await hours()).toEqual(new Map([['13', 1]]))
    await store.insert(batchOf([end('a-1', 7_200_000), end('a-2', 10_800_000), end('a-3', 60_000)]))
    expect(await hours()).toEqual(new Map([['15', 1]]))
    await store.insert(batchOf([{ ...end('b-0', 60_000), sessionId: null }, { ...end('b-1', 3_600_000), sessionId: null }]))
    expect(await hours()).toEqual(new Map([['12', 1], ['13', 1], ['15', 1]]))
    await store.close()
  })

  it('moves a session out of a day that was already aggregated', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-1', { createdAt: midnight })]))
    await store.aggregate({ now: noon + dayMs })
    await store.insert(batchOf([anEvent('a-0', { createdAt: midnight - 1 })]))
    const begun = async () => (await store.readAggregates({ ...allDays, type: 'session_start' }, noon)).map(({ day, count }) => [day, count])
    expect(await begun()).toEqual([[today - 1, 1]])
    await store.aggregate({ now: noon + dayMs })
    expect(await begun()).toEqual([[today - 1, 1]])
    await store.close()
  })

  it('is not moved by a repetition that is dated otherwise: nothing of it is stored', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0', { createdAt: midnight })]))
    await store.readAggregates(allDays, noon)
    const again = { duplicates: 1, stored: 0 }
    expect(await store.insert(batchOf([anEvent('a-0', { createdAt: midnight - 1 })]))).toMatchObject(again)
    const begun = async () => (await store.readAggregates({ ...allDays, type: 'session_start' }, noon)).map(({ day, count }) => [day, count])
    expect(await begun()).toEqual([[today, 1]])
    await store.insert(batchOf([anEvent('a-1', { createdAt: midnight - 1 })]))
    expect(await begun()).toEqual([[today - 1, 1]])
    await store.close()
  })

  it('is not moved by a repetition in the same batch either', async () => {
    const store = await create()
    const again = { duplicates: 1, stored: 1 }
    expect(await store.insert(batchOf([anEvent('a-0', { createdAt: midnight }), anEvent('a-0', { createdAt: midnight - 1 })]))).toMatchObject(again)
    const begun = (await store.readAggregates({ ...allDays, type: 'session_start' }, noon)).map(({ day, count }) => [day, count])
    expect(begun).toEqual([[today, 1]])
    await store.close()
  })

  it('counts which page followed which, whatever the order of arrival', async () => {
    const store = await create()
    const view = (sequence: number, page: string, sessionId = 's') => anEvent(`${sessionId}-${sequence}`, { page, sessionId, createdAt: noon + sequence * 1000 })
    await store.insert(batchOf([view(2, '/c'), view(0, '/a'), view(0, '/a', 't')]))
    await store.readTransitions(allDays, noon)
    await store.insert(batchOf([view(1, '/b'), view(1, '/b', 't')]))
    const expected = [{ day: today, from: '/a', to: '/b', count: 2 }, { day: today, from: '/b', to: '/c', count: 1 }]
    expect(await store.readTransitions(allDays, noon)).toEqual(expected)
    await store.aggregate({ now: noon + dayMs })
    expect(await store.readTransitions(allDays, noon)).toEqual(expected)
    await store.close()
  })
}
