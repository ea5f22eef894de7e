import { describe, expect, it } from 'vitest'
import { isNumbered } from '../../src/cleaning/is-numbered'
import { createTelemetryServer, memoryStore, type TelemetryServerOptions } from '../../src/index'
import { fakeStore } from './fake-store'

describe('a field of a form that is not kept', () => {
  const post = async (options: TelemetryServerOptions, body: object, headers: Record<string, string> = {}) => {
    const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, ...options })
    const answer = await telemetry.fetch(new Request('http://localhost/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }))
    return { telemetry, receipt: (await answer.json()) as Record<string, unknown> }
  }
  const event = { type: 'api_call', page: '/api/user', duration: '98' }

  it('is told in the receipt and counted in the data health', async () => {
    const { telemetry, receipt } = await post({}, [event, { ...event, sessionId: 42 }])
    expect(receipt).toMatchObject({ success: true, accepted: 2, dropped: {}, ignored: { duration: 2, sessionId: 1 } })
    const health = await telemetry.fetch(new Request('http://localhost/api/telemetry/data-health'), { remoteAddress: '127.0.0.1' })
    expect(await health.json()).toMatchObject({ counts: { received: 2, stored: 2, dropped: [], ignored: [{ name: 'duration', count: 2 }, { name: 'sessionId', count: 1 }] } })
  })

  it('is no part of a receipt where there is none', async () => {
    const { receipt } = await post({}, { ...event, duration: 98 })
    expect(Object.keys(receipt)).toEqual(['success', 'accepted', 'duplicates', 'dropped', 'serverTime'])
  })

  it('leaves no trace of a visitor who objects', async () => {
    const { telemetry, receipt } = await post({}, event, { dnt: '1' })
    expect(receipt).not.toHaveProperty('ignored')
    expect((await (await telemetry.store()).health(0)).ignored).toEqual(new Map())
  })

  it('is told to the log once, without anything of it', async () => {
    const lines: unknown[] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const { telemetry } = await post({ logger }, [event, { ...event, duration: 'ada@example.org' }])
    await telemetry.fetch(new Request('http://localhost/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) }))
    expect(lines).toEqual([[expect.stringContaining('is invalid and is left out'), { field: 'duration', give: 'a number of milliseconds from 0 to 86400000, a day, such as 98; none for CLS, whose value goes into metadata' }]])
  })

  it('is counted of what the host’s own code gives, too', async () => {
    const store = memoryStore()
    const { client } = createTelemetryServer({ store, enabled: true })
    client.trackApiCall('/api/user', '98' as unknown as number, 200)
    await client.flush()
    expect((await store.health(0)).ignored).toEqual(new Map([['duration', 1]]))
  })
})

describe('a session id that is a word and a number', () => {
  it.each(['user-42', 'user_42', 'Customer1042', 'session-7', '0171-5550123', '078-05-1120', '4242-4242-4242-4242'])('may be an account: %s', (id) => expect(isNumbered(id)).toBe(true))

  it.each(['abc-123-def-456', 'a7', '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', 'V1StGXR8_Z5jdHi6B-myT', 'ab12cd34', 'main', '12345678-1234-4234-8234-123456789012'])('is not one of these: %s', (id) => expect(isNumbered(id)).toBe(false))

  it('is told to the log once, without it, and kept', async () => {
    const lines: unknown[] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const store = fakeStore()
    const telemetry = createTelemetryServer({ store, logger, enabled: true })
    const send = (sessionId: string) => telemetry.fetch(new Request('http://localhost/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'page_view', page: '/a', sessionId }) }))
    await send('abc-123-def-456')
    expect(lines).toEqual([])
    await send('user-42')
    await send('user-43')
    telemetry.client.trackPageView('/a', 'user-44')
    await telemetry.close()
    expect(lines).toEqual([[expect.stringContaining('a session id is a word and a number'), { give: expect.stringContaining('random') }]])
    expect(JSON.stringify(lines)).not.toContain('42')
    expect(store.events.map(({ sessionId }) => sessionId)).toEqual(['abc-123-def-456', 'user-42', 'user-43', 'user-44'])
  })
})

describe('a session id that is an access key of a service', () => {
  const key = ['sk', 'live', '51HqLyjWDarjtT1zdp7dc'].join('_')

  it('is told to the log once, without it, and left out; the events are kept', async () => {
    const lines: unknown[] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const store = fakeStore()
    const telemetry = createTelemetryServer({ store, logger, enabled: true, review: false })
    const send = async (body: object) => (await telemetry.fetch(new Request('http://localhost/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))).json()
    const view = { type: 'page_view', page: '/a', sessionId: key }
    expect(await send([view, view, { ...view, sessionId: `visit-${key}` }, { ...view, sessionId: 'abc-123-def-456' }])).toMatchObject({ accepted: 4, ignored: { sessionId: 3 } })
    expect(await send({ v: 1, stream: 's1', s0: 0, sid: key, pf: 'web', t0: Date.now(), ev: [[0, 0, '/b']] })).toMatchObject({ accepted: 1, ignored: { sessionId: 1 } })
    telemetry.client.trackPageView('/c', key)
    await telemetry.close()
    expect(store.events.map(({ page, sessionId }) => [page, sessionId])).toEqual([['/a', null], ['/a', null], ['/a', null], ['/a', 'abc-123-def-456'], ['/b', null], ['/c', null]])
    expect(lines).toEqual([[expect.stringContaining('is invalid and is left out'), { field: 'sessionId', give: expect.stringContaining('access key') }]])
    expect(JSON.stringify(lines)).not.toContain('51Hq')
  })
})

describe('a proxy that is the source of all', () => {
  const send = async (headers: Record<string, string>, options: TelemetryServerOptions = {}) => {
    const lines: unknown[][] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, logger, rateLimit: { requests: 1, perSeconds: 60 }, ...options })
    const post = () => telemetry.fetch(new Request('http://shop.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '[]' }), { remoteAddress: '192.0.2.1' })
    const statuses = [await post(), await post(), await post()].map(({ status }) => status)
    await telemetry.close()
    return { statuses, lines }
  }
  const forwarded = { 'x-forwarded-for': '203.0.113.7' }

  it('is told to the log once, when it costs visitors something, and without an address', async () => {
    const { statuses, lines } = await send(forwarded)
    expect(statuses).toEqual([200, 429, 429])
    expect(lines).toEqual([[expect.stringContaining('all of its visitors count as one'), { give: expect.stringContaining('TELEMETRY_TRUSTED_PROXIES=1') }]])
    expect(JSON.stringify(lines)).not.toMatch(/203\.0\.113|192\.0\.2/)
  })

  it.each<[string, Record<string, string>, TelemetryServerOptions]>([
    ['one visitor asks too often', {}, {}],
    ['it is trusted', forwarded, { trustedProxies: 1 }],
    ['nobody is refused', forwarded, { rateLimit: { requests: 3, perSeconds: 60 } }],
  ])('is not told where %s', async (_name, headers, options) => {
    expect((await send(headers, options)).lines).toEqual([])
  })
})

describe('an origin that is refused', () => {
  const ask = async (origins: readonly (string | null)[], { method = 'POST', hasList = true }: { method?: string; hasList?: boolean } = {}) => {
    const lines: unknown[][] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, logger, rateLimit: false, ...(hasList && { allowedOrigins: ['https://shop.example'] }) })
    for (const origin of origins) {
      const headers = { 'content-type': 'application/json', ...(origin !== null && { origin }) }
      expect((await telemetry.fetch(new Request('http://stats.example/api/telemetry?user=ada', { method, headers, ...(method === 'POST' && { body: '[]' }) }))).status).toBe(403)
    }
    await telemetry.close()
    return lines
  }
  const origins = (lines: readonly unknown[][]) => lines.map(([, fields]) => (fields as { origin: string }).origin)

  it('is told to the log once, with the cure', async () => {
    expect(await ask(['https://blog.example', 'https://BLOG.example', 'https://blog.example'])).toEqual([
      [expect.stringContaining('its origin is not listed'), { origin: 'https://blog.example', give: expect.stringContaining('allowedOrigins (TELEMETRY_ALLOWED_ORIGINS)') }],
    ])
  })

  it('is told where a preflight is refused, with a list and without one', async () => {
    expect(origins(await ask(['https://blog.example'], { method: 'OPTIONS' }))).toEqual(['https://blog.example'])
    expect(origins(await ask(['https://blog.example'], { method: 'OPTIONS', hasList: false }))).toEqual(['https://blog.example'])
  })

  it.each([
    ['a port', 'https://blog.example:8443', 'https://blog.example:8443'],
    ['an app', 'capacitor://localhost', 'capacitor://localhost'],
    ['a frame without an origin', 'null', 'null'],
    ['no origin at all', null, 'none'],
    ['more than an origin, without what is more', 'https://ada:secret@blog.example/u/ada?mail=ada@mail.example', 'https://blog.example'],
    ['a machine, without its address', 'http://203.0.113.7:3000', 'http://[ip]:3000'],
    ['a machine, without its address of version 6', 'http://[2001:db8::7]:3000', 'http://[ip]:3000'],
    ['an extension, without the id that some browsers make for one person', 'moz-extension://6b3ab59c-8b5e-4a1c-9d0a-3f2c5a7e1b90', 'moz-extension://[id]'],
    ['what is no origin, without a word of it', 'Ada Lovelace', 'unreadable'],
    ['what is too long for one, without a word of it', `https://${'a.'.repeat(200)}example`, 'unreadable'],
  ])('tells %s', async (_name, origin, told) => {
    expect(origins(await ask([origin]))).toEqual([told])
  })

  it('does not fill the log, however many there are', async () => {
    expect(await ask(Array.from({ length: 50 }, (_, index) => `https://site-${index}.example`))).toHaveLength(20)
  })

  it('is not told where a program asks for no page', async () => {
    expect(await ask([null], { method: 'OPTIONS', hasList: false })).toEqual([])
  })
})

describe('a request for the dashboard from this machine that a proxy seems to have passed on', () => {
  const ask = async (options: TelemetryServerOptions, headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
    const lines: unknown[] = []
    const logger = { debug() {}, info() {}, warn: (...line: unknown[]) => lines.push(line), error() {} }
    const telemetry = createTelemetryServer({ store: memoryStore(), logger, ...options })
    const statuses = []
    for (let time = 0; time < 2; time++) statuses.push((await telemetry.fetch(new Request('http://localhost/api/telemetry?days=1', { headers }), { remoteAddress })).status)
    return { statuses, lines }
  }

  it('is refused, and the log says once why and what to do', async () => {
    expect(await ask({}, { via: '1.1 proxy' })).toEqual({
      statuses: [401, 401],
      lines: [[expect.stringContaining('looks like one that a proxy passed on; this is logged once'), { give: expect.stringMatching(/TELEMETRY_ADMIN_TOKEN.*curl.*Connection: keep-alive/) }]],
    })
  })

  it.each<[string, TelemetryServerOptions, Record<string, string>, string, number]>([
    ['is answered, where none has', {}, {}, '127.0.0.1', 200],
    ['is no riddle, where there is a token', { adminToken: 'b5kXq0Zr1dV7sYh2mNw8cJt4gLf6pAe9' }, { via: '1.1 proxy' }, '127.0.0.1', 401],
    ['is no riddle, where there is a login', { authorize: () => false }, { via: '1.1 proxy' }, '127.0.0.1', 401],
    ['is none of this machine, where it comes from elsewhere', {}, {}, '192.0.2.7', 401],
  ])('%s: nothing is logged', async (_name, options, headers, remoteAddress, status) => {
    expect(await ask(options, headers, remoteAddress)).toEqual({ statuses: [status, status], lines: [] })
  })
})
