import { GUIDE_TIME, makeEvent } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { createAlerts } from '../../src/forwarders/alerts'
import type { SendRequest } from '../../src/forwarders/send-request'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import { minuteMs, setUp } from './alerts-setup'

describe('alerts', () => {
  it('are told again when they could not be delivered', async () => {
    let status = 503
    const { make, told, calls } = setUp({ status: () => status })
    const alerts = make()
    await calls(30, { duration: 900 })
    await alerts.check()
    status = 200
    await alerts.check()
    await alerts.check()
    expect(told).toHaveLength(2)
  })

  it('that cannot be delivered are noted in the database, since when and why, until one can', async () => {
    let status = 503
    const { make, store, calls, pass } = setUp({ status: () => status })
    const alerts = make()
    await alerts.check()
    expect(await store.readSetting('alerts:undelivered')).toBeNull()
    await calls(30, { duration: 900 })
    await alerts.check()
    pass(1)
    status = 404
    await alerts.check()
    expect(JSON.parse((await store.readSetting('alerts:undelivered')) ?? '')).toEqual({ since: GUIDE_TIME, at: GUIDE_TIME + minuteMs, reason: 'answered 404: check the address' })
    status = 200
    await alerts.check()
    expect(await store.readSetting('alerts:undelivered')).toBeNull()
  })

  it('do not hold up the end when their address hangs', async () => {
    const store = memoryStore()
    const calls = Array.from({ length: 30 }, () => makeEvent({ type: 'api_call', page: '/api/user', duration: 900, createdAt: GUIDE_TIME }))
    await store.insert({ events: calls, dropped: new Map(), removed: new Map(), stream: null, receivedAt: GUIDE_TIME })
    let tellAsked = () => {}
    const asked = new Promise<void>((resolve) => void (tellAsked = resolve))
    const hanging: SendRequest = ({ signal }) => new Promise((resolve) => (signal?.addEventListener('abort', () => resolve({ failure: 'connection' })), tellAsked()))
    const thresholds = { p95Ms: 500, errorRate: 0, silenceMinutes: 0 }
    const alerts = createAlerts({ url: 'https://alerts.example', secret: '', thresholds, store: async () => store, sendRequest: hanging, now: () => GUIDE_TIME, logger: silentLogger })
    alerts.start()
    await asked
    await alerts.stop()
    expect(await store.readSetting('alerts:firing')).toBeNull()
    expect(await store.readSetting('alerts:undelivered')).toBeNull()
  })
})
