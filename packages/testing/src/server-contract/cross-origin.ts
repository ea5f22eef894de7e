import { describe, expect, it } from 'vitest'
import { asAdmin, codeOf, post, withHost, type StartHost } from './host'

const view = { type: 'page_view', page: '/dashboard' }
const allowedOrigins = ['https://shop.example']

/** Which pages may send, at every host. */
export function crossOriginContract(start: StartHost): void {
  describe('other origins', () => {
    it.each<[string, Record<string, string>, number]>([
      ['a listed origin', { origin: 'https://shop.example' }, 200],
      ['the server’s own page', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' }, 200],
      ['no origin', {}, 403],
      ['a foreign origin', { origin: 'https://evil.example' }, 403],
      ['another port', { origin: 'https://shop.example:8443' }, 403],
      ['another scheme', { origin: 'http://shop.example' }, 403],
      ['the origin null', { origin: 'null' }, 403],
      ['an origin that only begins alike', { origin: 'https://shop.example.evil.example' }, 403],
    ])('with a list, answers %s', (_name, headers, status) =>
      withHost(start, { allowedOrigins }, async (host) => {
        const answer = await host.api('', post(view, headers))
        expect(answer.status).toBe(status)
        expect(answer.headers.get('access-control-allow-origin')).toBe(headers.origin === 'https://shop.example' ? 'https://shop.example' : null)
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
        expect(answer.headers.get('vary')).toContain('Origin')
      }),
    )

    it('without a list, accepts every page and lets none read the answer', () =>
      withHost(start, {}, async (host) => {
        const answer = await host.api('', post(view, { origin: 'https://any.example' }))
        expect({ status: answer.status, cors: answer.headers.get('access-control-allow-origin') }).toEqual({ status: 200, cors: null })
      }))

    it('answers the preflight of a listed origin', () =>
      withHost(start, { allowedOrigins }, async (host) => {
        const answer = await host.api('', { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' } })
        expect({ status: answer.status, age: answer.headers.get('access-control-max-age'), methods: answer.headers.get('access-control-allow-methods') }).toEqual({ status: 204, age: '86400', methods: 'POST' })
      }))

    it('refuses the preflight of others, and counts preflights', () =>
      withHost(start, { allowedOrigins, rateLimit: { requests: 2, perSeconds: 20 } }, async (host) => {
        const ask = () => host.api('', { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } })
        const first = await ask()
        expect({ status: first.status, code: await codeOf(first) }).toEqual({ status: 403, code: 'origin_denied' })
        await ask()
        expect((await ask()).status).toBe(429)
      }))

    it('gives reports no CORS headers', () =>
      withHost(start, { allowedOrigins }, async (host) => {
        const answer = await host.api('', { headers: { ...asAdmin, origin: 'https://shop.example' } })
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }))
  })
}
