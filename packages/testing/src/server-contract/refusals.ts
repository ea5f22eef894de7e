import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { asAdmin, codeOf, post, withHost, type StartHost } from './host'

const view = { type: 'page_view', page: '/dashboard' }
const json = { 'content-type': 'application/json' }
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nestedObjects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const padded = (bytes: number) => JSON.stringify(view).padEnd(bytes, ' ')

/** Which bodies are refused, each with its exact status and code. Not for a host whose own parser reads them first. */
export function bodyContract(start: StartHost): void {
  describe('refusing a body', () => {
    it.each<[string, RequestInit, number, string]>([
      ['text that is not JSON', post('{"type":'), 400, 'invalid_json'],
      ['an empty body', post(''), 400, 'invalid_json'],
      ['invalid UTF-8', { method: 'POST', headers: json, body: new Uint8Array([0x22, 0xc3, 0x28, 0x22]) }, 400, 'bad_utf8'],
      ['depth 9', post(nested(9)), 400, 'too_deep'],
      ['depth 9 of objects', post(nestedObjects(9)), 400, 'too_deep'],
      ['depth 30,000', post(nested(30_000)), 400, 'too_deep'],
      ['a multipart form', post(JSON.stringify(view), { 'content-type': 'multipart/form-data; boundary=x' }), 415, 'unsupported_type'],
      ['a form', post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported_type'],
      ['HTML', post('<p>', { 'content-type': 'text/html' }), 415, 'unsupported_type'],
      ['UTF-16', post(JSON.stringify(view), { 'content-type': 'application/json; charset=utf-16' }), 415, 'unsupported_charset'],
      ['no content type', { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) }, 415, 'unsupported_type'],
      ['an unknown encoding', post(JSON.stringify(view), { 'content-encoding': 'br' }), 415, 'unsupported_encoding'],
      ['plain text said to be gzip', post(JSON.stringify(view), { 'content-encoding': 'gzip' }), 415, 'unsupported_encoding'],
      ['gzip said to be plain', { method: 'POST', headers: json, body: gzipSync(JSON.stringify(view)) }, 400, 'bad_encoding'],
      ['one byte over the limit', post(padded(65_537)), 413, 'body_too_large'],
      ['a gzip bomb', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000, 0x20)) }, 413, 'decoded_too_large'],
      ['one inflated byte over the limit', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(padded(1_048_577)) }, 413, 'decoded_too_large'],
      ['100,000 keys', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(manyKeys(100_000)) }, 400, 'too_many_keys'],
    ])('refuses %s', (_name, request, status, code) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api('', request)
        expect({ status: answer.status, code: await codeOf(answer) }).toEqual({ status, code })
        expect((await host.api('/health')).status).toBe(200)
      }),
    )

    it.each<[string, RequestInit]>([
      ['depth 8', post({ type: 'action', action: 'a', metadata: JSON.parse(nestedObjects(7)) as unknown })],
      ['a body of exactly the limit', post(padded(65_536))],
      ['an inflated body of exactly the limit', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(padded(1_048_576)) }],
    ])('accepts %s', (_name, request) =>
      withHost(start, {}, async (host) => {
        expect((await host.api('', request)).status).toBe(200)
      }),
    )
  })
}

/** What every host refuses whatever the body, each with its exact status and code. */
export function refusalContract(start: StartHost): void {
  describe('refusing an address', () => {
    it.each([
      ['PUT', '', 'GET, HEAD, POST, OPTIONS'],
      ['DELETE', '', 'GET, HEAD, POST, OPTIONS'],
      ['PATCH', '/health', 'GET, HEAD'],
      ['POST', '/live', 'GET, HEAD'],
      ['GET', '/test-event', 'POST'],
    ])('answers %s %s with 405 and what is allowed', (method, path, allow) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api(path, { method, headers: asAdmin })
        expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow })
      }),
    )

    it.each(['/nothing', '/x.css', '/shares/a/b', '/..%2f..%2fetc%2fpasswd', '/%2e%2e/secret'])('answers an unknown address %s with 404', (path) =>
      withHost(start, {}, async (host) => {
        expect((await host.api(path, { headers: asAdmin })).status).toBe(404)
      }),
    )

    it.each(['/x.css', '/assets/..%2f..%2fpackage.json', '/assets/%252e%252e%252fpackage.json', '/assets/nothing.js'])('serves no file beside the fixed set: %s', (path) =>
      withHost(start, {}, async (host) => {
        expect((await host.dashboard(path)).status).toBe(404)
      }),
    )
  })

  describe('limiting', () => {
    it('answers 429 with Retry-After beyond the limit of one source', () =>
      withHost(start, { rateLimit: { requests: 3, perSeconds: 20 } }, async (host) => {
        const statuses: number[] = []
        for (let index = 0; index < 5; index++) statuses.push((await host.api('', post(view))).status)
        expect(statuses).toEqual([200, 200, 200, 429, 429])
        const refused = await host.api('', post(view))
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
        expect((await host.api('/health')).status).toBe(200)
      }))
  })
}

function manyKeys(count: number): string {
  return `{${'"k":1,'.repeat(count)}"k":1}`
}
