import type { EventType } from '@parel/telemetry-core'
import { GUIDE_TIME, makeEvent } from '@parel/telemetry-testing'
import { createAlerts } from '../../src/forwarders/alerts'
import type { SendRequest } from '../../src/forwarders/send-request'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'

export const minuteMs = 60_000

/** Alerts over a store in memory; `told` is what the address got. */
export function setUp({ status = () => 200, logger = silentLogger }: { readonly status?: () => number; readonly logger?: typeof silentLogger } = {}) {
  const store = memoryStore()
  let time = GUIDE_TIME
  const told: unknown[] = []
  const sendRequest: SendRequest = async ({ body }) => {
    told.push(JSON.parse(String(body)))
    return { status: status(), header: () => null, body: '' }
  }
  const thresholds = { p95Ms: 500, errorRate: 10, silenceMinutes: 60 }
  const make = () => createAlerts({ url: 'https://alerts.example', secret: '', thresholds, store: async () => store, sendRequest, now: () => time, logger })
  return {
    make,
    store,
    told,
    pass: (minutes: number) => void (time += minutes * minuteMs),
    async calls(count: number, { duration = 100, statusCode = 200, type = 'api_call' }: { readonly duration?: number | null; readonly statusCode?: number; readonly type?: EventType } = {}) {
      const events = Array.from({ length: count }, () => makeEvent({ type, page: '/api/user', duration, metadata: { statusCode, method: 'GET' }, createdAt: time }))
      await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: time })
    },
  }
}
