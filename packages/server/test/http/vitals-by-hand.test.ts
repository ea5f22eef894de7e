import type { Report } from '@parel/telemetry-core'
import { afterEach, describe, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServer } from '../../src/index'
import { memoryStore } from '../../src/store/memory'

const token = 'vitals-token-0123456789-abcdefghij'
const opened: TelemetryServer[] = []
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())))

async function send(events: readonly object[]): Promise<{ readonly receipt: unknown; readonly ask: (query: string) => Promise<Report> }> {
  const server = createTelemetryServer({ store: memoryStore(), adminToken: token, enabled: true, logger: { debug() {}, info() {}, warn() {}, error() {} } })
  opened.push(server)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const call = async (query: string, init: RequestInit = {}) => (await server.fetch(new Request(`http://host.example/api/telemetry${query}`, { headers, ...init }))).json()
  return { receipt: await call('', { method: 'POST', body: JSON.stringify(events) }), ask: (query) => call(`?include=vitals${query}`) as Promise<Report> }
}

const vital = (action: string, fields: object) => ({ type: 'web_vital', page: '/cart', action, ...fields })
const shift = vital('CLS', { metadata: { value: 0.1 } })

describe('web vitals that an app sends by itself', () => {
  it('a layout shift that came with a time counts with its value, and the time is reported as ignored', async () => {
    // The first is known as clean when the others come.
    const { receipt, ask } = await send([shift, { ...shift, duration: 40_000 }, { ...shift, duration: 0 }])
    const { vitals, aggregates } = await ask('')
    expect(receipt).toMatchObject({ accepted: 3, ignored: { duration: 2 } })
    expect(vitals?.all).toMatchObject([{ name: 'CLS', count: 3, rating: 'good' }])
    expect(vitals?.pages).toMatchObject([{ page: '/cart', vitals: [{ name: 'CLS', count: 3 }] }])
    expect(aggregates).toMatchObject([{ context: 'CLS', count: 3, avgDuration: null }])
  })

  it('a layout shift with a time and no value is counted, and its value is unknown', async () => {
    const { ask } = await send([vital('CLS', { duration: 40_000 })])
    const { vitals, aggregates } = await ask('')
    expect(vitals?.all).toEqual([])
    expect(aggregates).toMatchObject([{ context: 'CLS', count: 1, avgDuration: null }])
  })

  it('a time without its duration has no value, for all pages as for its own, however the answer is computed', async () => {
    const { ask } = await send([vital('LCP', { duration: 1200 }), vital('LCP', { metadata: { value: 0.3 } }), vital('INP', { metadata: { value: 0.3 } })])
    for (const more of ['', '&type=session_start', '&page=/cart']) {
      const { vitals } = await ask(more)
      expect(vitals?.all).toMatchObject([{ name: 'LCP', count: 1 }])
      expect(vitals?.pages).toMatchObject([{ page: '/cart', vitals: [{ name: 'LCP', count: 1 }] }])
    }
  })
})
