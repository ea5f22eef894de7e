import { GUIDE_TIME, makeEvent } from '@parel/telemetry-testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAlerts } from '../../src/forwarders/alerts'
import { createThresholdWindow } from '../../src/forwarders/threshold-window'
import { silentLogger } from '../../src/logger'
import { minuteMs, setUp } from './alerts-setup'

afterEach(() => void vi.useRealTimers())

describe('alerts', () => {
  it('tell of a slow endpoint once, and once more when it is well again', async () => {
    const { make, told, calls, pass } = setUp()
    const alerts = make()
    await calls(30, { duration: 900 })
    await alerts.check()
    await alerts.check()
    pass(61)
    await calls(30)
    await alerts.check()
    expect(told).toEqual([
      { time: '2025-10-13T16:00:00.000Z', firing: [{ rule: 'p95', endpoint: '/api/user', value: 900, threshold: 500 }], resolved: [] },
      { time: '2025-10-13T17:01:00.000Z', firing: [], resolved: [{ rule: 'p95', endpoint: '/api/user' }] },
    ])
  })

  it('are not over because a new process has seen few calls yet', async () => {
    const { make, told, calls, pass } = setUp()
    await calls(30, { duration: 900 })
    await make().check()
    await calls(1200, { type: 'page_view' })
    const restarted = make()
    await restarted.check()
    pass(59)
    await restarted.check()
    expect(told).toHaveLength(1)
    pass(1)
    await restarted.check()
    expect(told.slice(1)).toMatchObject([{ resolved: [{ rule: 'p95', endpoint: '/api/user' }] }])
  })

  it('tell of an endpoint that fails too often', async () => {
    const { make, told, calls } = setUp()
    await calls(18)
    await calls(6, { statusCode: 500 })
    await make().check()
    expect(told).toMatchObject([{ firing: [{ rule: 'error_rate', endpoint: '/api/user', value: 25, threshold: 10 }] }])
  })

  it('count each call once, however often and however many events are looked at', async () => {
    const { make, told, calls } = setUp()
    const alerts = make()
    await calls(15, { duration: 900 })
    await alerts.check()
    await alerts.check()
    expect(told).toEqual([])
    // More than one page of the store.
    await calls(1000, { type: 'page_view' })
    await calls(15, { duration: 900 })
    await alerts.check()
    expect(told).toHaveLength(1)
  })

  it('say nothing of a few calls', async () => {
    const { make, told, calls } = setUp()
    await calls(19, { duration: 5000, statusCode: 500 })
    await make().check()
    expect(told).toEqual([])
  })

  it('tell the p95 that the dashboard shows: linear between the closest ranks', async () => {
    const { make, told, calls } = setUp()
    await calls(19)
    await calls(1, { duration: 10_000 })
    await make().check()
    expect(told).toMatchObject([{ firing: [{ rule: 'p95', value: 595, threshold: 500 }] }])
  })

  it('say nothing of the p95 of a few calls that were timed', async () => {
    const { make, told, calls } = setUp()
    await calls(19, { duration: 5000 })
    await calls(30, { duration: null })
    await make().check()
    expect(told).toEqual([])
  })

  it('tell of an hour without any event, but not of a store that never had one', async () => {
    const { make, told, calls, pass } = setUp()
    const alerts = make()
    await alerts.check()
    pass(120)
    await alerts.check()
    expect(told).toEqual([])
    await calls(1)
    pass(59)
    await alerts.check()
    expect(told).toEqual([])
    pass(1)
    await alerts.check()
    expect(told).toMatchObject([{ firing: [{ rule: 'silence', endpoint: null, value: 60, threshold: 60 }] }])
  })

  it('are looked at when the server starts, not a minute later', async () => {
    const { make, told, calls } = setUp()
    await calls(30, { duration: 900 })
    const alerts = make()
    alerts.start()
    await alerts.stop()
    expect(told).toHaveLength(1)
  })

  it('are looked at every minute, and no more after the end', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { make, told, calls } = setUp()
    const alerts = make()
    alerts.start()
    await alerts.check()
    await calls(30, { duration: 900 })
    vi.advanceTimersByTime(minuteMs)
    await expect.poll(() => told).toHaveLength(1)
    await alerts.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that cannot be checked are told to the host by the kind of the error, and looked at again', async () => {
    const error = vi.fn<typeof silentLogger.error>()
    const store = vi.fn(() => Promise.reject(new TypeError('of /home/ada')))
    const thresholds = { p95Ms: 500, errorRate: 0, silenceMinutes: 0 }
    const alerts = createAlerts({ url: 'https://alerts.example', secret: '', thresholds, store, sendRequest: vi.fn(), now: () => GUIDE_TIME, logger: { ...silentLogger, error } })
    await alerts.check()
    await alerts.check()
    expect(error.mock.calls).toEqual(Array.from({ length: 2 }, () => ['alerts could not be checked', { error: 'TypeError' }]))
  })

  it.each(['["p95 /api/user]', '{}', '[5]'])('that were told are told again where their list is damaged (%s), which is said once', async (text) => {
    const error = vi.fn<typeof silentLogger.error>()
    const { make, told, calls, store } = setUp({ logger: { ...silentLogger, error } })
    const alerts = make()
    await store.writeSetting('alerts:firing', text)
    await calls(30)
    await alerts.check()
    await alerts.check()
    expect(told).toEqual([])
    await calls(30, { duration: 900 })
    await alerts.check()
    expect(told).toMatchObject([{ firing: [{ rule: 'p95', endpoint: '/api/user' }] }])
    expect(error.mock.calls).toEqual([[expect.stringContaining('damaged in the database'), {}]])
  })

  it('come from one of several processes', async () => {
    const { make, told, calls } = setUp()
    await calls(30, { duration: 900 })
    await Promise.all([make(), make(), make()].map((alerts) => alerts.check()))
    expect(told).toHaveLength(1)
  })
})

it('calls that lie years ahead, because a clock was wrong, are forgotten like old ones', () => {
  const window = createThresholdWindow(3_600_000)
  const call = (createdAt: number) => makeEvent({ type: 'api_call', page: '/api/user', duration: 5, createdAt })
  for (const createdAt of [GUIDE_TIME - 7_200_000, GUIDE_TIME - 1000, GUIDE_TIME + 30 * 365 * 86_400_000]) window.add(call(createdAt))
  expect(window.read(GUIDE_TIME)).toMatchObject([{ endpoint: '/api/user', calls: 1 }])
})
