// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  vi.restoreAllMocks()
})

describe('the client in a page', () => {
  it('sends the calls of the guide as one batch, cleaned', async () => {
    const { telemetry, requests, rows } = startTelemetry()
    const id = telemetry.getAnonymousSessionId()
    telemetry.trackPageView('/profile/abc-123-def-456?tab=settings&userId=789', id)
    telemetry.trackAction('button_click', '/dashboard', undefined, { button: 'submit_form', email: 'ada@example.org' })
    telemetry.trackError('api_error', '/api/user', { statusCode: 500, endpoint: '/api/user' })
    telemetry.trackApiCall('/api/user', 123.4, 200)
    expect(await rows()).toEqual([
      [4, 0],
      [0, 0, '/profile/[id]'],
      [1, 0, '/dashboard', 'button_click', null, { button: 'submit_form' }],
      [2, 0, '/api/user', 'api_error', null, { statusCode: 500, endpoint: '/api/user' }],
      [3, 0, '/api/user', null, 123, { statusCode: 200 }],
    ])
    expect(requests).toHaveLength(1)
    expect(requests[0]?.batch.sid).toBe(id)
  })

  it('accepts events as they are, does not change them, and sends a batch immediately', async () => {
    const { telemetry, requests } = startTelemetry()
    const event = { type: 'action', action: 'a', metadata: { plan: 'pro' } } as const
    await telemetry.batchTrackEvents([event, Object.freeze({ ...event })])
    expect(requests.flatMap(({ batch }) => batch.ev.map((row) => row[3]))).toEqual([undefined, 'a', 'a'])
    expect(event).toEqual({ type: 'action', action: 'a', metadata: { plan: 'pro' } })
  })

  it('creates random ids in the format the server expects', async () => {
    const { telemetry, requests, rows } = startTelemetry()
    expect(telemetry.getAnonymousSessionId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    await rows()
    // Nine characters that grow with time, then 48 random bits.
    expect(requests[0]?.batch.stream).toMatch(/^0[\da-z]{8}[\da-f]{12}$/)
  })

  it('remembers the current page for a view without a page', async () => {
    const { telemetry, rows } = startTelemetry()
    telemetry.trackPageView('')
    telemetry.trackAction('save')
    expect((await rows()).slice(1).map((row) => [row[2], row[3]])).toEqual([['/', 'save']])
  })

  it.each(['action', 'error', 'web_vital'] as const)('uses the last seen page if an event names none: %s', async (type) => {
    const { telemetry, rows } = startTelemetry()
    telemetry.trackPageView('/orders/[id]')
    telemetry.trackEvent({ type, action: 'LCP', duration: 9 })
    expect((await rows()).at(-1)?.slice(2)).toEqual(['/orders/[id]', 'LCP', 9])
  })

  it('sends after the flush interval, and sets no timer while nothing happens', async () => {
    const { clock, telemetry, requests } = startTelemetry({ flushIntervalMs: 1000, persistence: 'memory' })
    await clock.advance(1)
    expect(clock.waiting()).toBe(0)
    telemetry.trackAction('a')
    await clock.advance(999)
    expect(requests).toHaveLength(0)
    await clock.advance(1)
    expect(requests).toHaveLength(1)
    expect(clock.waiting()).toBe(0)
  })

  it('waits the full interval again after a full segment', async () => {
    const { clock, telemetry, requests } = startTelemetry({ flushIntervalMs: 1000, maxBatchEvents: 2, persistence: 'memory' })
    telemetry.trackAction('fills the segment behind the start of the session')
    await clock.advance(900)
    expect(clock.waiting()).toBe(0)
    telemetry.trackAction('next')
    await clock.advance(999)
    expect(requests).toHaveLength(1)
    await clock.advance(1)
    expect(requests).toHaveLength(2)
  })

  it('cleans a sample event in idle time, which is never sent', async () => {
    const whenIdle = vi.fn<(task: () => void) => void>()
    vi.stubGlobal('requestIdleCallback', whenIdle)
    const debug = vi.spyOn(console, 'debug').mockReturnValue()
    const { clock, telemetry, rows } = startTelemetry({ debug: true })
    await clock.advance(1)
    whenIdle.mock.calls.forEach(([task]) => task())
    expect(whenIdle).toHaveBeenCalledOnce()
    expect(telemetry.inspect()).toMatchObject({ queued: 0, recent: [], lost: {}, sessionId: null })
    expect(debug).not.toHaveBeenCalled()
    telemetry.trackAction('save', '/cart')
    expect(debug).toHaveBeenLastCalledWith('[parel]', expect.objectContaining({ removed: [] }))
    expect(await rows()).toEqual([[4, 0], [1, 0, '/cart', 'save']])
    vi.unstubAllGlobals()
  })

  it('hands the browser a copy of the open tail, and none of an empty one', async () => {
    const fetchLater = vi.fn<(url: string, init: { body: string }) => void>()
    vi.stubGlobal('fetchLater', fetchLater)
    const { clock, telemetry } = startTelemetry({ flushIntervalMs: 1500 })
    telemetry.trackAction('covered')
    await clock.advance(1000)
    expect(fetchLater.mock.calls.map(([, { body }]) => body)).toEqual([expect.stringContaining('covered')])
    telemetry.trackAction('sent')
    await telemetry.flush()
    await clock.advance(2000)
    expect(fetchLater).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
  })

  it('never throws, whatever arguments it gets', () => {
    const { telemetry } = startTelemetry()
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    const hostile = [null, undefined, 7, Symbol('x'), () => {}, [], cycle, { get boom() { throw new Error('getter') } }, 'x'.repeat(100_000)]
    for (const value of hostile) {
      const any = value as never
      expect(() => {
        telemetry.trackPageView(any, any, any)
        telemetry.trackAction(any, any, any, any)
        telemetry.trackError(any, any, any)
        telemetry.trackApiCall(any, any, any, any)
        telemetry.trackEvent(any)
        telemetry.trackSessionStart(any)
        telemetry.trackSessionEnd(any, any)
        void telemetry.batchTrackEvents(any)
        telemetry.withContext(any).trackAction('a')
      }).not.toThrow()
    }
  })

  it('lets no listener of an event change the next one', async () => {
    const { telemetry, rows } = startTelemetry({ capture: [({ onEvent }) => onEvent((event) => Reflect.set(event.metadata ?? {}, 'step', 'heard'))] })
    telemetry.trackAction('save', '/a', undefined, { step: 1 })
    Reflect.set(telemetry.inspect().recent.at(-1)?.metadata ?? {}, 'step', 'seen')
    telemetry.trackAction('save', '/a', undefined, { step: 1 })
    expect((await rows()).slice(1).map((row) => row[5])).toEqual([{ step: 1 }, { step: 1 }])
  })

  it('returns a new list on each call of inspect', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('save')
    const { recent } = telemetry.inspect()
    ;(recent as unknown[]).length = 1
    telemetry.trackAction('print')
    expect([recent.length, telemetry.inspect().recent.length]).toEqual([1, 3])
  })

  it('shows the last 50 events, exactly as they are sent', async () => {
    vi.stubGlobal('CompressionStream', undefined)
    const { telemetry, requests, rows } = startTelemetry()
    for (let index = 0; index < 60; index++) telemetry.trackAction('save', `/page/${'abcdefghij'.charAt(index % 10)}`, undefined, { step: index })
    const { recent } = telemetry.inspect()
    expect(recent.map(({ metadata }) => metadata?.step)).toEqual(Array.from({ length: 50 }, (_, index) => index + 10))
    await rows()
    vi.unstubAllGlobals()
    const [batch] = requests.map((request) => request.batch)
    expect(batch?.ev.slice(-50).map((row) => [row[2], row[3], row[5]])).toEqual(recent.map(({ page, action, metadata }) => [page, action, metadata]))
    expect(recent.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => `${batch?.stream}-${index + 11}`))
    expect(recent.every(({ sessionId }) => sessionId === batch?.sid)).toBe(true)
  })

  it('reports its losses to the server', async () => {
    const { telemetry, requests, rows } = startTelemetry()
    telemetry.trackEvent({ type: 'nonsense' as never })
    telemetry.trackAction('a')
    await rows()
    expect(requests[0]?.batch.drop).toEqual({ invalid: 1 })
    expect(telemetry.inspect().lost).toEqual({ invalid: 1 })
  })

  it('counts an API call without an address as invalid, not as one of the page', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackApiCall(undefined as never, 5, 200)
    expect(telemetry.inspect()).toMatchObject({ recent: [{ type: 'session_start' }], lost: { invalid: 1 } })
  })

  it('lets at most 6,000 events through at once, and counts the others', () => {
    const { telemetry } = startTelemetry()
    for (let index = 0; index < 6100; index++) telemetry.trackAction('loop')
    expect(telemetry.inspect().lost).toEqual({ rate: 100 })
  })

  it('adds the metadata of its context to every event', async () => {
    const { telemetry, rows } = startTelemetry({ context: { release: '1.4.0' } })
    telemetry.withContext({ area: 'billing' }).trackAction('save', '/a', undefined, { area: 'own' })
    expect((await rows()).at(-1)?.[5]).toEqual({ release: '1.4.0', area: 'own' })
  })

  it('adds the metadata of a context where the client itself has none', async () => {
    const { telemetry, rows } = startTelemetry()
    const billing = telemetry.withContext({ area: 'billing' })
    billing.trackAction('save')
    billing.withContext(undefined as never).trackAction('print', undefined, undefined, { pages: 2 })
    telemetry.trackAction('leave')
    expect((await rows()).slice(1).map((row) => row[5])).toEqual([{ area: 'billing' }, { area: 'billing', pages: 2 }, undefined])
  })

  it('lets an event keep its own metadata, however full the context is', async () => {
    const context = Object.fromEntries(Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => [letter, 1]))
    const { telemetry, rows } = startTelemetry({ context })
    telemetry.trackApiCall('/api/user', 12, 404, { method: 'GET', a: 'own' })
    const metadata = (await rows()).at(-1)?.[5] as object
    expect(metadata).toMatchObject({ statusCode: 404, method: 'GET', a: 'own', b: 1 })
    expect(Object.keys(metadata)).toHaveLength(20)
  })
})
