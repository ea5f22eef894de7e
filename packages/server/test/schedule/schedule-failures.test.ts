import { describe, expect, it, vi } from 'vitest'
import type { ScheduledStore } from '../../src/jobs/schedule'
import type { TelemetryLogger } from '../../src/logger'
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
    const { make, moveTo } = setUp({ logger: { error } })
    const schedule = make({ aggregate })
    expect(await schedule.tick()).toEqual(['cleanup'])
    expect(error.mock.calls).toEqual([['scheduled job failed', { job: 'aggregate', error: 'RangeError' }]])
    isBroken = false
    expect(await schedule.tick()).toEqual([])
    moveTo(noon + 300_000)
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it('is tried again soon although the clock was put back meanwhile', async () => {
    let isBroken = true
    const aggregate: ScheduledStore['aggregate'] = async () => {
      if (isBroken) throw new RangeError('broken')
      return { days: [] }
    }
    const { make, moveTo } = setUp()
    const schedule = make({ aggregate })
    await schedule.tick()
    isBroken = false
    moveTo(noon - 3_600_000)
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it('tells why the store could not do it: these words are ours, and name the cure', async () => {
    const error = vi.fn<TelemetryLogger['error']>()
    const aggregate: ScheduledStore['aggregate'] = async () => {
      throw new StoreFullError('The disk is full. Free space.')
    }
    await setUp({ logger: { error } }).make({ aggregate }).tick()
    expect(error.mock.calls).toEqual([['scheduled job failed', { job: 'aggregate', error: 'StoreFullError', reason: 'The disk is full. Free space.' }]])
  })

  it('warns where deleted bytes are still in a file', async () => {
    const warn = vi.fn<TelemetryLogger['warn']>()
    const cleanup: ScheduledStore['cleanup'] = async () => ({ sealed: [], deleted: 0, skipped: [], heldBack: true })
    await setUp({ logger: { warn } }).make({ cleanup }).tick()
    expect(warn).toHaveBeenCalledTimes(1)
  })

  it('tells the host how much a clean-up deleted', async () => {
    const info = vi.fn<TelemetryLogger['info']>()
    const cleanup: ScheduledStore['cleanup'] = async () => ({ sealed: [20_000, 20_001], deleted: 7, skipped: [20_002], heldBack: false })
    await setUp({ logger: { info } }).make({ cleanup }).tick()
    expect(info).toHaveBeenCalledWith('cleaned up', { days: 2, events: 7, skipped: 1 })
  })

  it('stops with the schedule and is not taken for done', async () => {
    const { inner, make } = setUp()
    let begun = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const ended: string[] = []
    const aggregate: ScheduledStore['aggregate'] = ({ signal }) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => setImmediate(() => {
          ended.push('job')
          resolve({ days: [] })
        }))
        begun()
      })
    const schedule = make({ aggregate })
    const ticking = schedule.tick()
    await started
    await schedule.stop()
    ended.push('schedule')
    expect(ended).toEqual(['job', 'schedule'])
    expect(await ticking).toEqual([])
    expect(await inner.readSetting('schedule:aggregate')).toBeNull()
    expect(await schedule.tick()).toEqual([])
  })
})
