// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { configureTelemetry, createTelemetry, getAnonymousSessionId, trackAction, trackPageView } from '../src/index'

const fetchSpy = () => vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(Response.json({ success: true })))

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe('outside a page', () => {
  it('is silent during server rendering', () => {
    const fetch = fetchSpy()
    configureTelemetry()
    trackPageView('/dashboard')
    trackAction('save')
    expect(getAnonymousSessionId()).toBe('')
    expect(fetch).not.toHaveBeenCalled()
    expect(createTelemetry({ endpoint: '/api/telemetry' }).inspect().state).toBe('inert')
  })

  it('records on request on a server, without a session, and flush awaits the delivery', async () => {
    const fetch = fetchSpy()
    const telemetry = createTelemetry({ endpoint: 'https://stats.example/api/telemetry', runtime: 'server', enabled: true })
    telemetry.trackApiCall('/api/user/42', 12, 200)
    await telemetry.flush()
    expect(telemetry.inspect()).toMatchObject({ state: 'recording', sessionId: null, queued: 0 })
    const batch = JSON.parse(String(fetch.mock.calls[0]?.[1]?.body)) as { sid: unknown; ev: unknown }
    expect(batch).toMatchObject({ sid: null, ev: [[3, 0, '/api/user/[id]', null, 12, { statusCode: 200 }]] })
  })

  it('reports that an endpoint needs a host where there is no page, instead of queueing events forever', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const telemetry = createTelemetry({ endpoint: '/api/telemetry', runtime: 'server', enabled: true })
    expect(warn.mock.calls).toEqual([['[parel] PAREL_W06 off:', expect.objectContaining({ message: 'Invalid URL' })]])
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(telemetry.inspect()).toMatchObject({ state: 'stopped', queued: 0 })
  })

  it('accepts a relative endpoint in a worker', async () => {
    const fetch = fetchSpy()
    vi.stubGlobal('location', new URL('https://shop.example/worker.js'))
    const telemetry = createTelemetry({ endpoint: '/api/telemetry', runtime: 'server', enabled: true })
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(String(fetch.mock.calls[0]?.[0])).toMatch(/^https:\/\/shop\.example\/api\/telemetry\?v=1&/)
  })

  it.each([
    ['Global Privacy Control', { globalPrivacyControl: true }],
    ['Do Not Track', { doNotTrack: '1' }],
  ])('respects %s in a worker, too', (_name, navigator) => {
    vi.stubGlobal('navigator', navigator)
    const start = (respectSignals?: boolean) => createTelemetry({ endpoint: 'https://stats.example/api', runtime: 'server', enabled: true, respectSignals }).inspect().state
    expect([start(), start(false)]).toEqual(['signal', 'recording'])
  })

  it('resolves flush when the collector is unavailable, and keeps the events', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.reject(new TypeError('away')))
    const telemetry = createTelemetry({ endpoint: 'https://stats.example/api/telemetry', runtime: 'server', enabled: true })
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(telemetry.inspect().queued).toBe(1)
  })

  it.each([
    ['TELEMETRY_ENABLED=false', { TELEMETRY_ENABLED: 'false', NODE_ENV: 'production' }, 'disabled'],
    ['NODE_ENV=development', { TELEMETRY_ENABLED: undefined, NODE_ENV: 'development' }, 'disabled'],
    ['NODE_ENV=development TELEMETRY_ENABLED=true', { TELEMETRY_ENABLED: 'true', NODE_ENV: 'development' }, 'recording'],
    ['NODE_ENV=production', { TELEMETRY_ENABLED: undefined, NODE_ENV: 'production' }, 'recording'],
  ])('respects %s', (_name, environment, state) => {
    vi.spyOn(console, 'info').mockReturnValue()
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    expect(createTelemetry({ endpoint: 'https://stats.example/api', runtime: 'server' }).inspect().state).toBe(state)
  })
})
