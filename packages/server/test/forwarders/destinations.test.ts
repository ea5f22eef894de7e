import { createHmac } from 'node:crypto'
import { metrics } from '@opentelemetry/api'
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createAxiomForwarder } from '../../src/forwarders/axiom'
import type { ForwardedEvent } from '../../src/forwarders/forwarder'
import { createOpenTelemetryForwarder } from '../../src/forwarders/open-telemetry'
import { createPlausibleForwarder } from '../../src/forwarders/plausible'
import { type Answer, createSendRequest } from '../../src/forwarders/send-request'
import { createWebhookForwarder } from '../../src/forwarders/webhook'
import { makeEvent, reply } from '@parel/telemetry-testing'
import { fakeDestination } from './fake-destination'

// The client of Axiom adds it for the whole process, in which other files run later.
afterAll(() => Reflect.deleteProperty(BigInt.prototype, 'toJSON'))

const now = () => Date.UTC(2025, 9, 13, 16)
const sendRequest = createSendRequest({ allowPrivate: false, timeoutMs: 60_000 })
const { signal } = new AbortController()
const token = ['xaat', 'not', 'a', 'real', 'one'].join('-')

const view: ForwardedEvent = { id: 'a', type: 'page_view', page: '/flow/[id]', platform: 'web', createdAt: '2025-10-13T16:00:00.000Z' }
const action: ForwardedEvent = { id: 'b', type: 'action', page: '/shop', action: 'item_purchased', metadata: { plan: 'pro' }, createdAt: '2025-10-13T16:00:00.000Z' }

describe('axiom', () => {
  const axiom = (url: string) => createAxiomForwarder({ token, dataset: 'parel-telemetry', url, sendRequest, now })
  const status = (failed: number) => JSON.stringify({ ingested: 1, failed, failures: [], processedBytes: 1, blocksCreated: 0, walLength: 1 })

  it('gets lines of events with their time, metadata as one field', async () => {
    const { url, seen } = await fakeDestination(reply(200, {}, status(0)))
    expect(await axiom(url).send([view, action], signal)).toEqual({ outcome: 'sent', dropped: 0 })
    expect(seen[0]).toMatchObject({ path: '/v1/datasets/parel-telemetry/ingest', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' } })
    expect(seen[0]?.body.split('\n').map((line) => JSON.parse(line))).toEqual([
      { _time: view.createdAt, id: 'a', type: 'page_view', page: '/flow/[id]', platform: 'web' },
      { _time: action.createdAt, id: 'b', type: 'action', page: '/shop', action: 'item_purchased', metadata: { plan: 'pro' } },
    ])
  })

  // https://axiom.co/docs/reference/edge-deployments: an edge deployment takes events at another path than the API.
  it.each([
    [undefined, 'https://api.axiom.co/v1/datasets/parel-telemetry/ingest'],
    ['https://api.eu.axiom.co', 'https://api.eu.axiom.co/v1/datasets/parel-telemetry/ingest'],
    ['https://eu-central-1.aws.edge.axiom.co', 'https://eu-central-1.aws.edge.axiom.co/v1/ingest/parel-telemetry'],
    ['https://eu-central-1.aws.edge.axiom.co/v1/ingest/other', 'https://eu-central-1.aws.edge.axiom.co/v1/ingest/other'],
    ['https://edge.axiom.co.evil.example', 'https://edge.axiom.co.evil.example/v1/datasets/parel-telemetry/ingest'],
  ])('of the region %s is asked at %s', async (url, expected) => {
    const asked: string[] = []
    const answer = async (request: { readonly url: string }): Promise<Answer> => (asked.push(request.url), { status: 200, header: () => null, body: status(0) })
    await createAxiomForwarder({ token, dataset: 'parel-telemetry', ...(url !== undefined && { url }), sendRequest: answer, now }).send([view], signal)
    expect(asked).toEqual([expected])
  })

  it('counts the events that it could not take', async () => {
    const { url } = await fakeDestination(reply(200, {}, status(1)))
    expect(await axiom(url).send([view, action], signal)).toEqual({ outcome: 'sent', dropped: 1 })
  })

  it('is asked once and left to the outbox when it fails', async () => {
    const { url, seen } = await fakeDestination(reply(503, { 'retry-after': '7' }))
    expect(await axiom(url).send([view], signal)).toEqual({ outcome: 'retry', reason: 'answered 503', retryAfterMs: 7000 })
    expect(seen).toHaveLength(1)
  })

  it('has taken what it acknowledged, whatever else it says', async () => {
    const { url, seen } = await fakeDestination(reply(200, {}, `{"ingested":2,"failed":0,"failures":[${'{"error":"long"},'.repeat(10_000)}]}`))
    expect(await axiom(url).send([view, action], signal)).toEqual({ outcome: 'sent', dropped: 0 })
    expect(seen).toHaveLength(1)
  })

  it('is never told of its token in a reason', async () => {
    const { url } = await fakeDestination(reply(401, {}, `{"message":"bad token ${token}"}`))
    expect(JSON.stringify(await axiom(url).send([view], signal))).not.toContain('xaat')
  })

  // Versions before 2 take no fetch: they send past the guard of addresses, and what became of it is unknown.
  it('is not asked again with a client that sends by itself', async () => {
    const ingest = vi.fn<() => Promise<{ readonly failed: number }>>(async () => ({ failed: 0 }))
    const load = async () => ({ AxiomWithoutBatching: class { ingest = ingest } }) as never
    const forwarder = createAxiomForwarder({ token, dataset: 'd', sendRequest, now, load })
    const tooOld = { outcome: 'stopped', reason: 'the package @axiomhq/js is older than version 2; run: npm install @axiomhq/js@latest' }
    expect([await forwarder.send([view], signal), await forwarder.send([view], signal)]).toEqual([tooOld, tooOld])
    expect(ingest).toHaveBeenCalledTimes(1)
  })

  it('says what to install when its package is missing', async () => {
    const forwarder = createAxiomForwarder({ token, dataset: 'd', sendRequest, now, load: () => Promise.reject(new Error('ERR_MODULE_NOT_FOUND')) })
    expect(await forwarder.send([view], signal)).toEqual({ outcome: 'stopped', reason: 'the package @axiomhq/js is not installed; run: npm install @axiomhq/js' })
  })
})

describe('plausible', () => {
  const plausible = (url: string) => createPlausibleForwarder({ domain: 'shop.example', url, sendRequest, now })

  it('gets page views and actions, one by one, and nothing that tells visitors apart', async () => {
    const { url, seen } = await fakeDestination(reply(202))
    expect(await plausible(url).send([view, action], signal)).toEqual({ outcome: 'sent', dropped: 0 })
    expect(seen.map(({ body }) => JSON.parse(body))).toEqual([
      { name: 'pageview', url: 'https://shop.example/flow/[id]', domain: 'shop.example' },
      { name: 'item_purchased', url: 'https://shop.example/shop', domain: 'shop.example' },
    ])
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual(['accept-encoding', 'connection', 'content-length', 'content-type', 'host', 'user-agent'])
    expect(seen[0]?.headers['user-agent']).toBe('parel-telemetry-server')
  })

  it.each([
    ['page_view', null, true],
    ['action', 'save', true],
    ['action', 'pageview', false],
    ['action', 'engagement', false],
    ['api_call', null, false],
  ] as const)('wants a %s of the name %s: %s', (type, name, isWanted) => {
    expect(plausible('https://plausible.io').accepts?.(makeEvent({ type, action: name }))).toBe(isWanted)
  })

  it.each([
    ['on a host of its own', '', '/api/event'],
    ['below a path', '/stats', '/stats/api/event'],
    ['below a path with a slash', '/stats/', '/stats/api/event'],
    ['by the whole address that takes events', '/stats/api/event', '/stats/api/event'],
  ])('is found %s', async (_name, path, expected) => {
    const { url, seen } = await fakeDestination(reply(202))
    await plausible(`${url}${path}`).send([view], signal)
    expect(seen.map((request) => request.path)).toEqual([expected])
  })

  it('counts what it threw away', async () => {
    const { url } = await fakeDestination((response, call) => reply(202, call === 1 ? { 'x-plausible-dropped': '1' } : {})(response))
    expect(await plausible(url).send([view, action], signal)).toEqual({ outcome: 'sent', dropped: 1 })
  })

  it('tells how far it came when it fails in between', async () => {
    const { url } = await fakeDestination((response, call) => reply(call === 2 ? 429 : 202)(response))
    expect(await plausible(url).send([view, action, view], signal)).toEqual({ outcome: 'retry', reason: 'answered 429', done: 1, dropped: 0 })
  })
})

describe('webhook', () => {
  it('gets a signed batch', async () => {
    const { url, seen } = await fakeDestination(reply(204, {}, ''))
    const webhook = createWebhookForwarder({ url: `${url}/in?key=1`, secret: 'shared', sendRequest, now })
    expect(await webhook.send([view], signal)).toEqual({ outcome: 'sent' })
    expect(seen[0]?.path).toBe('/in?key=1')
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ events: [view] })
    const mac = createHmac('sha256', 'shared').update(`${now()}.${seen[0]?.body}`).digest('hex')
    expect(seen[0]?.headers['x-parel-signature']).toBe(`t=${now()},v1=${mac}`)
  })

  it('is cut off when the server ends', async () => {
    const { url } = await fakeDestination(() => {})
    const cut = new AbortController()
    const sending = createWebhookForwarder({ url, secret: '', sendRequest, now }).send([view], cut.signal)
    cut.abort()
    // Not "the connection failed", which would be said of the destination.
    expect(await sending).toEqual({ outcome: 'retry', reason: 'cut at the end of the process' })
  })
})

describe('opentelemetry', () => {
  it('records into the meter of the host', async () => {
    const recorded: unknown[] = []
    const instrument = (name: string) => ({ add: (value: number, attributes: object) => recorded.push([name, value, attributes]), record: (value: number, attributes: object) => recorded.push([name, value, attributes]) })
    const provider = { getMeter: () => ({ createCounter: instrument, createHistogram: instrument }) }
    const metrics = { getMeterProvider: () => provider }
    const forwarder = createOpenTelemetryForwarder({ load: async () => ({ metrics }) as unknown as typeof import('@opentelemetry/api') })
    const call: ForwardedEvent = { type: 'api_call', page: '/api/user', duration: 123, platform: 'web', metadata: { statusCode: 200, method: 'GET' } }
    expect(await forwarder.send([call], signal)).toEqual({ outcome: 'sent' })
    expect(recorded).toEqual([
      ['parel.events', 1, { 'parel.event.type': 'api_call', 'parel.platform': 'web' }],
      ['parel.api_call.duration', 0.123, { 'url.template': '/api/user', 'http.response.status_code': 200, 'http.request.method': 'GET' }],
    ])
  })

  it('gives the SDK of the host counts, and durations in buckets of seconds', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
    const provider = new MeterProvider({ readers: [reader] })
    metrics.setGlobalMeterProvider(provider)
    const call = (duration: number, statusCode: number): ForwardedEvent => ({ type: 'api_call', page: '/api/user', duration, platform: 'web', metadata: { statusCode, method: 'GET' } })
    expect(await createOpenTelemetryForwarder().send([call(98, 200), call(245, 200), call(4000, 500), view], signal)).toEqual({ outcome: 'sent' })
    await reader.forceFlush()
    const found = new Map(exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics).flatMap((scope) => scope.metrics).map((metric) => [metric.descriptor.name, metric]))
    expect(found.get('parel.events')?.dataPoints.map(({ value, attributes }) => [value, attributes])).toEqual([
      [3, { 'parel.event.type': 'api_call', 'parel.platform': 'web' }],
      [1, { 'parel.event.type': 'page_view', 'parel.platform': 'web' }],
    ])
    const durations = found.get('parel.api_call.duration')
    expect(durations?.descriptor).toMatchObject({ unit: 's' })
    expect(durations?.dataPoints.map(({ attributes }) => attributes['http.response.status_code'])).toEqual([200, 500])
    const [fast] = (durations?.dataPoints ?? []) as { readonly value: { readonly count: number; readonly sum: number; readonly buckets: { readonly boundaries: readonly number[]; readonly counts: readonly number[] } } }[]
    expect(fast?.value.count).toBe(2)
    expect(fast?.value.sum).toBeCloseTo(0.343)
    const filled = fast?.value.buckets.counts.flatMap((count, index) => (count > 0 ? [fast.value.buckets.boundaries[index]] : []))
    expect(filled).toEqual([0.1, 0.25])
    await provider.shutdown()
    metrics.disable()
  })

  it('works with the real package and no SDK', async () => {
    expect(await createOpenTelemetryForwarder().send([view], signal)).toEqual({ outcome: 'sent' })
  })

  // Events that wait are sent at once when the process starts; an SDK is often there a little later.
  it('records into the meter that the host sets after the first batch', async () => {
    const forwarder = createOpenTelemetryForwarder()
    await forwarder.send([view], signal)
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 })
    const provider = new MeterProvider({ readers: [reader] })
    metrics.setGlobalMeterProvider(provider)
    for (const events of [[view], [view, action]]) await forwarder.send(events, signal)
    await reader.forceFlush()
    const points = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics).flatMap((scope) => scope.metrics).flatMap(({ dataPoints }) => dataPoints)
    expect(points.map(({ value }) => value)).toEqual([2, 1])
    await provider.shutdown()
    metrics.disable()
  })
})
