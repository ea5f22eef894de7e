import { expect, it } from 'vitest'
import { dayMs, noon } from './parts'
import type { StoreHarness } from './store-under-test'

/** Small things that more than one process needs to agree on. */
export function settingPromises({ create, again }: StoreHarness): void {
  it('keeps settings by key, lists them by prefix and forgets them', async () => {
    const store = await create()
    await store.writeSetting('share:b', '2')
    await store.writeSetting('share:a', '1')
    await store.writeSetting('share:a', '3')
    await store.writeSetting('shar%', 'x')
    expect([...(await store.listSettings('share:'))]).toEqual([['share:a', '3'], ['share:b', '2']])
    expect(await store.readSetting('share:a')).toBe('3')
    await store.writeSetting('share:a', null)
    expect(await store.readSetting('share:a')).toBeNull()
    await store.close()
  })

  it('gives a lease to one holder until it ends', async () => {
    const store = await create()
    const other = again === undefined ? store : await again(store)
    const lease = (holder: string, now: number) => ({ holder, ttlMs: 1000, now })
    const wins = await Promise.all(['a', 'b', 'c', 'd'].map((holder, index) => (index % 2 === 0 ? store : other).acquireLease('job', lease(holder, noon))))
    expect(wins.filter(Boolean)).toHaveLength(1)
    const winner = ['a', 'b', 'c', 'd'][wins.indexOf(true)]!
    expect(await other.acquireLease('job', lease(winner, noon + 500))).toBe(true)
    expect(await store.acquireLease('job', lease('e', noon + 1499))).toBe(false)
    expect(await store.acquireLease('job', lease('e', noon + 1500))).toBe(true)
    expect(await store.acquireLease('other job', lease('a', noon))).toBe(true)
    await store.close()
    if (other !== store) await other.close()
  })

  it('gives a lease to another holder that a clock gave away for years, but not for its being some seconds ahead', async () => {
    const store = await create()
    const lease = (holder: string, now: number) => ({ holder, ttlMs: 1000, now })
    await store.acquireLease('job', lease('a', noon + 30_000))
    expect(await store.acquireLease('job', lease('b', noon))).toBe(false)
    await store.acquireLease('job', lease('a', noon + 30 * 365 * dayMs))
    expect(await store.acquireLease('job', lease('b', noon))).toBe(true)
    expect(await store.acquireLease('job', lease('a', noon))).toBe(false)
    await store.close()
  })
}
