import { describe, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServerOptions } from '../../src/index'
import { createCredentials } from '../../src/http/credentials'
import { nodeSecrets } from '../../src/node-secrets'
import { fakeStore } from './fake-store'

const token = 'test-token-0123456789-abcdefghijklmn'
const api = (path = '') => `http://localhost:3000/api/telemetry${path}`
const loopback = { remoteAddress: '127.0.0.1' }

const server = (options: TelemetryServerOptions = {}) => createTelemetryServer({ store: fakeStore(), ...options })
const session = async (telemetry: ReturnType<typeof server>, headers: Record<string, string>, context = {}) =>
  (await telemetry.fetch(new Request(api('/session'), { headers }), context)).json()

describe('without any setting', () => {
  it.each<[string, Record<string, string>, { remoteAddress?: string }, string | null]>([
    ['lets this machine in', {}, loopback, 'admin'],
    ['lets this machine in over IPv6', { host: '[::1]:3000' }, { remoteAddress: '::1' }, 'admin'],
    ['lets this machine in over a mapped address', {}, { remoteAddress: '::ffff:127.0.0.1' }, 'admin'],
    ['lets nobody else in', {}, { remoteAddress: '203.0.113.7' }, null],
    ['lets nobody in whose address is unknown', {}, {}, null],
    ['lets nobody in through a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }, loopback, null],
    ['lets no page in that rebinds its name to this machine', { host: 'evil.example' }, loopback, null],
  ])('%s', async (_name, headers, context, role) => {
    expect(await session(server(), headers, context)).toMatchObject({ role })
  })

  it('lets nobody in in production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    try {
      expect(await session(server(), {}, loopback)).toEqual({ role: null, login: 'token' })
    } finally {
      process.env.NODE_ENV = before
    }
  })

  it('does not let another site change anything on this machine', async () => {
    const request = new Request(api('/test-event'), { method: 'POST', headers: { origin: 'https://evil.example' } })
    expect((await server().fetch(request, loopback)).status).toBe(403)
  })
})

describe('the host’s own check', () => {
  it('lets in whom it knows and sees no body', async () => {
    const seen: Request[] = []
    const telemetry = server({
      authorize: (request) => {
        seen.push(request)
        return request.headers.get('cookie') === 'app=ada'
      },
    })
    expect(await session(telemetry, { cookie: 'app=ada' })).toEqual({ role: 'admin', login: 'host' })
    expect(await session(telemetry, { cookie: 'app=eve' })).toEqual({ role: null, login: 'host' })
    expect(seen[0]?.body).toBeNull()
  })

  it('lets in whom it knows by a bearer of its own, often, and tries that of others as a token', async () => {
    const telemetry = server({ adminToken: token, authorize: (request) => request.headers.get('authorization') === 'Bearer of-the-host' })
    for (let time = 0; time < 10; time++) expect(await session(telemetry, { authorization: 'Bearer of-the-host' })).toMatchObject({ role: 'admin' })
    expect(await session(telemetry, { authorization: `Bearer ${token}` })).toMatchObject({ role: 'admin' })
    expect((await telemetry.fetch(new Request(api(), { headers: { authorization: 'Bearer of-nobody' } }))).status).toBe(401)
  })

  it('is asked on this machine, too', async () => {
    expect(await session(server({ authorize: () => false }), {}, loopback)).toEqual({ role: null, login: 'host' })
  })

  it('does not count when it answers something but true', async () => {
    const telemetry = server({ authorize: () => 'yes' as unknown as boolean })
    expect(await session(telemetry, {})).toMatchObject({ role: null })
  })
})

describe('a token', () => {
  it.each([
    ['short', 'it has 5 characters'],
    ['ab'.repeat(32), 'only 2 of its characters differ'],
    ['with spaces in it and long enough to be one', 'it has spaces'],
  ])('that is weak stops the start, and is told why: %s', (adminToken, why) => {
    expect(() => server({ adminToken })).toThrow(`TELEMETRY_ADMIN_TOKEN (adminToken) is too weak: ${why}. Give at least 32 random characters, for example from: openssl rand -base64 32`)
  })

  it('may be tried wrongly 20 times a minute from all sources together', async () => {
    const telemetry = server({ adminToken: token })
    const ask = async (source: number, word: string) => (await telemetry.fetch(new Request(api(), { headers: { authorization: `Bearer ${word}` } }), { remoteAddress: `203.0.113.${source}` })).status
    const statuses: number[] = []
    for (let source = 0; source < 21; source++) statuses.push(await ask(source, 'wrong'))
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429])
    expect(await ask(99, token)).toBe(429)
  })

  it('is refused itself behind five wrong ones of its source', async () => {
    const telemetry = server({ adminToken: token })
    const ask = async (word: string) => (await telemetry.fetch(new Request(api(), { headers: { authorization: `Bearer ${word}` } }), { remoteAddress: '203.0.113.7' })).status
    const statuses: number[] = []
    for (const word of ['wrong', 'wrong', 'wrong', 'wrong', token, 'wrong', token]) statuses.push(await ask(word))
    expect(statuses).toEqual([401, 401, 401, 401, 200, 401, 429])
  })

  describe('in a burst of 200 requests at once', () => {
    const burst = async (words: readonly string[], sourceOf: (index: number) => number, telemetry = server({ adminToken: token })) => {
      const ask = async (word: string, index: number) => (await telemetry.fetch(new Request(api(), { headers: { authorization: `Bearer ${word}` } }), { remoteAddress: `203.0.113.${sourceOf(index)}` })).status
      const statuses = await Promise.all(words.map(ask))
      return { last: statuses.at(-1), counts: Object.fromEntries([...new Set(statuses)].map((status) => [status, statuses.filter((other) => other === status).length])) }
    }
    const wrong = Array.from({ length: 199 }, (_, index) => `wrong-token-${index}`)
    const wrongStored = Array.from({ length: 199 }, (_, index) => `admin.abc.${String(index).padStart(40, '0')}`)
    const storedToken = async () => {
      const store = fakeStore()
      const { secret } = await createCredentials({ store, secrets: nodeSecrets, now: Date.now, configured: [] }).create({ role: 'admin', label: '', expiresAt: null })
      return { secret, telemetry: server({ store, adminToken: token }) }
    }

    it('may be tried wrongly five times by one source; the right one behind them does not get through', async () => {
      expect(await burst([...wrong, token], () => 7)).toEqual({ last: 429, counts: { 401: 5, 429: 195 } })
    })

    it('may be tried wrongly 20 times by many sources', async () => {
      expect(await burst([...wrong, token], (index) => index)).toEqual({ last: 429, counts: { 401: 20, 429: 180 } })
    })

    it.each([['one source', () => 7, 5], ['many sources', (index: number) => index, 20]] as const)('is judged alike where the store keeps it, for %s', async (_name, sourceOf, tries) => {
      const { secret, telemetry } = await storedToken()
      expect(await burst([...wrongStored, secret], sourceOf, telemetry)).toEqual({ last: 429, counts: { 401: tries, 429: 200 - tries } })
    })

    it('opens each time when it is right', async () => {
      const { secret, telemetry } = await storedToken()
      expect(await burst(Array.from({ length: 200 }, () => token), () => 7)).toEqual({ last: 200, counts: { 200: 200 } })
      expect(await burst(Array.from({ length: 200 }, () => secret), () => 7, telemetry)).toEqual({ last: 200, counts: { 200: 200 } })
    })
  })

  it('is not repeated in the refusal', () => {
    expect(() => server({ adminToken: 'sesame-sesame' })).not.toThrow(/sesame/)
  })

  it.each([
    ['in another scheme', `Basic ${token}`],
    ['with one character less', `Bearer ${token.slice(1)}`],
    ['as an empty word', 'Bearer '],
  ])('does not open %s', async (_name, authorization) => {
    const answer = await server({ adminToken: token }).fetch(new Request(api(), { headers: { authorization } }))
    expect(answer.status).toBe(401)
  })
})

describe('a session', () => {
  const signIn = async (telemetry: ReturnType<typeof server>, prefix = '') => {
    const request = new Request(`http://localhost:3000${prefix}/api/telemetry/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin: 'https://host.example' }, body: JSON.stringify({ token }) })
    return (await telemetry.fetch(request)).headers.get('set-cookie') ?? ''
  }

  it('is kept by a cookie for this site only, and only over https where the page is', async () => {
    expect(await signIn(server({ adminToken: token, basePath: '/tools' }), '/tools')).toMatch(/^parel_telemetry=\S+; Path=\/tools; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/)
  })

  it.each<[string, Record<string, string>, number]>([
    ['the dashboard itself', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 200],
    ['a browser without Sec-Fetch-Site on the same origin', { origin: 'http://localhost:3000' }, 200],
    ['a script', {}, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another site whose browser names no origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a host that is written in capitals', { host: 'LOCALHOST:3000', origin: 'http://localhost:3000' }, 200],
    ['another site in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }, 403],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4000' }, 403],
  ])('is begun by %s or not', async (_name, headers, status) => {
    const request = new Request(api('/session'), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ token }) })
    expect((await server({ adminToken: token }).fetch(request)).status).toBe(status)
  })

  it.each<[string, string, string, Record<string, string>, number]>([
    ['is ended by the dashboard', 'DELETE', '/session', { 'sec-fetch-site': 'same-origin' }, 200],
    ['is not ended by another site', 'DELETE', '/session', { 'sec-fetch-site': 'cross-site' }, 403],
    ['reads wherever the request comes from', 'HEAD', '', { 'sec-fetch-site': 'cross-site' }, 200],
  ])('%s', async (_name, method, path, headers, status) => {
    const telemetry = server({ adminToken: token })
    const [cookie = ''] = (await signIn(telemetry)).split(';')
    expect((await telemetry.fetch(new Request(api(path), { method, headers: { cookie, ...headers } }))).status).toBe(status)
  })

  it('that never began cannot be ended', async () => {
    expect((await server({ adminToken: token }).fetch(new Request(api('/session'), { method: 'DELETE' }))).status).toBe(401)
  })

  it('ends after 12 hours', async () => {
    let now = Date.UTC(2025, 9, 13)
    const telemetry = server({ adminToken: token, now: () => now })
    const [cookie = ''] = (await signIn(telemetry)).split(';')
    now += 12 * 3_600_000 - 1
    expect(await session(telemetry, { cookie })).toMatchObject({ role: 'admin' })
    now += 1
    expect(await session(telemetry, { cookie })).toMatchObject({ role: null })
  })

  it.each<[string, (cookie: string) => string]>([
    ['another time', (cookie) => cookie.replace(/\.\d{13}\./, '.9999999999999.')],
    ['another signature', (cookie) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['another credential', (cookie) => cookie.replace('configured-0', 'configured-1')],
  ])('is not opened by a cookie with %s', async (_name, forge) => {
    const telemetry = server({ adminToken: token })
    const [cookie = ''] = (await signIn(telemetry)).split(';')
    expect(await session(telemetry, { cookie: forge(cookie) })).toMatchObject({ role: null })
  })

  it('does not outlive the token that opened it', async () => {
    const [cookie = ''] = (await signIn(server({ adminToken: token }))).split(';')
    expect(await session(server({ adminToken: `${token}-new` }), { cookie })).toMatchObject({ role: null })
  })

  it('of a share link ends with the link', async () => {
    let now = Date.UTC(2025, 9, 13)
    const telemetry = server({ adminToken: token, now: () => now })
    const shared = await telemetry.fetch(new Request(api('/shares'), { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"label":"board","days":1}' }))
    const { url } = (await shared.json()) as { readonly url: string }
    const bearer = { authorization: `Bearer ${url.split('#share=')[1]}` }
    expect(await session(telemetry, bearer)).toMatchObject({ role: 'share' })
    now += 86_400_000 - 1
    expect(await session(telemetry, bearer)).toMatchObject({ role: 'share' })
    now += 1
    expect((await telemetry.fetch(new Request(api(), { headers: bearer }))).status).toBe(401)
  })
})
