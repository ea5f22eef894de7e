import { describe, expect, it } from 'vitest'
import { nodeSecrets } from '../../src/node-secrets'
import { api, askRole, server, token } from './admin-setup'
import { fakeStore } from './fake-store'

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
    ['a page whose proxy names the usual port of http', { host: 'stats.example:80', origin: 'http://stats.example' }, 200],
    ['a page whose proxy names the usual port of https', { host: 'stats.example:443', origin: 'https://stats.example' }, 200],
    ['a page whose proxy tells its name beside Host', { host: '127.0.0.1:3300', 'x-forwarded-host': 'stats.example:8080', origin: 'http://stats.example:8080' }, 200],
    ['a page whose two proxies tell its name beside Host', { host: '127.0.0.1:3300', 'x-forwarded-host': 'stats.example, 10.0.0.2', origin: 'https://stats.example' }, 200],
    ['another site through a proxy that tells the name', { host: '127.0.0.1:3300', 'x-forwarded-host': 'stats.example', origin: 'https://evil.example' }, 403],
    ['another site, whatever a proxy tells', { 'sec-fetch-site': 'cross-site', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' }, 403],
    ['another port of this host in a browser without Sec-Fetch-Site', { host: 'stats.example:443', origin: 'http://stats.example' }, 403],
    ['another site in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }, 403],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4000' }, 403],
  ])('is begun by %s or not', async (_name, headers, status) => {
    const request = new Request(api('/session'), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ token }) })
    expect((await server({ adminToken: token }).fetch(request)).status).toBe(status)
  })

  it('whose proxy changed the name is told both names and the cure, another site nothing of it', async () => {
    const refuse = async (headers: Record<string, string>) => {
      const request = new Request(api('/session'), { method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://stats.example:8080', ...headers }, body: JSON.stringify({ token }) })
      return ((await (await server({ adminToken: token }).fetch(request)).json()) as { readonly error: { readonly message: string } }).error.message
    }
    // What nginx's most copied line, `proxy_set_header Host $host`, makes of it.
    expect(await refuse({ host: 'stats.example' })).toMatch(/ its page is at http:\/\/stats\.example:8080, and Host says stats\.example\. A proxy has to pass the name on with its port /)
    expect(await refuse({ 'sec-fetch-site': 'cross-site' })).toBe('This request must come from the dashboard itself.')
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
    expect(await askRole(telemetry, { cookie })).toMatchObject({ role: 'admin' })
    now += 1
    expect(await askRole(telemetry, { cookie })).toMatchObject({ role: null })
  })

  it.each<[string, (cookie: string) => string]>([
    ['another time', (cookie) => cookie.replace(/\.\d{13}\./, '.9999999999999.')],
    ['another time, signed with what the cookie itself holds', (cookie) => {
      const [, claim = '', key = ''] = /^\w+=(.+\.([\w-]{43}))\.[\w-]{43}$/.exec(cookie) ?? []
      const longer = claim.replace(/\.\d{13}\./, '.9999999999999.')
      return `parel_telemetry=${longer}.${nodeSecrets.sign(nodeSecrets.digest(key), longer)}`
    }],
    ['another signature', (cookie) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['another credential', (cookie) => cookie.replace('configured-0', 'configured-1')],
  ])('is not opened by a cookie with %s', async (_name, forge) => {
    const telemetry = server({ adminToken: token })
    const [cookie = ''] = (await signIn(telemetry)).split(';')
    expect(await askRole(telemetry, { cookie: forge(cookie) })).toMatchObject({ role: null })
  })

  it('does not outlive the token that opened it', async () => {
    const [cookie = ''] = (await signIn(server({ adminToken: token }))).split(';')
    expect(await askRole(server({ adminToken: `${token}-new` }), { cookie })).toMatchObject({ role: null })
  })

  it('cannot be made of what the database, or a backup of it, holds', async () => {
    const store = fakeStore()
    const telemetry = server({ store, adminToken: token })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    await telemetry.fetch(new Request(api('/shares'), { method: 'POST', headers, body: '{"label":"board"}' }))
    const [[place = '', text = ''] = []] = await store.listSettings('share:')
    const { digest, proof } = JSON.parse(text) as Record<string, string>
    const claim = `${place.replace(':', '.')}.${Date.now() + 60_000}`
    const forged = [claim, `${claim}.${digest}`, `${claim}.${proof}`].map((value) => `parel_telemetry=${value}.${nodeSecrets.sign(digest ?? '', value)}`)
    const roles = await Promise.all(forged.map((cookie) => askRole(telemetry, { cookie })))
    expect(roles).toMatchObject([{ role: null }, { role: null }, { role: null }])
  })

  it('of a share link ends with the link', async () => {
    let now = Date.UTC(2025, 9, 13)
    const telemetry = server({ adminToken: token, now: () => now })
    const shared = await telemetry.fetch(new Request(api('/shares'), { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"label":"board","days":1}' }))
    const { url } = (await shared.json()) as { readonly url: string }
    const bearer = { authorization: `Bearer ${url.split('#share=')[1]}` }
    expect(await askRole(telemetry, bearer)).toMatchObject({ role: 'share' })
    now += 86_400_000 - 1
    expect(await askRole(telemetry, bearer)).toMatchObject({ role: 'share' })
    now += 1
    expect((await telemetry.fetch(new Request(api(), { headers: bearer }))).status).toBe(401)
  })
})
