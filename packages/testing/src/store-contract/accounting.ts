import { expect, it } from 'vitest'
import { anEvent, batchOf, dayMs, noon } from './parts'
import type { ContractBatch, StoreHarness } from './store-under-test'

const streamBatch = (from: number, to: number, lost: readonly (readonly [string, number])[] = []): ContractBatch =>
  batchOf(Array.from({ length: to - from }, (_, index) => anEvent(`doc-${from + index}`)), { stream: { id: 'doc', nextSequence: to, lost: new Map(lost) } })

/** received = stored + duplicates + dropped, to the unit. */
export function accountingPromises({ create, again }: StoreHarness): void {
  it('adds up what came and what became of it', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0'), anEvent('a-0'), anEvent('a-1', { createdAt: 0 })], { dropped: new Map([['invalid', 2], ['too_old', 1]]), removed: new Map([['email', 3]]) }))
    await store.insert(batchOf([], { dropped: new Map([['bot', 4]]), removed: new Map([['email', 1]]) }))
    const health = await store.health(noon)
    expect(health).toMatchObject({ received: 10, stored: 1, duplicates: 1, dropped: new Map([['bot', 4], ['invalid', 2], ['too_old', 2]]), removed: new Map([['email', 4]]), lastEventAt: noon })
    await store.close()
    if (again === undefined) return
    const next = await again(store)
    expect(await next.health(noon)).toMatchObject({ received: 10, stored: 1, duplicates: 1 })
    await next.close()
  })

  it.each([
    ['years', 5 * 365, 0],
    ['no more than a week', 6, 6],
  ])('tells when the last event came although a clock was ahead by %s once: by %i days it is still ahead by %i', async (_name, ahead, told) => {
    const store = await create()
    const wrong = noon + ahead * dayMs
    await store.insert(batchOf([anEvent('ahead-0', { createdAt: wrong })], { receivedAt: wrong }))
    expect((await store.health(noon)).lastEventAt).toBe(wrong)
    await store.insert(batchOf([anEvent('a-0', { createdAt: noon }), anEvent('a-1', { createdAt: noon - 2 * dayMs })], { receivedAt: noon }))
    expect((await store.health(noon)).lastEventAt).toBe(noon + told * dayMs)
    expect((await store.health(wrong)).lastEventAt).toBe(wrong)
    await store.close()
  })

  it('tells when it aggregated last although a clock was years ahead once', async () => {
    const store = await create()
    await store.aggregate({ now: noon + 30 * 365 * dayMs })
    await store.aggregate({ now: noon })
    expect((await store.health(noon)).lastAggregationAt).toBe(noon)
    await store.close()
  })

  it('counts by field the events of which a field was left out', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0')], { ignored: new Map([['duration', 1], ['sessionId', 1]]) }))
    await store.insert(batchOf([anEvent('a-1')], { ignored: new Map([['duration', 2]]) }))
    expect(await store.health(noon)).toMatchObject({ received: 2, stored: 2, removed: new Map(), ignored: new Map([['duration', 3], ['sessionId', 1]]) })
    await store.close()
  })

  it('counts the events that are missing from a stream, until they come', async () => {
    const store = await create()
    const gaps = async () => (await store.health(noon)).gaps
    await store.insert(streamBatch(0, 3))
    expect(await gaps()).toBe(0)
    await store.insert(streamBatch(10, 12))
    expect(await gaps()).toBe(7)
    await store.insert(streamBatch(5, 8))
    expect(await gaps()).toBe(4)
    await store.insert(streamBatch(10, 12))
    expect(await gaps()).toBe(4)
    await store.insert(streamBatch(3, 10))
    expect(await gaps()).toBe(0)
    await store.close()
  })

  it('takes the losses that a client counts as they grow', async () => {
    const store = await create()
    await store.insert(streamBatch(0, 1, [['overflow', 3]]))
    await store.insert(streamBatch(2, 3, [['overflow', 5], ['age', 1]]))
    await store.insert(streamBatch(1, 2, [['overflow', 4]]))
    // Known losses, reported again after an older batch arrived late.
    await store.insert(streamBatch(3, 4, [['overflow', 5], ['age', 1]]))
    expect((await store.health(noon)).clientLost).toEqual(new Map([['age', 1], ['overflow', 5]]))
    await store.close()
  })

  it('stays readable when clients tell absurd numbers', async () => {
    const store = await create()
    const most = Number.MAX_SAFE_INTEGER
    for (const id of ['one', 'two', 'three']) {
      await store.insert(batchOf([anEvent(`${id}-0`)], { dropped: new Map([['invalid', 1]]), stream: { id, firstSequence: most - 1, nextSequence: most, lost: new Map([['overflow', most]]) } }))
    }
    expect(await store.health(noon)).toMatchObject({ received: 6, stored: 3, gaps: most, clientLost: new Map([['overflow', most]]) })
    await store.close()
  })

  it('keeps the neighbours of an event that cannot be stored', async () => {
    const store = await create()
    const bad = [anEvent(''), anEvent('b-0', { duration: -1 }), anEvent('b-1', { duration: Number.NaN }), anEvent('b-2', { createdAt: Number.NaN }), anEvent('b-3', { type: 'nonsense' as never })]
    expect(await store.insert(batchOf([anEvent('a-0'), ...bad, anEvent('a-1')]))).toEqual({ stored: 2, duplicates: 0, dropped: new Map([['invalid', 5]]) })
    await store.close()
  })
}
