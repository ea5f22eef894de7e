import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/logger'
import { api, askRole, server, token } from './admin-setup'

const loopback = { remoteAddress: '127.0.0.1' }

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
    expect(await askRole(server(), headers, context)).toMatchObject({ role })
  })

  it('lets nobody in in production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    try {
      expect(await askRole(server(), {}, loopback)).toEqual({ role: null, login: 'token' })
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
    expect(await askRole(telemetry, { cookie: 'app=ada' })).toEqual({ role: 'admin', login: 'host' })
    expect(await askRole(telemetry, { cookie: 'app=eve' })).toEqual({ role: null, login: 'host' })
    expect(seen[0]?.body).toBeNull()
  })

  it('lets in whom it knows by a bearer of its own, often, and tries that of others as a token', async () => {
    const telemetry = server({ adminToken: token, authorize: (request) => request.headers.get('authorization') === 'Bearer of-the-host' })
    for (let time = 0; time < 10; time++) expect(await askRole(telemetry, { authorization: 'Bearer of-the-host' })).toMatchObject({ role: 'admin' })
    expect(await askRole(telemetry, { authorization: `Bearer ${token}` })).toMatchObject({ role: 'admin' })
    expect((await telemetry.fetch(new Request(api(), { headers: { authorization: 'Bearer of-nobody' } }))).status).toBe(401)
  })

  it.each<[string, () => boolean | Promise<boolean>]>([
    ['throws', () => { throw new TypeError('no session of ada@mail.example') }],
    ['rejects', () => Promise.reject(new TypeError('no session of ada@mail.example'))],
  ])('is named where it %s, without what it said', async (_name, authorize) => {
    const logged: unknown[] = []
    const error = (...line: readonly unknown[]) => void logged.push(line)
    const answer = await server({ authorize, logger: { debug: error, info: error, warn: error, error } }).fetch(new Request(api()))
    const message = 'The authorize function of this server failed. It should return false for requests that it does not accept.'
    expect([answer.status, await answer.json()]).toEqual([500, { success: false, error: { code: 'internal', message } }])
    expect(logged).toContainEqual(['request failed', expect.objectContaining({ error: 'TypeError', reason: message })])
    expect(JSON.stringify(logged)).not.toContain('ada@')
  })

  it('keeps out no token of ours where it throws, and guesses are limited all the same', async () => {
    const telemetry = server({ adminToken: token, logger: silentLogger, authorize: () => Promise.reject(new Error('The login is down.')) })
    const ask = async (bearer: string) => (await telemetry.fetch(new Request(api('/session'), { headers: { authorization: `Bearer ${bearer}` } }))).status
    expect([await ask(token), await ask('of-the-host')]).toEqual([200, 500])
    for (let time = 0; time < 10; time++) await ask('of-nobody')
    expect(await ask(token)).toBe(500)
  })

  it('is asked on this machine, too', async () => {
    expect(await askRole(server({ authorize: () => false }), {}, loopback)).toEqual({ role: null, login: 'host' })
  })

  it('does not count when it answers something but true', async () => {
    const telemetry = server({ authorize: () => 'yes' as unknown as boolean })
    expect(await askRole(telemetry, {})).toMatchObject({ role: null })
  })
})
