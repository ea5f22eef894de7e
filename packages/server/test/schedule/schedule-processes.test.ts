import { describe, expect, it, vi } from 'vitest'
import type { ScheduledStore } from '../../src/jobs/schedule'
import { hourMs, noon, setUp } from './schedule-setup'

/** An aggregation that begins, and goes on when the test says so. */
function pausedAggregation(inner: ScheduledStore) {
  const begun = Promise.withResolvers<void>()
  const paused = Promise.withResolvers<void>()
  const aggregate: ScheduledStore['aggregate'] = async (options) => {
    begun.resolve()
    await paused.promise
    return inner.aggregate(options)
  }
  return { begun: begun.promise, goOn: paused.resolve, aggregate }
}

describe('the schedule of several processes', () => {
  it('runs in one of four processes', async () => {
    const { make, ran } = setUp()
    const all = await Promise.all([make(), make(), make(), make()].map((schedule) => schedule.tick()))
    expect(ran).toEqual(['aggregate', 'cleanup'])
    expect(all.flat()).toHaveLength(2)
  })

  it('leaves the clean-up, which aggregates first, to the process that aggregates', async () => {
    const { inner, ran, make } = setUp()
    const { begun, goOn, aggregate } = pausedAggregation(inner)
    const first = make({ aggregate }).tick()
    await begun
    expect(await make().tick()).toEqual([])
    expect(ran).toEqual([])
    goOn()
    expect(await first).toEqual(['aggregate', 'cleanup'])
  })

  it('leaves a job that another one finished between looking and having the lease', async () => {
    const { inner, ran, make } = setUp()
    // Whoever had the lease did the work and gave it back just now.
    const acquireLease: ScheduledStore['acquireLease'] = async (name, lease) => {
      await inner.writeSetting(name, String(noon))
      return inner.acquireLease(name, lease)
    }
    expect(await make({ acquireLease }).tick()).toEqual([])
    expect(ran).toEqual([])
  })

  // Such as one of a laptop that slept.
  it('and was away in the middle of a job does not put back what others have done since', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { inner, ran, make, moveTo } = setUp()
    const { begun, goOn, aggregate } = pausedAggregation(inner)
    const sleeping = make({ aggregate }).tick()
    await begun
    moveTo(noon + 48 * hourMs)
    const other = make()
    await other.tick()
    goOn()
    await sleeping
    ran.length = 0
    await other.tick()
    expect(ran).toEqual([])
    vi.useRealTimers()
  })

  it('keeps its lease while a job takes long, and lets it go with the job', async () => {
    vi.useFakeTimers()
    const { inner, make } = setUp()
    const leases: string[] = []
    const acquireLease: ScheduledStore['acquireLease'] = async (name, lease) => (leases.push(name), inner.acquireLease(name, lease))
    const aggregate: ScheduledStore['aggregate'] = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300_000))
      return { days: [] }
    }
    const ticking = make({ acquireLease, aggregate }).tick()
    await vi.advanceTimersByTimeAsync(299_000)
    // Each lasts for two minutes.
    expect(leases.filter((name) => name === 'schedule:aggregate').length).toBeGreaterThanOrEqual(5)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await ticking).toEqual(['aggregate', 'cleanup'])
    const before = leases.length
    await vi.advanceTimersByTimeAsync(300_000)
    expect(leases).toHaveLength(before)
    vi.useRealTimers()
  })
})
