import { describe, expect, it, vi } from 'vitest'
import { createMemoryTelemetry, telemetryMatchers, waitForEvent, type MemoryTelemetry, type TelemetryMatchers } from '../src/testing'

declare module 'vitest' {
  // The way the guide shows to users.
  interface Matchers<R extends void | Promise<void>, T> extends TelemetryMatchers<R> {}
}

describe('createMemoryTelemetry', () => {
  it('has every method of the client and keeps what it records', async () => {
    const telemetry = createMemoryTelemetry({ now: () => 42, sessionId: 's' })
    telemetry.trackPageView('/a')
    telemetry.trackAction('b', '/a', 'own', { c: 1 })
    telemetry.trackError('api_error', '/a')
    telemetry.trackApiCall('/api', 12, 500)
    telemetry.trackSessionStart()
    telemetry.trackSessionEnd('s', 90)
    await telemetry.batchTrackEvents([{ type: 'web_vital', action: 'LCP', duration: 3 }])
    telemetry.withContext({ area: 'x' }).trackAction('d', undefined, undefined, { e: 2 })
    expect(telemetry.events.map(({ type, page, action, duration, metadata, sessionId }) => [type, page, action, duration, metadata, sessionId])).toEqual([
      ['page_view', '/a', null, null, null, 's'],
      ['action', '/a', 'b', null, { c: 1 }, 'own'],
      ['error', '/a', 'api_error', null, null, 's'],
      ['api_call', '/api', null, 12, { statusCode: 500 }, 's'],
      ['session_start', null, null, null, null, 's'],
      ['session_end', null, null, 90, null, 's'],
      ['web_vital', null, 'LCP', 3, null, 's'],
      ['action', null, 'd', null, { area: 'x', e: 2 }, 's'],
    ])
    expect(telemetry.events.every(({ createdAt }) => createdAt === 42)).toBe(true)
    expect(new Set(telemetry.events.map(({ id }) => id)).size).toBe(8)
  })

  it('keeps nothing unless it is recording', () => {
    const telemetry = createMemoryTelemetry()
    telemetry.optOut()
    telemetry.trackAction('a')
    telemetry.optIn()
    telemetry.trackAction('b')
    telemetry.setConsent(false)
    telemetry.trackAction('c')
    expect(telemetry.events.map(({ action }) => action)).toEqual(['b'])
  })

  it('notifies subscribers of a change until they unsubscribe', () => {
    const telemetry = createMemoryTelemetry()
    const listener = vi.fn<() => void>()
    const stop = telemetry.subscribe(listener)
    telemetry.optOut()
    stop()
    telemetry.optIn()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('the state of an in-memory client, which choices change as they change a real one', () => {
  const step = (telemetry: MemoryTelemetry, { call, value }: { readonly call: 'optIn' | 'optOut' | 'setConsent' | 'shutdown' | 'track'; readonly value?: boolean }) => {
    if (call === 'track') telemetry.trackAction('a')
    else if (call === 'setConsent') telemetry.setConsent(value ?? true)
    else void telemetry[call]()
  }
  const yes = { call: 'setConsent', value: true } as const
  const no = { call: 'setConsent', value: false } as const
  const [optIn, optOut, shutdown, track] = (['optIn', 'optOut', 'shutdown', 'track'] as const).map((call) => ({ call }))

  it.each([
    ['keeps what happened before the consent', 'waiting-for-consent', [track, yes], 'recording', 1],
    ['forgets what happened before a refusal', 'waiting-for-consent', [track, no, yes], 'recording', 0],
    ['keeps nothing after a refusal', 'waiting-for-consent', [no, track, yes], 'recording', 0],
    ['forgets what waits when somebody opts out', 'waiting-for-consent', [track, optOut, optIn, yes], 'recording', 0],
    ['still waits after somebody came back', 'waiting-for-consent', [optOut, optIn], 'waiting-for-consent', 0],
    ['stays opted out, whatever the consent', 'recording', [track, optOut, yes, track], 'opted-out', 0],
    ['stays stopped', 'recording', [track, shutdown, optIn, yes, track], 'stopped', 1],
    ['keeps to the signal of the browser', 'signal', [optIn, yes, track], 'signal', 0],
    ['keeps to being switched off', 'disabled', [optOut, optIn, yes, track], 'disabled', 0],
  ] as const)('%s', (_what, initial, steps, state, events) => {
    const telemetry = createMemoryTelemetry({ state: initial })
    for (const one of steps) if (one) step(telemetry, one)
    expect([telemetry.inspect().state, telemetry.events.length]).toEqual([state, events])
  })

  it('keeps what a prerendered page did until it is shown', () => {
    const telemetry = createMemoryTelemetry({ state: 'prerendering' })
    telemetry.trackPageView('/a')
    expect([telemetry.events.length, telemetry.inspect().queued]).toEqual([0, 1])
    telemetry.setState('recording')
    expect(telemetry.events.map(({ page }) => page)).toEqual(['/a'])
  })
})

describe('waitForEvent', () => {
  it('finds an event that is already recorded, and waits for one that is not', async () => {
    const telemetry = createMemoryTelemetry()
    telemetry.trackPageView('/a')
    expect((await waitForEvent(telemetry, { page: '/a' })).type).toBe('page_view')
    const later = waitForEvent(telemetry, { type: 'action', metadata: { plan: 'pro' } })
    telemetry.trackAction('saved', undefined, undefined, { plan: 'free' })
    telemetry.trackAction('saved', undefined, undefined, { plan: 'pro', items: 2 })
    expect((await later).metadata).toEqual({ plan: 'pro', items: 2 })
  })

  it('reports what was recorded instead', async () => {
    vi.useFakeTimers()
    const telemetry = createMemoryTelemetry()
    telemetry.trackPageView('/a')
    const waiting = waitForEvent(telemetry, { type: 'action' }, { timeoutMs: 50 })
    const message = waiting.catch((error: Error) => error.message)
    vi.runAllTimers()
    vi.useRealTimers()
    expect(await message).toBe(
      'No event like {"type":"action"} within 50 ms. Recorded: {"type":"page_view","action":null,"page":"/a","metadata":null}.',
    )
  })
})

describe('toHaveTracked', () => {
  const telemetry = createMemoryTelemetry()
  telemetry.trackAction('saved', '/a', undefined, { plan: 'pro' })

  it.each([
    [{ type: 'action' }, true],
    [{ action: 'saved', metadata: { plan: 'pro' } }, true],
    [{ action: 'saved', metadata: { plan: 'free' } }, false],
    [{ type: 'error' }, false],
    [{ action: expect.stringMatching(/^sav/) as string }, true],
    [{ createdAt: expect.any(Number) as number, page: expect.stringContaining('/b') as string }, false],
    [{ metadata: { plan: expect.anything() as string } }, true],
    [{ metadata: { email: expect.anything() as string } }, false],
    [{ metadata: expect.objectContaining({ plan: 'pro' }) as { plan: string } }, true],
  ] as const)('compares what is expected: %o', (expected, pass) => {
    expect(telemetryMatchers.toHaveTracked(telemetry, expected).pass).toBe(pass)
  })

  it('works in expect.extend', () => {
    expect.extend(telemetryMatchers)
    expect(telemetry).toHaveTracked({ action: 'saved' })
    expect(telemetry).not.toHaveTracked({ action: 'lost' })
    expect(() => expect(telemetry).toHaveTracked({ action: 'lost' })).toThrow('Recorded: {"type":"action","action":"saved"')
  })

  it('compares nested metadata in any order, and formats any value', () => {
    const odd = createMemoryTelemetry()
    odd.trackAction('saved', '/a', undefined, { size: { width: 1, height: 2 }, cents: 5n })
    expect(odd).toHaveTracked({ metadata: { size: { height: 2, width: 1 } } as never })
    expect(() => expect(odd).toHaveTracked({ action: 'lost' })).toThrow('"cents":"5"')
    expect(() => expect(odd).toHaveTracked({ duration: expect.any(Number) as number })).toThrow('Any<Number>')
  })

  it.each([
    ['a member that no event has, which `not` would let pass for ever', telemetry, { actoin: 'saved' }, 'No event has a member "actoin"'],
    ['a text', telemetry, 'saved', 'What is expected is "saved". Give the members of an event'],
    ['nothing', telemetry, undefined, 'What is expected is undefined. Give'],
    ['nothing to look at', undefined, {}, 'and this is undefined. Give the client itself'],
    ['the events', telemetry.events, {}, 'and this is a list. Give the client itself'],
    ['another client', { trackAction() {} }, {}, 'Only a client of createMemoryTelemetry() knows what was recorded'],
  ])('rejects %s', async (_what, subject, expected, message) => {
    expect(() => expect(subject).not.toHaveTracked(expected as never)).toThrow(message)
    await expect(waitForEvent(subject as never, expected as never)).rejects.toThrow(message)
  })
})
