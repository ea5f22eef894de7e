import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { allDays, anEvent, batchOf, noon, rowOf, today } from './parts'
import type { StoreHarness, StoreUnderTest } from './store-under-test'

const batchEvents = 500
const pagesUpTo = (count: number) => Array.from({ length: count }, (_, index) => `/page-${index}`)

async function insertAll(store: StoreUnderTest, events: readonly TelemetryEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += batchEvents) await store.insert(batchOf(events.slice(start, start + batchEvents)))
}

const sumOf = (counts: Iterable<number>) => [...counts].reduce((sum, count) => sum + count, 0)

/** The documented limits apply without any option, and totals stay exact beyond them. */
export function limitPromises({ create }: StoreHarness): void {
  it('names 500 contexts of a type and day, the rest is [other]', async () => {
    const pages = pagesUpTo(510)
    const store = await create({ routes: pages })
    // The first ten are seen once, all others twice.
    await insertAll(store, [...pages, ...pages.slice(10)].map((page, index) => anEvent(`a-${index}`, { page })))
    const found = new Map((await store.readAggregates({ ...allDays, type: 'page_view' }, noon)).map(({ context, count }) => [context, count]))
    expect(found).toEqual(new Map<string, number>([...pages.slice(10).map((page) => [page, 2] as const), ['[other]', 10]]))
    await store.close()
  })

  it('names 50 pages of an action and 50 types of an error, the rest is [other]', async () => {
    const pages = pagesUpTo(55)
    const store = await create({ routes: pages })
    const twiceBehindTheFirstFive = [...pages, ...pages.slice(5)]
    await insertAll(store, twiceBehindTheFirstFive.flatMap((page, index) => [
      anEvent(`a-${index}`, { type: 'action', action: 'save', page }),
      anEvent(`e-${index}`, { type: 'error', action: 'api_error', page: null, metadata: { errorType: `type${page.slice(6)}` } }),
    ]))
    const [ofAction, ofError] = [(await rowOf(store, 'action', 'save'))?.pages, (await rowOf(store, 'error', 'api_error'))?.errorTypes]
    expect(ofAction).toEqual(new Map<string, number>([...pages.slice(5).map((page) => [page, 2] as const), ['[other]', 5]]))
    expect(ofError).toEqual(new Map<string, number>([...pages.slice(5).map((page) => [`type${page.slice(6)}`, 2] as const), ['[other]', 5]]))
    await store.close()
  })

  it('names 1,000 ways from page to page, the rest is [other]', async () => {
    const store = await create()
    const pages = pagesUpTo(40)
    const way = (index: number) => [pages[index % 40] ?? '', pages[Math.floor(index / 40)] ?? ''] as const
    // Each transition in its own session, all but the first ten twice.
    const ways = [...Array.from({ length: 1010 }, (_, index) => index), ...Array.from({ length: 1000 }, (_, index) => index + 10)].map(way)
    await insertAll(store, ways.flatMap((pair, session) => pair.map((page, step) => anEvent(`w${session}-${step}`, { page, sessionId: `walker-${session}`, createdAt: noon + step }))))
    const found = await store.readTransitions(allDays, noon)
    expect(found).toHaveLength(1001)
    expect(found.at(-1)).toEqual({ day: today, from: '[other]', to: '[other]', count: 10 })
    expect(sumOf(found.map(({ count }) => count))).toBe(2010)
    await store.close()
  })
}
