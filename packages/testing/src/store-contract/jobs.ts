import { expect, it } from 'vitest'
import { aCall, allDays, anEvent, batchOf, dayMs, noon, plainRows, today } from './parts'
import type { StoreHarness } from './store-under-test'

const retentionDays = 10
const later = noon + 30 * dayMs

/** Aggregation and clean-up may run twice, at once, late or never; the numbers stay the same. */
export function jobPromises({ create, again }: StoreHarness): void {
  const filled = async () => {
    const store = await create()
    const events = Array.from({ length: 60 }, (_, index) => aCall(`a-${index}`, index * 3, { createdAt: noon - (index % 4) * dayMs, page: `/api/p${index % 3}` }))
    await store.insert(batchOf([...events, anEvent('b-0'), anEvent('b-1', { page: '/other', createdAt: noon + 1 })]))
    return store
  }

  it('answers the same before and after aggregation, only no longer live', async () => {
    const store = await filled()
    const [before, pairs] = [await plainRows(store), await store.readTransitions(allDays, noon)]
    expect((await store.readAggregates(allDays, noon)).every(({ live }) => live)).toBe(true)
    expect((await store.aggregate({ now: noon + dayMs })).days).toEqual([today - 3, today - 2, today - 1, today])
    expect(await plainRows(store)).toEqual(before)
    expect(await store.readTransitions(allDays, noon)).toEqual(pairs)
    expect((await store.readAggregates(allDays, noon)).some(({ live }) => live)).toBe(false)
    await store.close()
  })

  it('leaves today alone unless it is asked for', async () => {
    const store = await filled()
    expect((await store.aggregate({ now: noon })).days).not.toContain(today)
    expect((await store.aggregate({ now: noon, days: [today] })).days).toEqual([today])
    await store.close()
  })

  it('shows a late event at once, then in the stored rows', async () => {
    const store = await filled()
    await store.aggregate({ now: noon + dayMs })
    await store.insert(batchOf([anEvent('late-0', { createdAt: noon - dayMs })], { receivedAt: noon + dayMs }))
    const live = await store.readAggregates({ from: today - 1, to: today - 1 }, noon)
    expect(live.find(({ type }) => type === 'page_view')).toMatchObject({ count: 1, live: true })
    expect((await store.health(noon)).unaggregatedDays).toContain(today - 1)
    const before = await plainRows(store)
    expect((await store.aggregate({ now: noon + dayMs })).days).toEqual(expect.arrayContaining([today - 1]))
    expect(await plainRows(store)).toEqual(before)
    await store.close()
  })

  it('finds nothing to do the second time', async () => {
    const store = await filled()
    await store.aggregate({ now: noon + dayMs })
    expect((await store.aggregate({ now: noon + dayMs })).days).toEqual([])
    await store.close()
  })

  it('computes again what is asked for, though nothing changed; a sealed day stays as it is', async () => {
    const store = await filled()
    await store.aggregate({ now: noon + dayMs })
    const before = await plainRows(store)
    expect((await store.aggregate({ now: noon + dayMs, days: [today - 1, today - 9] })).days).toEqual([today - 1])
    expect(await plainRows(store)).toEqual(before)
    await store.cleanup({ now: later, retentionDays })
    const sealed = await plainRows(store)
    expect((await store.aggregate({ now: later, days: [today - 1] })).days).toEqual([])
    expect(await plainRows(store)).toEqual(sealed)
    await store.close()
  })

  it('agrees when several aggregate, clean up and insert at once', async () => {
    const store = await filled()
    const others = again === undefined ? [store, store] : [await again(store), await again(store)]
    await Promise.all([...others, store].flatMap((each, index) => [
      each.aggregate({ now: noon + dayMs }),
      each.insert(batchOf([anEvent(`during${index}-0`, { createdAt: noon - dayMs })])),
      each.aggregate({ now: noon + dayMs }),
      each.cleanup({ now: noon, retentionDays }),
    ]))
    await store.aggregate({ now: noon + dayMs })
    const rows = await store.readAggregates(allDays, noon)
    expect(rows.filter(({ type, day }) => type === 'page_view' && day === today - 1).map(({ count }) => count)).toEqual([3])
    expect(rows.filter(({ type }) => type === 'api_call').reduce((sum, { count }) => sum + count, 0)).toBe(60)
    await Promise.all([...new Set([...others, store])].map((each) => each.close()))
  })

  it('keeps every number when it deletes the events, and deletes nothing the second time', async () => {
    const store = await filled()
    const [before, pairs] = [await plainRows(store), await store.readTransitions(allDays, noon)]
    expect(await store.cleanup({ now: later, retentionDays })).toEqual({ sealed: [today - 3, today - 2, today - 1, today], deleted: 62, skipped: [] })
    expect(await plainRows(store, later)).toEqual(before)
    expect(await store.readTransitions(allDays, later)).toEqual(pairs)
    expect((await store.readEvents({ limit: 100 })).events).toEqual([])
    expect(await store.cleanup({ now: later, retentionDays })).toEqual({ sealed: [], deleted: 0, skipped: [] })
    expect(await store.health(later)).toMatchObject({ rawEvents: 0, oldestRawDay: null, unaggregatedDays: [] })
    await store.close()
  })

  it('keeps exactly the days of the retention', async () => {
    const store = await create()
    for (let age = 0; age < 15; age++) await store.insert(batchOf([anEvent(`a-${age}`, { createdAt: noon - age * dayMs })], { receivedAt: noon - age * dayMs }))
    expect((await store.cleanup({ now: noon, retentionDays })).sealed).toEqual([today - 14, today - 13, today - 12, today - 11])
    expect((await store.health(noon)).oldestRawDay).toBe(today - 10)
    await store.close()
  })

  it('refuses events of sealed days and changes nothing', async () => {
    const store = await filled()
    await store.cleanup({ now: later, retentionDays })
    const before = await plainRows(store, later)
    const result = await store.insert(batchOf([anEvent('late-0'), anEvent('late-1', { createdAt: noon - 20 * dayMs })], { receivedAt: noon - 15 * dayMs }))
    expect(result).toMatchObject({ stored: 0, dropped: new Map([['future', 1], ['sealed', 1]]) })
    expect(await store.insert(batchOf([anEvent('late-2', { createdAt: noon })], { receivedAt: noon }))).toMatchObject({ stored: 0, dropped: new Map([['sealed', 1]]) })
    expect(await plainRows(store, later)).toEqual(before)
    await store.close()
  })

  it('takes the events of the next days although a clock that was years ahead cleaned up', async () => {
    const store = await filled()
    const before = await plainRows(store)
    await store.cleanup({ now: noon + 30 * 365 * dayMs, retentionDays })
    expect(await plainRows(store)).toEqual(before)
    const inserted = [noon, noon + dayMs, noon + 40 * dayMs].map((now, index) => store.insert(batchOf([anEvent(`next-${index}`, { createdAt: now })], { receivedAt: now })))
    expect((await Promise.all(inserted)).map(({ stored }) => stored)).toEqual([0, 1, 1])
    await store.close()
  })

  it('catches up after forty days without a job', async () => {
    const store = await create()
    for (let age = 40; age > 0; age--) await store.insert(batchOf([anEvent(`a-${age}`, { createdAt: noon - age * dayMs })], { receivedAt: noon - age * dayMs }))
    const before = await plainRows(store)
    expect((await store.cleanup({ now: noon, retentionDays })).sealed).toHaveLength(30)
    expect(await plainRows(store)).toEqual(before)
    await store.close()
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 36_501])('refuses to clean up for %s days and touches nothing', async (days) => {
    const store = await filled()
    await expect(store.cleanup({ now: later, retentionDays: days })).rejects.toThrow(/whole number of days from 0 to 36500/)
    expect(await store.health(later)).toMatchObject({ rawEvents: 62 })
    expect(await store.insert(batchOf([anEvent('later-0', { createdAt: noon })], { receivedAt: noon }))).toMatchObject({ stored: 1 })
    await store.close()
  })
}
