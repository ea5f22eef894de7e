import { describe, expect, it } from 'vitest'
import type { WorkerSettings } from '../../src/store/sqlite/protocol'
import type { WorkerClient } from '../../src/store/sqlite/worker-client'
import { createWorkerKeeper } from '../../src/store/sqlite/worker-keeper'
import { StoreUnavailableError } from '../../src/store/store'

function keep() {
  let time = 0
  let started = 0
  let die = (_reason: string): void => {}
  const client = { call: async () => ({ timeZone: 'UTC' }), insert: async () => ({ stored: 0, duplicates: 0, dropped: [] }), end: async () => undefined } as unknown as WorkerClient
  const keeper = createWorkerKeeper({
    settings: async () => ({ role: 'scribe', path: '/secret/file.db' }) as WorkerSettings,
    onDeath: undefined,
    now: () => time,
    start(_settings, onDeath) {
      started++
      die = onDeath
      return client
    },
  })
  const restOf = async () => keeper.get().then(() => 0, (error: StoreUnavailableError) => error.retryAfterMs)
  return { keeper, restOf, wait: (ms: number) => (time += ms), die: () => die('it ran out of memory'), started: () => started }
}

describe('the keeper of a worker', () => {
  it('starts nothing before it is asked, and one worker for all who ask', async () => {
    const { keeper, started } = keep()
    expect(started()).toBe(0)
    const [first, second] = await Promise.all([keeper.get(), keeper.get()])
    expect(first).toBe(second)
    expect(started()).toBe(1)
  })

  it('starts again at once after a first death, then rests longer and longer, up to 30 s', async () => {
    const { restOf, wait, die } = keep()
    const rests: number[] = []
    for (let death = 0; death < 13; death++) {
      await restOf()
      die()
      const rest = await restOf()
      rests.push(rest)
      wait(40_000)
    }
    expect(rests).toEqual([0, 1000, 1000, 1000, 1000, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000, 30_000])
  })

  it('is in trouble after five deaths in a row, until a worker lives for a minute', async () => {
    const { keeper, restOf, wait, die } = keep()
    for (let death = 0; death < 5; death++) {
      wait(30_000)
      await restOf()
      expect(keeper.trouble).toBeNull()
      die()
    }
    expect(keeper.trouble).toBeInstanceOf(StoreUnavailableError)
    expect(keeper.trouble?.message).not.toContain('/secret')
    wait(30_000)
    await restOf()
    expect(keeper.trouble).not.toBeNull()
    wait(60_000)
    expect(keeper.trouble).toBeNull()
    die()
    // A new row begins.
    expect(await restOf()).toBe(0)
  })

  it('refuses once it is ended', async () => {
    const { keeper } = keep()
    await keeper.end()
    await expect(keeper.get()).rejects.toThrow('The store is closed.')
  })
})
