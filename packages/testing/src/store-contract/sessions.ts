import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
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

/** Sessions are counted once, on the day on which they began, with their longest length. */
export function sessionPromises({ create }: StoreHarness): void {
  it.each(stories)('%s', async (_name, events, expected) => {
    const store = await create()
    for (const event of events) {
      await store.insert(batchOf([event], { receivedAt: noon }))
      // Numbers are asked for between the events too, so that nothing depends on having seen them together.
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
