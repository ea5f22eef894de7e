// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { batchTrackEvents, configureTelemetry, getTelemetry, trackAction, trackApiCall, trackError, trackEvent, trackPageView, trackSessionEnd, trackSessionStart } from '../src/index'
import { readEnvironment } from '../src/environment'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  sessionStorage.clear()
})

/** Starts a client on a page of this host, in a production build, without the option `enabled`. */
function startOn(hostname: string) {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubGlobal('location', { hostname, pathname: '/' })
  const info = vi.spyOn(console, 'info').mockReturnValue()
  const { telemetry } = startTelemetry({ enabled: undefined })
  return { state: telemetry.inspect().state, said: info.mock.calls.flat() }
}

describe('a client', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'shop.localhost'])('is off on %s, and reports it in one line', (hostname) => {
    expect(startOn(hostname)).toEqual({ state: 'disabled', said: [expect.stringMatching(/PAREL_W05 .*localhost.* enabled: true/)] })
  })

  it.each(['shop.example', 'localhost.example', '127.0.0.1.example', '10.0.0.1', 'notlocalhost'])('is on on %s, and logs nothing', (hostname) => {
    expect(startOn(hostname)).toEqual({ state: 'recording', said: [] })
  })

  it.each([
    ['development', 'development build'],
    ['test', 'test build'],
  ])('is off in a %s build', (mode, reason) => {
    vi.stubEnv('NODE_ENV', mode)
    const info = vi.spyOn(console, 'info').mockReturnValue()
    expect(startTelemetry({ enabled: undefined }).telemetry.inspect().state).toBe('disabled')
    expect(info.mock.calls.flat().join()).toContain(reason)
  })

  it('logs nothing when the app itself turns it off', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    expect(startTelemetry({ enabled: false }).telemetry.inspect().state).toBe('disabled')
    expect(info).not.toHaveBeenCalled()
  })

  it.each(['https://[', '', undefined])('that cannot start warns with a code, and does nothing: endpoint %j', async (endpoint) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { telemetry } = startTelemetry({ endpoint: endpoint as string })
    telemetry.trackAction('a')
    await telemetry.flush()
    await telemetry.shutdown()
    expect(warn.mock.calls.flat().join()).toContain('PAREL_W06')
    expect(telemetry.inspect()).toMatchObject({ state: 'stopped', recent: [], queued: 0 })
  })
})

describe('the environment', () => {
  it.each([
    [{ onLine: false }, false],
    [{ onLine: true }, true],
    [{}, true],
    [undefined, true],
  ])('is online unless the browser denies it: %o', (navigator, expected) => {
    vi.stubGlobal('navigator', navigator)
    expect(readEnvironment().isOnline_()).toBe(expected)
  })
})

it('a server client uses nothing of a page, even if there is one', async () => {
  const { telemetry, rows } = startTelemetry({ runtime: 'server', endpoint: 'https://stats.example/t' })
  telemetry.trackAction('a')
  expect(await rows()).toHaveLength(1)
  expect([telemetry.inspect().sessionId, sessionStorage.length]).toEqual([null, 0])
})

describe('where a test has put in a fetch, and nothing else of it, as Jest does with jsdom', () => {
  it('throws nothing at whoever calls first, and counts what it could not keep', async () => {
    const { telemetry, requests } = startTelemetry()
    vi.stubGlobal('Request', undefined)
    expect(telemetry.inspect()).toMatchObject({ state: 'recording', recent: [] })
    telemetry.trackPageView('/dashboard')
    await telemetry.flush()
    await telemetry.shutdown()
    expect([requests, telemetry.inspect().lost.internal]).toEqual([[], expect.any(Number)])
  })
})

describe('the default client', () => {
  beforeEach(() => void vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 }))))

  it('is a single one, until it is configured again; then the old one shuts down', async () => {
    const first = configureTelemetry({ enabled: true, allowBots: true, persistence: 'memory' })
    expect(getTelemetry()).toBe(first)
    const second = configureTelemetry({ enabled: true, allowBots: true, persistence: 'memory', beforeSend: () => null })
    trackAction('a')
    expect(getTelemetry()).toBe(second)
    expect(second.inspect().lost).toEqual({ before_send: 2 })
    await expect.poll(() => first.inspect().state).toBe('stopped')
    second.optOut()
    localStorage.clear()
  })

  it('receives every call of the module\'s functions', async () => {
    const told: unknown[] = []
    const client = configureTelemetry({
      enabled: true,
      allowBots: true,
      persistence: 'memory',
      beforeSend: ({ type, page, action, duration, sessionId, metadata }) => {
        told.push([type, page, action, duration, sessionId, metadata])
        return null
      },
    })
    const own = 'abc-123-def-456'
    trackPageView('/a', own, { tab: 'info' })
    trackAction('buy', '/b', own, { plan: 'pro' })
    trackError('api_error', '/c', { step: 2 })
    trackApiCall('/api/user', 12, 503, { method: 'PUT' })
    trackSessionStart(own)
    trackSessionEnd(own, 5000)
    trackEvent({ type: 'action', action: 'one' })
    await batchTrackEvents([{ type: 'action', action: 'two' }])
    const ours = client.inspect().sessionId
    expect(told).toEqual([
      ['page_view', '/a', null, null, own, { tab: 'info' }],
      ['action', '/b', 'buy', null, own, { plan: 'pro' }],
      ['session_start', null, null, null, ours, null],
      ['error', '/c', 'api_error', null, ours, { step: 2 }],
      ['api_call', '/api/user', null, 12, ours, { method: 'PUT', statusCode: 503 }],
      ['session_start', null, null, null, own, null],
      ['session_end', null, null, 5000, own, null],
      ['action', '/a', 'one', null, ours, null],
      ['action', '/a', 'two', null, ours, null],
    ])
    client.optOut()
    localStorage.clear()
  })
})
