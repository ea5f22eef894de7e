import { expect, it } from 'vitest'
import { allDays, anEvent, batchOf, dayMs, itReopensWith, noon, rowOf } from './parts'
import type { StoreHarness, StoreUnderTest } from './store-under-test'

const batchEvents = 500

/** Views of `pages` by `sessions` different sessions each. */
async function visit(store: StoreUnderTest, pages: readonly string[], { sessions = 1, stream = 'v', type = 'page_view' as 'page_view' | 'api_call' } = {}): Promise<void> {
  const events = Array.from({ length: sessions }, (_, session) => pages.map((page, index) => anEvent(`${stream}${session}-${index}`, { type, page, sessionId: `${stream}${session}-${index % 97}` }))).flat()
  for (let start = 0; start < events.length; start += batchEvents) await store.insert(batchOf(events.slice(start, start + batchEvents)))
}

async function pagesOf(store: StoreUnderTest, type: 'page_view' | 'api_call' = 'page_view'): Promise<ReadonlyMap<string, number>> {
  return new Map((await store.readAggregates({ ...allDays, type }, noon)).map(({ context, count }) => [context, count]))
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `person${'abcdefghij'[index % 10]}${index}x`)
const smallApp = ['/', '/login', '/signup', '/dashboard', '/settings/profile', '/settings/billing', '/docs/start', '/docs/install', '/about', '/pricing']

/** A position with many different words holds identifiers. */
export function learningPromises(harness: StoreHarness): void {
  const { create, again } = harness
  const itReopens = itReopensWith(harness)
  const reopen = async (store: StoreUnderTest): Promise<StoreUnderTest> => {
    if (again === undefined) return store
    await store.close()
    return again(store)
  }

  it('shows the pages of a small app at once', async () => {
    const store = await create()
    await visit(store, smallApp)
    expect([...(await pagesOf(store)).keys()].sort()).toEqual([...smallApp].sort())
    await store.close()
  })

  it('keeps none of ten thousand names, and every count', async () => {
    const store = await create()
    await visit(store, ['/u/settings', ...names(10_000).map((name) => `/u/${name}`)])
    expect(await pagesOf(store)).toEqual(new Map([['/u/[id]', 10_001]]))
    expect((await store.readEvents({ limit: 10_001 })).events.every(({ page }) => page === '/u/[id]')).toBe(true)
    await store.close()
  })

  it('folds a position in the middle of a path, with what is below it', async () => {
    const store = await create()
    await visit(store, names(400).map((name, index) => `/team/${name}/${index % 2 === 0 ? 'edit' : 'stats'}`))
    expect(await pagesOf(store)).toEqual(new Map([['/team/[id]/edit', 200], ['/team/[id]/stats', 200]]))
    await store.close()
  })

  it.each([
    ['thirty words of a position', '/blog', 30],
    ['a hundred words of the root', '', 100],
  ])('shows the first %s at once, later ones as [id]', async (_name, parent, instant) => {
    const store = await create()
    const pages = names(instant + 5).map((name) => `${parent}/${name}`)
    await visit(store, pages)
    expect(await pagesOf(store)).toEqual(new Map<string, number>([...pages.slice(0, instant).map((page) => [page, 1] as const), [`${parent}/[id]`, 5]]))
    await store.close()
  })

  it('holds a later word back until eleven sessions have shown it, however often, in whichever process, and counts it all the while', async () => {
    const store = await create()
    const other = again === undefined ? store : await again(store)
    const bySession = (session: number, times: number) => batchOf(Array.from({ length: times }, (_, index) => anEvent(`s${session}-${index}`, { page: '/blog/late', sessionId: `visitor-${session}` })))
    const blog = async () => [...(await pagesOf(store))].filter(([page]) => page === '/blog/late' || page === '/blog/[id]')
    await visit(store, names(30).map((name) => `/blog/${name}`))
    for (let session = 1; session <= 10; session++) await (session % 2 === 0 ? store : other).insert(bySession(session, 3))
    expect(await blog()).toEqual([['/blog/[id]', 30]])
    const kept = await reopen(store)
    await kept.insert(batchOf([anEvent('anonymous-0', { page: '/blog/late', sessionId: 'visitor-10' })]))
    expect((await kept.readEvents({ limit: 100 })).events.filter(({ page }) => page === '/blog/late')).toEqual([])
    await kept.insert(bySession(11, 2))
    await other.insert(bySession(12, 1))
    expect(new Map((await kept.readAggregates({ ...allDays, type: 'page_view' }, noon)).filter(({ context }) => /late|id/.test(context)).map(({ context, count }) => [context, count]))).toEqual(new Map([['/blog/[id]', 31], ['/blog/late', 3]]))
    await Promise.all([...new Set([other, kept])].map((each) => each.close()))
  })

  it('looks at two thousand places; what lies deeper than those is [id], and counted', async () => {
    const store = await create()
    // One place for the root, 20 and 400 on the way, and one for each of the 2,000 ends.
    const pages = Array.from({ length: 2000 }, (_, index) => `/a${'bcdefghijklmnopqrstu'[index % 20]}/s${'bcdefghijklmnopqrstu'[Math.floor(index / 20) % 20]}/t${'bcdef'[Math.floor(index / 400)]}/end`)
    await visit(store, pages)
    const ends = (await store.readEvents({ limit: 2000 })).events.map(({ page }) => page?.split('/').at(-1))
    expect([ends.filter((end) => end === 'end').length, ends.filter((end) => end === '[id]').length]).toEqual([1579, 421])
    await store.close()
  })

  it('never folds two hundred pages that many sessions see', async () => {
    const store = await create()
    const pages = names(200).map((name) => `/docs/${name}`)
    await visit(store, pages, { sessions: 20 })
    const found = await pagesOf(store)
    for (const page of pages) expect(found.get(page)).toBeGreaterThan(0)
    expect([...found.values()].reduce((sum, count) => sum + count, 0)).toBe(4000)
    await store.close()
  })

  it('keeps the pages that many sessions saw when junk floods the root', async () => {
    const store = await create()
    await visit(store, ['/', '/pricing', '/about'], { sessions: 12 })
    await visit(store, names(1000).map((name) => `/${name}`), { stream: 'junk' })
    await visit(store, ['/pricing', '/about'], { stream: 'after' })
    expect(await pagesOf(store)).toEqual(new Map([['/', 12], ['/pricing', 13], ['/about', 13], ['/[id]', 1000]]))
    await store.close()
  })

  it('never folds declared routes', async () => {
    const words = names(300)
    const store = await create({ routes: words.map((word) => `/help/${word}`) })
    await visit(store, words.map((word) => `/help/${word}`))
    expect((await pagesOf(store)).size).toBe(300)
    await store.close()
  })

  it('learns endpoints apart from pages', async () => {
    const store = await create()
    await visit(store, names(300).map((name) => `/x/${name}`), { type: 'api_call' })
    await visit(store, ['/x/overview'], { stream: 'w' })
    expect(await pagesOf(store, 'api_call')).toEqual(new Map([['/x/[id]', 300]]))
    expect(await pagesOf(store)).toEqual(new Map([['/x/overview', 1]]))
    await store.close()
  })

  it('rewrites aggregates that are not sealed', async () => {
    const store = await create()
    await visit(store, ['/u/ada'])
    await store.insert(batchOf([anEvent('act-0', { type: 'action', action: 'save', page: '/u/ada' })]))
    await store.aggregate({ now: noon + dayMs })
    await visit(store, names(300).map((name) => `/u/${name}`), { stream: 'w' })
    expect(await pagesOf(store)).toEqual(new Map([['/u/[id]', 301]]))
    const [action] = await store.readAggregates({ ...allDays, type: 'action' }, noon)
    expect(action?.pages).toEqual(new Map([['/u/[id]', 1]]))
    await store.close()
  })

  it('bounds the names of actions without touching those it knows', async () => {
    const store = await create()
    const events = Array.from({ length: 2500 }, (_, index) => anEvent(`a-${index}`, { type: 'action', action: `act${index}`, page: null }))
    for (let start = 0; start < events.length; start += batchEvents) await store.insert(batchOf(events.slice(start, start + batchEvents)))
    const stored = (await store.readEvents({ limit: 2500 })).events.map(({ action }) => action)
    expect(new Set(stored).size).toBe(2001)
    expect(stored.filter((action) => action === '[other]')).toHaveLength(500)
    await store.close()
  })

  it('bounds the types of errors without touching those it knows', async () => {
    const store = await create()
    const types = [...Array.from({ length: 2000 }, (_, index) => `type${index}`), ...Array.from({ length: 3 }, () => ['type7', 'tooLate']).flat()]
    const events = types.map((errorType, index) => anEvent(`e-${index}`, { type: 'error', action: 'api_error', page: null, metadata: { errorType } }))
    for (let start = 0; start < events.length; start += batchEvents) await store.insert(batchOf(events.slice(start, start + batchEvents)))
    const errorTypes = (await rowOf(store, 'error', 'api_error'))?.errorTypes
    expect([errorTypes?.get('type7'), errorTypes?.get('tooLate')]).toEqual([4, undefined])
    expect([...(errorTypes?.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(2006)
    await store.close()
  })

  itReopens('knows what it learned after a restart and in another process', async () => {
    const store = await create()
    const other = await again!(store)
    await visit(other, ['/u/first'], { stream: 'o' })
    await visit(store, names(300).map((name) => `/u/${name}`))
    await visit(other, ['/u/first', '/u/second'], { stream: 'p' })
    await store.close()
    const next = await again!(store)
    await visit(next, ['/u/third'], { stream: 'q' })
    expect(await pagesOf(next)).toEqual(new Map([['/u/[id]', 304]]))
    expect(await pagesOf(other)).toEqual(new Map([['/u/[id]', 304]]))
    await Promise.all([other.close(), next.close()])
  })
}
