import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTelemetryServer, memoryStore, type TelemetryLogger, type TelemetryServerOptions } from '../../src/index'
import { createRateLimiter } from '../../src/http/rate-limit'
import { nodeSecrets } from '../../src/node-secrets'

const token = 'test-token-0123456789-abcdefghijklmn'
const bearer = { authorization: `Bearer ${token}` }
const json = { 'content-type': 'application/json' }
afterEach(() => vi.useRealTimers())

function start(options: TelemetryServerOptions = {}) {
  const telemetry = createTelemetryServer({ store: memoryStore(), adminToken: token, ...options })
  const ask = (path: string, init?: RequestInit) => telemetry.fetch(new Request(`http://host.example${path}`, init), { remoteAddress: '203.0.113.7' })
  const post = (body: unknown, headers: Record<string, string> = {}) => ask('/api/telemetry', { method: 'POST', headers: { ...json, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  const events = async () => (await (await telemetry.store()).readEvents({ limit: 100 })).events
  return { telemetry, ask, post, events }
}

describe('a flood from one source', () => {
  it('gets at most the burst and the rate through, and a whole number to wait', async () => {
    vi.useFakeTimers()
    const limiter = createRateLimiter({ requests: 40, perSeconds: 20 }, { secrets: nodeSecrets, now: Date.now })
    let accepted = 0
    for (let tick = 0; tick < 1000; tick++) {
      for (let index = 0; index < 5; index++) await limiter.take('203.0.113.7').then(() => accepted++, (error: { readonly headers: Record<string, string> }) => expect(error.headers['retry-after']).toMatch(/^\d+$/))
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(accepted).toBeLessThanOrEqual(40 + (40 / 20) * 10)
    expect(accepted).toBeGreaterThanOrEqual(40)
  })

  it('is counted by its address, and not at all where no host tells one', async () => {
    const telemetry = createTelemetryServer({ store: memoryStore(), rateLimit: { requests: 1, perSeconds: 60 } })
    const init = { method: 'POST', headers: json, body: '{"type":"action","action":"a"}' }
    const statuses = async (headers: Record<string, string>, context = {}) => {
      const ask = async () => (await telemetry.fetch(new Request('http://host.example/api/telemetry', { ...init, headers: { ...json, ...headers } }), context)).status
      return [await ask(), await ask()]
    }
    expect(await statuses({}, { remoteAddress: '203.0.113.7' })).toEqual([200, 429])
    expect(await statuses({ 'x-forwarded-for': '198.51.100.1, 203.0.113.9' })).toEqual([200, 429])
    expect(await statuses({})).toEqual([200, 200])
    await telemetry.close()
  })

  it('does not touch others', async () => {
    const limiter = createRateLimiter({ requests: 1, perSeconds: 60 }, { secrets: nodeSecrets, now: () => 0 })
    await limiter.take('203.0.113.7')
    await expect(limiter.take('203.0.113.7')).rejects.toMatchObject({ status: 429, code: 'rate_limited' })
    await expect(limiter.take('203.0.113.8')).resolves.toBeUndefined()
  })
})

describe('hostile texts', () => {
  const hostile = [`'; DROP TABLE telemetry_raw; --`, `" OR 1=1 --`, `<script>alert(1)</script>`, `=cmd|' /C calc'!A0`, '\u0000\u001b[31m', '\ud800 lone', '${7*7}', '../../etc/passwd']

  it.each(hostile)('are kept as text, and break nothing: %j', async (text) => {
    const { post, events, ask } = start()
    expect((await post(JSON.stringify({ type: 'action', action: text, page: '/a', metadata: { note: text } }))).status).toBe(200)
    // What is no text by itself, such as half a character, has one mark in its place.
    const kept = text.replaceAll('\0', '\ufffd').replaceAll('\u001b', '\ufffd').toWellFormed()
    expect((await events()).map(({ action, metadata }) => [action, metadata])).toEqual([[kept, { note: kept }]])
    const report = await (await ask('/api/telemetry?include=all', { headers: bearer })).json()
    expect(report).toMatchObject({ actions: [{ action: kept, count: 1 }] })
    const page = await (await ask('/api/telemetry/export?format=csv&panel=actions', { headers: bearer })).text()
    expect(page).not.toMatch(/^[=+@-]/m)
  })
})

describe('the log', () => {
  it('holds nothing that a client sent, whatever fails', async () => {
    const lines: string[] = []
    const write = (message: string, fields?: unknown) => void lines.push(JSON.stringify([message, fields]))
    const logger: TelemetryLogger = { debug: write, info: write, warn: write, error: write }
    const store = { ...memoryStore(), insert: () => Promise.reject(new Error('value secret-marker of ada@b.example at /raw/url?x=1')) }
    const { post, ask } = start({ store, logger })
    await post({ type: 'page_view', page: '/secret-marker?email=ada@b.example' }, { 'user-agent': 'secret-marker\tagent', cookie: 'secret-marker=1' })
    await ask('/api/telemetry/secret-marker%0d%0a', { headers: { authorization: 'Bearer secret-marker' } })
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join('\n')).not.toMatch(/secret-marker|b\.example|203\.0\.113|raw\/url/)
  })
})

describe('an answer', () => {
  it.each([
    ['/api/telemetry/x.css', 404],
    ['/admin/telemetry/x.css', 404],
    ['/api/telemetry/session/x.css', 404],
  ])('is not one that a cache could keep under another name: %s', async (path, status) => {
    const answer = await start().ask(path, { headers: bearer })
    expect({ status: answer.status, cache: answer.headers.get('cache-control') }).toEqual({ status, cache: 'no-store' })
  })

  it('is the same for every cause of one code', async () => {
    const bodies = await Promise.all(['{', '[1,', 'nothing', '{"a":}'].map(async (body) => (await start().post(body)).text()))
    expect(new Set(bodies).size).toBe(1)
  })

  it('follows no host header', async () => {
    const { ask } = start()
    const answer = await ask('/api/telemetry/shares', { method: 'POST', headers: { ...bearer, ...json, host: 'evil.example' }, body: '{"label":"x"}' })
    expect([answer.status, await answer.json()]).toEqual([201, expect.objectContaining({ url: expect.stringMatching(/^\/admin\/telemetry#share=/) })])
  })

  it('is refused under a name that is not listed', async () => {
    const { ask } = start({ allowedHosts: ['shop.example'] })
    expect((await ask('/api/telemetry/health', { headers: { host: 'evil.example' } })).status).toBe(421)
    for (const host of ['shop.example', 'Shop.Example']) expect((await ask('/api/telemetry/health', { headers: { host } })).status).toBe(200)
  })
})

describe('numbers that were meant to poison', () => {
  it('stay defined: errors without actions, ends without a start, negative and absurd durations', async () => {
    const { post, ask } = start()
    await post([
      { type: 'error', action: 'api_error', page: '/a' },
      { type: 'session_end', sessionId: 'never-started-abc', duration: -5 },
      { type: 'session_end', sessionId: 'far-too-long-abc', duration: 1e300 },
      { type: 'session_end', sessionId: 'honest-abc', duration: 60_000 },
      { type: 'api_call', page: '/api/x', duration: -1, metadata: { statusCode: 99999 } },
    ])
    const text = await (await ask('/api/telemetry?include=all', { headers: bearer })).text()
    expect(text).not.toMatch(/NaN|Infinity/)
    const { summary } = JSON.parse(text) as { readonly summary: { readonly errorRate: number | null; readonly avgSessionLength: number } }
    expect(summary.errorRate).toBeNull()
    expect(summary.avgSessionLength).toBe(60_000)
  })
})
