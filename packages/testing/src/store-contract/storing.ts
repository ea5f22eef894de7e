import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { allDays, anEvent, batchOf, dayMs, itReopensWith, noon, plainRows, today } from './parts'
import { createRandom } from './random'
import type { StoreHarness } from './store-under-test'

const odd: readonly (readonly [string, TelemetryEvent])[] = [
  ['a page view', anEvent('a-0')],
  ['empty strings', anEvent('a-0', { page: '', sessionId: null })],
  ['emoji and other planes', anEvent('a-0', { page: '/日本/🎉', metadata: { note: '👩‍👩‍👧 ß' } })],
  ['quotes and percent signs', anEvent('a-0', { page: `/it's/"so"/100%;--` })],
  ['a duration of zero', anEvent('a-0', { type: 'api_call', duration: 0, metadata: { statusCode: 0 } })],
  ['the longest duration', anEvent('a-0', { type: 'page_leave', duration: 86_400_000 })],
  ['nested metadata', anEvent('a-0', { type: 'action', action: 'save', metadata: { a: { b: [1, null, true, { c: 'd' }] }, n: 2 ** 53 - 1, f: 0.5 } })],
  ['a session that is no UUID', anEvent('a-0', { sessionId: 'abc-123-def-456' })],
  ['a session in capital letters', anEvent('a-0', { sessionId: '0B7C1C9E-5A0B-4E3E-9D8F-0123456789AB' })],
  ['an id of another shape', anEvent('0190f3c4-7a7b-7c1d-8e2f-a0b1c2d3e4f5')],
  ['an id with a leading zero', anEvent('a-007')],
  ['a number beyond 32 bits in the id', anEvent('a-5000000000')],
  ['mobile, between two days', anEvent('a-0', { platform: 'mobile', createdAt: today * dayMs - 1 })],
]

/** What is stored comes back, once. */
export function storingPromises(harness: StoreHarness): void {
  const { create, again } = harness
  const itReopens = itReopensWith(harness)
  it.each(odd)('returns every field of %s', async (_name, event) => {
    const store = await create()
    expect(await store.insert(batchOf([event]))).toMatchObject({ stored: 1, duplicates: 0 })
    expect((await store.readEvents({ limit: 10 })).events).toEqual([{ ...event, page: event.page === '' ? null : event.page }])
    await store.close()
  })

  it('counts an id once, in the same batch, in another batch and at the same moment', async () => {
    const store = await create()
    const events = Array.from({ length: 20 }, (_, index) => anEvent(`a-${index}`))
    expect(await store.insert(batchOf([...events, ...events.slice(0, 5)]))).toMatchObject({ stored: 20, duplicates: 5 })
    const results = await Promise.all([events.slice(0, 10), events.slice(5), [...events, anEvent('b-0')]].map((part) => store.insert(batchOf(part))))
    expect(results.map(({ stored, duplicates }) => [stored, duplicates])).toEqual([[0, 10], [0, 15], [1, 20]])
    expect((await store.readEvents({ limit: 100 })).events).toHaveLength(21)
    await store.close()
  })

  it('has the same numbers whatever the order of delivery', async () => {
    const random = createRandom(7)
    const events = Array.from({ length: 200 }, (_, index) => anEvent(`a-${index}`, { page: `/p${index % 7}`, createdAt: noon - random.below(3 * dayMs), sessionId: `s-${index % 9}` }))
    const numbers = await Promise.all([events, [...events].reverse(), random.shuffle(events)].map(async (order) => {
      const store = await create()
      for (let start = 0; start < order.length; start += 37) await store.insert(batchOf(order.slice(start, start + 37)))
      const found = [await plainRows(store), await store.readTransitions(allDays, noon)]
      await store.close()
      return found
    }))
    expect(numbers[1]).toEqual(numbers[0])
    expect(numbers[2]).toEqual(numbers[0])
  })

  it('hands out events in order of arrival, from a place onwards', async () => {
    const store = await create()
    const first = await store.readEvents({ limit: 2 })
    expect(first.events).toEqual([])
    // Yesterday's event arrives last.
    await store.insert(batchOf([anEvent('a-0'), anEvent('a-1')]))
    await store.insert(batchOf([anEvent('b-0', { createdAt: noon - dayMs }), anEvent('a-2')]))
    const page = await store.readEvents({ after: first.cursor, limit: 3 })
    expect(page.events.map(({ id }) => id)).toEqual(['a-0', 'a-1', 'b-0'])
    const rest = await store.readEvents({ after: page.cursor, limit: 3 })
    expect(rest.events.map(({ id }) => id)).toEqual(['a-2'])
    expect((await store.readEvents({ after: rest.cursor, limit: 3 }))).toEqual({ events: [], cursor: rest.cursor })
    expect((await store.readEvents({ limit: 2 })).events.map(({ id }) => id)).toEqual(['b-0', 'a-2'])
    await store.close()
  })

  it.each(['5000', 'NaN', '-1'])('begins with the newest events for a place that another store gave: %s', async (after) => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0'), anEvent('a-1'), anEvent('a-2')]))
    const page = await store.readEvents({ after, limit: 2 })
    expect(page.events.map(({ id }) => id)).toEqual(['a-1', 'a-2'])
    expect(await store.readEvents({ after: page.cursor, limit: 2 })).toEqual({ events: [], cursor: page.cursor })
    await store.close()
  })

  it('exports a day whole', async () => {
    const store = await create()
    const events = Array.from({ length: 2500 }, (_, index) => anEvent(`a-${index}`))
    await store.insert(batchOf([...events, anEvent('b-0', { createdAt: noon - dayMs })]))
    const exported: TelemetryEvent[] = []
    for await (const event of store.exportDay(today)) exported.push(event)
    expect(exported).toEqual(events)
    await store.close()
  })

  itReopens('has everything after it was opened again', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0'), anEvent('a-1')]))
    await store.close()
    const next = await again!(store)
    expect((await next.readEvents({ limit: 10 })).events).toEqual([anEvent('a-0'), anEvent('a-1')])
    expect(await next.insert(batchOf([anEvent('a-1'), anEvent('a-2')]))).toMatchObject({ stored: 1, duplicates: 1 })
    await next.close()
  })

  itReopens('shows what it acknowledged to another process at once', async () => {
    const store = await create()
    const other = await again!(store)
    for (let index = 0; index < 20; index++) {
      await store.insert(batchOf([anEvent(`a-${index}`)]))
      expect((await other.readEvents({ limit: 1 })).events[0]?.id).toBe(`a-${index}`)
      expect(await other.insert(batchOf([anEvent(`a-${index}`)]))).toMatchObject({ stored: 0, duplicates: 1 })
    }
    expect(await plainRows(other)).toEqual(await plainRows(store))
    await Promise.all([store.close(), other.close()])
  })
}
