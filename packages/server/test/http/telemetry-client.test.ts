import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { Telemetry } from '../../../browser/src/telemetry-interface'
import { createTelemetryServer, type IncomingBatch, type TelemetryClient } from '../../src/index'
import { cleaningRules } from '../../src/cleaning/cleaning-rules'
import { resolveOptions } from '../../src/resolve-options'
import { createTelemetryClient } from '../../src/telemetry-client'
import { fakeStore } from './fake-store'

describe('the client of the host’s own code', () => {
  it('has the functions of the browser’s client', () => {
    expectTypeOf<Pick<Telemetry, 'trackPageView' | 'trackAction' | 'trackError' | 'trackApiCall' | 'trackEvent' | 'batchTrackEvents' | 'flush'>>().toExtend<
      Pick<TelemetryClient, 'trackPageView' | 'trackAction' | 'trackError' | 'trackApiCall' | 'trackEvent' | 'batchTrackEvents' | 'flush'>
    >()
  })

  it('cleans, numbers and stores what it is given', async () => {
    const store = fakeStore()
    const { client } = createTelemetryServer({ store })
    client.trackApiCall('/api/orders/1042?email=ada@b.example', 12.4, 200, { email: 'ada@b.example', method: 'GET' })
    client.trackError('job_failed', '/jobs')
    await client.flush()
    expect(store.events).toMatchObject([
      { type: 'api_call', page: '/api/orders/[id]', duration: 12, metadata: { method: 'GET', statusCode: 200 } },
      { type: 'error', action: 'job_failed', page: '/jobs' },
    ])
    expect(JSON.stringify(store.events)).not.toContain('@b.example')
    expect(store.batches[0]?.stream).toMatchObject({ nextSequence: 2 })
    expect(new Set(store.events.map(({ id }) => id)).size).toBe(2)
  })

  it('keeps the status of a call however much metadata come with it', async () => {
    const store = fakeStore()
    const { client } = createTelemetryServer({ store })
    client.trackApiCall('/api/orders', 12, 500, Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`step ${index}`, true])))
    client.trackApiCall('/api/orders', 12, undefined, { cached: true })
    await client.flush()
    expect(store.events.map(({ metadata }) => metadata?.statusCode)).toEqual([500, undefined])
  })

  it('dates the end of a session by its beginning, so that both are of one day', async () => {
    const store = fakeStore()
    const { client } = createTelemetryServer({ store, now: () => Date.UTC(2025, 9, 14, 0, 10) })
    client.trackSessionEnd('a1b2c3d4', 30 * 60_000)
    client.trackSessionStart('e5f6a7b8')
    await client.flush()
    expect(store.events.map(({ createdAt }) => new Date(createdAt).toISOString())).toEqual(['2025-10-13T23:40:00.000Z', '2025-10-14T00:10:00.000Z'])
  })

  it('loses nothing when the server is closed', async () => {
    const store = fakeStore()
    const telemetry = createTelemetryServer({ store })
    telemetry.client.trackAction('a')
    await telemetry.close()
    expect(store.events).toHaveLength(1)
  })

  it('stores nothing while telemetry is off', async () => {
    const store = fakeStore()
    const { client } = createTelemetryServer({ store, enabled: false })
    await client.batchTrackEvents([{ type: 'action', action: 'a' }])
    expect(store.batches).toHaveLength(0)
  })

  it('splits many events and waits for all', async () => {
    const store = fakeStore()
    const { client } = createTelemetryServer({ store })
    await client.batchTrackEvents(Array.from({ length: 2500 }, () => ({ type: 'action', action: 'a' })))
    expect(store.batches.map(({ events }) => events.length)).toEqual([1000, 1000, 500])
  })

  it('numbers its events on from batch to batch, and tells what it removed once, though a try failed', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const insert = vi.fn<typeof store.insert>(store.insert).mockRejectedValueOnce(new Error('busy'))
    const { client } = createTelemetryServer({ store: { ...store, insert } })
    const flushed = client.batchTrackEvents([{ type: 'action', action: 'a', metadata: { email: 'ada@b.example' } }, { type: 'action', action: 'b' }])
    await vi.advanceTimersByTimeAsync(1000)
    await flushed
    await client.batchTrackEvents(Array.from({ length: 1500 }, () => ({ type: 'action', action: 'c' })))
    vi.useRealTimers()
    expect(store.batches.map(({ stream }) => [stream?.firstSequence, stream?.nextSequence])).toEqual([[0, 2], [2, 1002], [1002, 1502]])
    expect(store.batches.map(({ removed }) => [...removed])).toEqual([[['key', 1]], [], []])
    expect(new Set(store.events.map(({ id }) => id)).size).toBe(1502)
  })

  it('tries again when the store is busy, and tells of what it gave up', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const insert = vi.fn<typeof store.insert>(store.insert).mockRejectedValueOnce(new Error('busy'))
    const { client } = createTelemetryServer({ store: { ...store, insert } })
    client.trackAction('a')
    const flushed = client.flush()
    await vi.advanceTimersByTimeAsync(1000)
    await flushed
    expect(store.events).toHaveLength(1)
    insert.mockRejectedValueOnce(new Error('full')).mockRejectedValueOnce(new Error('full')).mockRejectedValueOnce(new Error('full')).mockRejectedValueOnce(new Error('full')).mockRejectedValueOnce(new Error('full'))
    client.trackAction('lost')
    const lost = client.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    await lost
    client.trackAction('next')
    await client.flush()
    expect(store.batches.at(-1)?.stream?.lost).toEqual(new Map([['overflow', 1]]))
    vi.useRealTimers()
  })

  it('gives up what it has when the server is closed over a store that stays away: nothing keeps the process', async () => {
    vi.useFakeTimers()
    const open = vi.fn(async () => Promise.reject(new Error('away')))
    const closing = new AbortController()
    const client = createTelemetryClient({ enabled: true, cleaning: cleaningRules(resolveOptions({}, {})), store: open, now: Date.now, signal: closing.signal })
    client.trackAction('a')
    const flushed = client.flush()
    await vi.advanceTimersByTimeAsync(1000)
    expect(vi.getTimerCount()).toBe(1)
    closing.abort()
    await flushed
    client.trackAction('b')
    await client.flush()
    expect([vi.getTimerCount(), open.mock.calls.length]).toEqual([0, 2])
    vi.useRealTimers()
  })

  it('holds 20,000 events at most while the store hangs, and tells of the others', async () => {
    const { promise: isBack, resolve: comeBack } = Promise.withResolvers<void>()
    const batches: IncomingBatch[] = []
    const insert = async (batch: IncomingBatch) => {
      await isBack
      batches.push(batch)
      return { stored: batch.events.length, duplicates: 0, dropped: batch.dropped }
    }
    const { client } = createTelemetryServer({ store: { ...fakeStore(), insert } })
    const flushes = Array.from({ length: 25 }, () => client.batchTrackEvents(Array.from({ length: 1000 }, () => ({ type: 'action', action: 'a' }))))
    comeBack()
    await Promise.all(flushes)
    expect(batches.reduce((sum, { events }) => sum + events.length, 0)).toBe(20_000)
    await client.batchTrackEvents([{ type: 'action', action: 'next' }])
    expect(batches.at(-1)).toMatchObject({ events: [{ action: 'next' }], stream: { nextSequence: 20_001, lost: new Map([['overflow', 5000]]) } })
  })

  it('never throws into the host, whatever it is given', () => {
    const { client } = createTelemetryServer({ store: fakeStore() })
    const hostile = { get type(): never { throw new Error('getter') } }
    expect(() => client.trackEvent(hostile)).not.toThrow()
    expect(() => client.trackAction(undefined as unknown as string)).not.toThrow()
  })
})
