import { describe, expect, it, vi } from 'vitest'
import { createSchedule, type ScheduledStore } from '../../src/jobs/schedule'
import { silentLogger, type TelemetryLogger } from '../../src/logger'
import { StoreFullError } from '../../src/store/store'
import { noon, setUp } from './schedule-setup'

describe('a job of the schedule', () => {
  it('is tried again where it failed, after five minutes, and says nothing of the words of its error', async () => {
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

  it('is tried again soon although the clock was put back meanwhile', async () => {
    let isBroken = true
    const aggregate: ScheduledStore['aggregate'] = async () => {
      if (isBroken) throw new RangeError('broken')
      return { days: [] }
    }
    const { inner } = setUp()
    let time = noon
    const schedule = createSchedule({ store: async () => ({ ...inner, aggregate }), timeZone: 'UTC', retentionDays: 30, now: () => time })
    await schedule.tick()
    isBroken = false
    time = noon - 3_600_000
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it('tells why the store could not do it: these words are ours, and name the cure', async () => {
    const error = vi.fn<TelemetryLogger['error']>()
    const { inner } = setUp()
    const aggregate: ScheduledStore['aggregate'] = async () => {
      throw new StoreFullError('The disk is full. Free space.')
    }
    const schedule = createSchedule({ store: async () => ({ ...inner, aggregate }), timeZone: 'UTC', retentionDays: 30, now: () => noon, logger: { ...silentLogger, error } })
    await schedule.tick()
    expect(error.mock.calls).toEqual([['scheduled job failed', { job: 'aggregate', error: 'StoreFullError', reason: 'The disk is full. Free space.' }]])
  })

  it('warns where deleted bytes are still in a file', async () => {
    const warn = vi.fn<TelemetryLogger['warn']>()
    const { inner } = setUp()
    const cleanup: ScheduledStore['cleanup'] = async () => ({ sealed: [], deleted: 0, skipped: [], heldBack: true })
    const schedule = createSchedule({ store: async () => ({ ...inner, cleanup }), timeZone: 'UTC', retentionDays: 30, now: () => noon, logger: { ...silentLogger, warn } })
    await schedule.tick()
    expect(warn).toHaveBeenCalledTimes(1)
  })

  it('stops with the schedule and is not taken for done', async () => {
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
