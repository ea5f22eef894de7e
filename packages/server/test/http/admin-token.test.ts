import { describe, expect, it } from 'vitest'
import { createCredentials } from '../../src/http/credentials'
import { nodeSecrets } from '../../src/node-secrets'
import { resolveOptions } from '../../src/resolve-options'
import { api, server, token } from './admin-setup'
import { fakeStore } from './fake-store'

describe('a token', () => {
  it.each([
    ['short', 'it has 5 characters'],
    ['ab'.repeat(32), 'only 2 of its characters differ'],
    ['with spaces in it and long enough to be one', 'it has spaces'],
  ])('that is weak stops the start, and is told why: %s', (adminToken, why) => {
    expect(() => server({ adminToken })).toThrow(`TELEMETRY_ADMIN_TOKEN (adminToken) is too weak: ${why}. Give at least 32 random characters, for example from: openssl rand -base64 32`)
  })

  it('of more characters than a request may carry stops the start, and the longest that it may carry opens', async () => {
    expect(() => server({ adminToken: '0123456789abcdef'.repeat(33) })).toThrow(/^TELEMETRY_ADMIN_TOKEN \(adminToken\) has 528 characters\. Give at most 512, /)
    const longest = '0123456789abcdef'.repeat(32)
    expect((await server({ adminToken: longest }).fetch(new Request(api(), { headers: { authorization: `Bearer ${longest}` } }))).status).toBe(200)
  })

  it('of the environment may have a line break behind it, which a file of secrets ends with', async () => {
    expect(resolveOptions({}, { TELEMETRY_ADMIN_TOKEN: `${token}\r\n` }).adminTokens).toEqual([token])
  })

  it('may be tried wrongly 20 times a minute from all sources together', async () => {
    const telemetry = server({ adminToken: token })
    const ask = async (source: number, word: string) => (await telemetry.fetch(new Request(api(), { headers: { authorization: `Bearer ${word}` } }), { remoteAddress: `203.0.113.${source}` })).status
    const statuses: number[] = []
    for (let source = 0; source < 21; source++) statuses.push(await ask(source, 'wrong'))
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429])
    // A source with a wrong one, before or behind the limit, is shut out with it.
    expect([await ask(0, token), await ask(20, token)]).toEqual([429, 429])
  })

  it('opens for a source that tried no wrong one, however many others did', async () => {
    const telemetry = server({ adminToken: token })
    const ask = async (source: number, word: string) => (await telemetry.fetch(new Request(api(), { headers: { authorization: `Bearer ${word}` } }), { remoteAddress: `203.0.113.${source}` })).status
    for (let source = 0; source < 40; source++) await ask(source, 'wrong')
    expect([await ask(99, token), await ask(99, token)]).toEqual([200, 200])
    expect([await ask(99, 'wrong'), await ask(99, token)]).toEqual([429, 429])
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
      expect(await burst([...wrong, token], (index) => index % 50)).toEqual({ last: 429, counts: { 401: 20, 429: 180 } })
    })

    it('opens for a source of its own among them', async () => {
      expect(await burst([...wrong, token], (index) => index)).toEqual({ last: 200, counts: { 200: 1, 401: 20, 429: 179 } })
    })

    it.each([['one source', () => 7, 5], ['many sources', (index: number) => index % 50, 20]] as const)('is judged alike where the store keeps it, for %s', async (_name, sourceOf, tries) => {
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
    expect(() => server({ adminToken: 'sesame-sesame' })).toThrow(/^(?!.*sesame).*is too weak/s)
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
