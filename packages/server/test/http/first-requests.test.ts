import { expect, it } from 'vitest'
import { createTelemetryServer } from '../../src/index'
import { fakeStore } from './fake-store'

const token = 'test-token-0123456789-abcdefghijklmn'
const address = 'http://127.0.0.1/api/telemetry'
const json = { 'content-type': 'application/json' }

it('stores one event and answers with the accounting', async () => {
  const store = fakeStore()
  const telemetry = createTelemetryServer({ store, adminToken: token, now: () => Date.UTC(2025, 9, 13, 12) })
  const answer = await telemetry.fetch(
    new Request(address, { method: 'POST', headers: json, body: '{"type":"page_view","page":"/dashboard","sessionId":"abc-123-def-456"}' }),
  )
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ success: true, accepted: 1, duplicates: 0, dropped: {} })
  expect(store.events).toMatchObject([{ type: 'page_view', page: '/dashboard' }])
})

it('answers the report with summary, aggregates and period', async () => {
  const store = fakeStore()
  const telemetry = createTelemetryServer({ store, adminToken: token, now: () => Date.UTC(2025, 9, 13, 12) })
  await telemetry.fetch(new Request(address, { method: 'POST', headers: json, body: '[{"type":"page_view","page":"/dashboard"}]' }))
  const answer = await telemetry.fetch(new Request(address, { headers: { authorization: `Bearer ${token}` } }))
  expect(await answer.json()).toMatchObject({
    summary: { pageViews: 1, avgApiLatency: null },
    aggregates: [{ date: '2025-10-13', type: 'page_view', context: '/dashboard', count: 1, avgDuration: null }],
    period: { days: 7, startDate: '2025-10-07T00:00:00.000Z', endDate: '2025-10-13T23:59:59.999Z' },
  })
})
