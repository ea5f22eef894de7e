import { makeEvent } from '@parel/telemetry-testing'
import { describe, expect, it, vi } from 'vitest'
import { createSchedule, type ScheduledStore } from '../../src/jobs/schedule'
import { silentLogger, type TelemetryLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'

const hourMs = 3_600_000
const noon = Date.UTC(2025, 9, 13, 12)

/** A store whose jobs are counted, and a clock in the hand of the test. */
function setUp({ timeZone = 'UTC', at = noon }: { readonly timeZone?: string; readonly at?: number } = {}) {
  const inner = memoryStore()
  let time = at
  const ran: string[] = []
  const store: ScheduledStore = {
    ...inner,
    aggregate: async (options) => {
      ran.push('aggregate')
      return inner.aggregate(options)
    },
    cleanup: async (options) => {
      ran.push('cleanup')
      return inner.cleanup(options)
    },
  }
  const make = (over: Partial<ScheduledStore> = {}) =>
    createSchedule({ store: async () => ({ ...store, ...over }), timeZone, retentionDays: 30, now: () => time, logger: silentLogger })
  return { inner, ran, make, moveTo: (to: number) => void (time = to) }
}

describe('the schedule', () => {
  it('aggregates at one and cleans up at three, once', async () => {
    const { make, moveTo } = setUp()
    const schedule = make()
    await schedule.tick()
    const hours: (readonly string[])[] = []
    for (let hour = 1; hour <= 24; hour++) {
      moveTo(noon + hour * hourMs)
      hours.push(await schedule.tick())
    }
    expect(hours.flatMap((jobs, index) => jobs.map((job) => `${job} ${(12 + index + 1) % 24}:00`))).toEqual(['aggregate 1:00', 'cleanup 3:00'])
  })

  it.each([
    ['America/New_York', Date.UTC(2025, 9, 14, 5)],
    ['Asia/Kolkata', Date.UTC(2025, 9, 13, 19, 30)],
  ])('means one o’clock in %s', async (timeZone, one) => {
    const { make, moveTo } = setUp({ timeZone })
    const schedule = make()
    await schedule.tick()
    moveTo(one - 1000)
    expect(await schedule.tick()).toEqual([])
    moveTo(one)
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it.each([
    ['24 hours', 24],
    ['ten days', 240],
  ])('catches up after %s of downtime, aggregation first, once however many nights were missed', async (_name, hours) => {
    const { make, moveTo, ran } = setUp()
    await make().tick()
    ran.length = 0
    moveTo(noon + hours * hourMs)
    const schedule = make()
    for (let looks = 0; looks < 5; looks++) await schedule.tick()
    expect(ran).toEqual(['aggregate', 'cleanup'])
  })

  it('runs again where a clock that was years ahead noted its runs', async () => {
    const { make, moveTo, ran } = setUp()
    const schedule = make()
    moveTo(noon + 30 * 365 * 24 * hourMs)
    await schedule.tick()
    ran.length = 0
    moveTo(noon)
    await schedule.tick()
    expect(ran).toEqual(['aggregate', 'cleanup'])
    await schedule.tick()
    expect(ran).toHaveLength(2)
  })

  it('does not run again when the clock is put back', async () => {
    const { make, moveTo, ran } = setUp()
    const schedule = make()
    await schedule.tick()
    ran.length = 0
    for (const hours of [-24, -1, 0]) {
      moveTo(noon + hours * hourMs)
      await schedule.tick()
    }
    expect(ran).toEqual([])
  })

  it.each([
    ['goes back', Date.UTC(2025, 9, 25, 22), '23:00Z', '02:00Z'],
    ['goes forward', Date.UTC(2025, 2, 29, 23), '00:00Z', '01:00Z'],
  ])('in the night when the clock of Berlin %s means its hours', async (_name, midnight, aggregates, cleansUp) => {
    const { make, moveTo } = setUp({ timeZone: 'Europe/Berlin', at: midnight })
    const schedule = make()
    await schedule.tick()
    const seen: string[] = []
    for (let minute = 1; minute <= 300; minute++) {
      moveTo(midnight + minute * 60_000)
      const time = new Date(midnight + minute * 60_000).toISOString().slice(11, 16)
      seen.push(...(await schedule.tick()).map((job) => `${job} ${time}Z`))
    }
    expect(seen).toEqual([`aggregate ${aggregates}`, `cleanup ${cleansUp}`])
  })

  it('catches up 40 days: every day is built, none is deleted without it', async () => {
    const { make, moveTo, inner } = setUp()
    for (let day = 0; day < 40; day++) {
      const createdAt = noon + day * 24 * hourMs
      await inner.insert({ events: [makeEvent({ createdAt })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: createdAt })
    }
    moveTo(noon + 40 * 24 * hourMs)
    await make().tick()
    const from = Math.floor(noon / (24 * hourMs))
    const rows = await inner.readAggregates({ from, to: from + 40 }, noon + 40 * 24 * hourMs)
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(40)
    expect((await inner.health(noon)).unaggregatedDays).toEqual([])
    expect((await inner.health(noon)).rawEvents).toBe(30)
  })

  it('runs in one of four processes', async () => {
    const { make, ran } = setUp()
    const all = await Promise.all([make(), make(), make(), make()].map((schedule) => schedule.tick()))
    expect(ran).toEqual(['aggregate', 'cleanup'])
    expect(all.flat()).toHaveLength(2)
  })

  it('leaves a job that another process finished between looking and having the lease', async () => {
    const { inner, ran, make } = setUp()
    // Whoever had the lease did the work and gave it back just now.
    const acquireLease: ScheduledStore['acquireLease'] = async (name, lease) => {
      await inner.writeSetting(name, String(noon))
      return inner.acquireLease(name, lease)
    }
    expect(await make({ acquireLease }).tick()).toEqual([])
    expect(ran).toEqual([])
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

  it('tries a job that failed again after five minutes, and says nothing of the words of its error', async () => {
    const error = vi.fn<TelemetryLogger['error']>()
    let isBroken = true
    const aggregate: ScheduledStore['aggregate'] = async () => {
      if (isBroken) throw new RangeError('/home/ada/telemetry.db')
      return { days: [] }
    }
    const { inner } = setUp()
    let time = noon
    const schedule = createSchedule({ store: async () => ({ ...inner, aggregate }), timeZone: 'UTC', retentionDays: 30, now: () => time, logger: { ...silentLogger, error } })
    expect(await schedule.tick()).toEqual(['cleanup'])
    expect(error.mock.calls).toEqual([['scheduled job failed', { job: 'aggregate', error: 'RangeError' }]])
    isBroken = false
    expect(await schedule.tick()).toEqual([])
    time = noon + 300_000
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it('warns when deleted bytes are still in a file', async () => {
    const warn = vi.fn<TelemetryLogger['warn']>()
    const { inner } = setUp()
    const cleanup: ScheduledStore['cleanup'] = async () => ({ sealed: [], deleted: 0, skipped: [], heldBack: true })
    const schedule = createSchedule({ store: async () => ({ ...inner, cleanup }), timeZone: 'UTC', retentionDays: 30, now: () => noon, logger: { ...silentLogger, warn } })
    await schedule.tick()
    expect(warn).toHaveBeenCalledTimes(1)
  })

  it('stops a running job, and does not take it for done', async () => {
    const { inner } = setUp()
    let begun = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const aggregate: ScheduledStore['aggregate'] = ({ signal }) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve({ days: [] }))
        begun()
      })
    const schedule = createSchedule({ store: async () => ({ ...inner, aggregate }), timeZone: 'UTC', retentionDays: 30, now: () => noon })
    const ticking = schedule.tick()
    await started
    await schedule.stop()
    expect(await ticking).toEqual([])
    expect(await inner.readSetting('schedule:aggregate')).toBeNull()
    expect(await schedule.tick()).toEqual([])
  })
})
