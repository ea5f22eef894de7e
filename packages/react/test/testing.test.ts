import { describe, expect, it, vi } from 'vitest'
import { createMemoryTelemetry, telemetryMatchers, waitForEvent, type TelemetryMatchers } from '../src/testing'

declare module 'vitest' {
  // The way the guide shows to users.
  interface Matchers<R extends void | Promise<void>, T> extends TelemetryMatchers<R> {}
}

describe('createMemoryTelemetry', () => {
  it('has every method of the client and keeps what it is told', async () => {
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

  it('keeps nothing unless it records', () => {
    const telemetry = createMemoryTelemetry()
    telemetry.optOut()
    telemetry.trackAction('a')
    telemetry.optIn()
    telemetry.trackAction('b')
    telemetry.setConsent(false)
    telemetry.trackAction('c')
    expect(telemetry.events.map(({ action }) => action)).toEqual(['b'])
  })

  it('tells subscribers of a change until they leave', () => {
    const telemetry = createMemoryTelemetry()
    const listener = vi.fn<() => void>()
    const stop = telemetry.subscribe(listener)
    telemetry.optOut()
    stop()
    telemetry.optIn()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('waitForEvent', () => {
  it('finds an event that is there, and waits for one that is not', async () => {
    const telemetry = createMemoryTelemetry()
    telemetry.trackPageView('/a')
    expect((await waitForEvent(telemetry, { page: '/a' })).type).toBe('page_view')
    const later = waitForEvent(telemetry, { type: 'action', metadata: { plan: 'pro' } })
    telemetry.trackAction('saved', undefined, undefined, { plan: 'free' })
    telemetry.trackAction('saved', undefined, undefined, { plan: 'pro', items: 2 })
    expect((await later).metadata).toEqual({ plan: 'pro', items: 2 })
  })

  it('says what was recorded instead', async () => {
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
  ] as const)('compares what is expected: %o', (expected, pass) => {
    expect(telemetryMatchers.toHaveTracked(telemetry, expected).pass).toBe(pass)
  })

  it('works in expect.extend', () => {
    expect.extend(telemetryMatchers)
    expect(telemetry).toHaveTracked({ action: 'saved' })
    expect(telemetry).not.toHaveTracked({ action: 'lost' })
    expect(() => expect(telemetry).toHaveTracked({ action: 'lost' })).toThrow('Recorded: {"type":"action","action":"saved"')
  })
})
