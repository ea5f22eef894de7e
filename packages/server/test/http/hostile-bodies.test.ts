import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServer } from '../../src/index'

// Everything that a hostile client can put into one request, on one file: whatever comes, the answer is exact, the numbers add up, and all of it still
// reads afterwards and after a restart.

const token = 'test-token-0123456789-abcdefghijklmn'
const view = { type: 'page_view', page: '/dashboard', sessionId: 'abc-123-def-456' }
const now = Date.now()
const dayMs = 86_400_000
let streams = 0
const batch = (fields: object = {}) => ({ v: 1, stream: `hostile_stream_${streams++}`, s0: 0, sid: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', pf: 'web', t0: now, ev: [[0, 0, '/dashboard'], [1, 120, '/dashboard', 'save']], ...fields })

type Outcome = Readonly<Record<string, number>> | string
const one = { accepted: 1 }
const two = { accepted: 2 }

const texts: readonly (readonly [string, unknown, Outcome])[] = [
  ['no events', [], { accepted: 0 }],
  ['null', null, 'invalid_payload'],
  ['a number', 5, 'invalid_payload'],
  ['an array of anything', [1, null, 'x', [], {}], { accepted: 0, invalid: 5 }],
  ['a key twice: the last one counts', '{"type":"page_view","page":"/a","type":"action","action":"x"}', one],
  ['an event in __proto__', '{"__proto__":{"type":"page_view","page":"/a"}}', 'invalid_payload'],
  ['a type of every object', { type: 'constructor', page: '/a' }, 'invalid_payload'],
  ['names of every object', [{ type: 'action', action: '__proto__', page: '/constructor' }, { type: 'error', action: 'toString', metadata: { errorType: '__proto__' } }], two],
  ['a duration beyond numbers', '{"type":"api_call","page":"/x","duration":1e400,"metadata":{"statusCode":1e400,"n":123456789012345678901234567890}}', one],
  ['odd durations', [-1, -0.4, '12', null, 12.5, 86_400_001, {}].map((duration) => ({ type: 'api_call', page: '/x', duration, metadata: { statusCode: 200.5 } })), { accepted: 7 }],
  ['NaN', '{"type":"api_call","page":"/x","duration":NaN}', 'invalid_json'],
  ['NUL everywhere', { type: 'action', action: 'a\0b', page: '/a\0b', sessionId: 'a\0bcdefghi', id: 'abc\0-5', metadata: { 'k\0': 'v\0w' } }, one],
  ['half characters', String.raw`{"type":"action","action":"x\ud800","page":"/a\udc00","metadata":{"k\ud800":"v\udfff"}}`, one],
  ['odd ids', ['x'.repeat(5000), 5, 'abcdefgh--5', 'abcdefgh-99999999999999999999', 'abcdefgh-9007199254740993', '', {}].map((id) => ({ ...view, id })), { accepted: 7 }],
  ['times that are none', ['9'.repeat(50_000), {}, true, 'Oct 13 2025', '+275760-09-13T00:00:00.000Z'].map((createdAt) => ({ ...view, createdAt })), { accepted: 5 }],
  ['times far off', [-1, 0, '1970-01-01', 8.64e15 + 1, '9999-12-31T00:00:00Z'].map((createdAt) => ({ ...view, createdAt })), { accepted: 0, too_old: 3, future: 2 }],
  ['another version', batch({ v: 2 }), 'invalid_payload'],
  ['a negative sequence', batch({ s0: -5 }), 'invalid_payload'],
  ['a broken sequence', batch({ s0: 1.5 }), 'invalid_payload'],
  ['a sequence at the end of numbers', batch({ s0: 2 ** 53 - 2 }), 'invalid_payload'],
  ['a gap of a billion', batch({ s0: 1e9 - 2, drop: { overflow: 1e9, age: 2 ** 53 - 1, __proto__: 5 } }), two],
  ['another gap of a billion', batch({ s0: 1e9 - 2, drop: { overflow: 1e9 } }), two],
  ['rows that are none', batch({ ev: [1, null, [], [99], [0], [0, 'x'], [0, null, '/a']] }), { accepted: 0, invalid: 7 }],
  ['no time', batch({ t0: null }), { accepted: 0, invalid: 2 }],
  ['no session, no platform', batch({ sid: { a: 1 }, pf: '__proto__' }), two],
]

const clocks: readonly (readonly [string, number, number | string, Outcome])[] = [
  ['three days slow', now - 3 * dayMs, now - 3 * dayMs, two],
  ['three days fast', now + 3 * dayMs, now + 3 * dayMs, two],
  ['three days fast and silent about it', now + 3 * dayMs, '', { accepted: 0, future: 2 }],
  ['nonsense about the time of sending', now, 'abc', two],
  ['a time of sending beyond numbers', now, '1e400', two],
  ['a blank time of sending', now, ' ', two],
  ['a time of sending in 1970', now, 0, { accepted: 0, future: 2 }],
]

const gzips: readonly (readonly [string, Uint8Array, Outcome])[] = [
  ['cut off', gzipSync(JSON.stringify(view)).subarray(0, 12), 'bad_encoding'],
  ['cut off before its checksum', gzipSync(JSON.stringify(view)).subarray(0, -8), 'bad_encoding'],
  ['cut off in its last byte', gzipSync(JSON.stringify(view)).subarray(0, -1), 'bad_encoding'],
  ['with a wrong checksum', gzipSync(JSON.stringify(view)).map((byte, index, { length }) => (index === length - 8 ? byte ^ 1 : byte)), 'bad_encoding'],
  ['with junk behind it', Buffer.concat([gzipSync(JSON.stringify(view)), Buffer.from('junk')]), 'bad_encoding'],
  ['twice', gzipSync(gzipSync(JSON.stringify(view))), 'bad_utf8'],
  ['whole', gzipSync(JSON.stringify(view)), one],
]

// In this order: the last tests judge what all others have left behind.
describe('a hostile client', { shuffle: false }, () => {
  let folder = ''
  let telemetry: TelemetryServer
  const totals = { received: 0, stored: 0 }
  const open = () => createTelemetryServer({ database: join(folder, 'telemetry.db'), enabled: true, schedule: false, rateLimit: false, adminToken: token })
  const ask = (path: string) => telemetry.fetch(new Request(`http://host.example/api/telemetry${path}`, { headers: { authorization: `Bearer ${token}` } }))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'))
    telemetry = open()
  })
  afterAll(async () => {
    await telemetry.close()
    await rm(folder, { recursive: true })
  })

  async function send({ body, query = '', headers = {} }: { readonly body: unknown; readonly query?: string; readonly headers?: Record<string, string> }): Promise<unknown> {
    const bytes = body instanceof Uint8Array ? new Uint8Array(body) : typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await telemetry.fetch(new Request(`http://host.example/api/telemetry${query}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: bytes }))
    const told = (await answer.json()) as { readonly accepted: number; readonly duplicates: number; readonly dropped: Readonly<Record<string, number>>; readonly error?: { readonly code: string } }
    if (told.error !== undefined) return { status: answer.status, code: told.error.code }
    totals.stored += told.accepted
    totals.received += told.accepted + Object.values(told.dropped).reduce((sum, count) => sum + count, 0)
    return { status: answer.status, accepted: told.accepted, duplicates: told.duplicates, dropped: told.dropped }
  }

  function answerOf(outcome: Outcome): unknown {
    if (typeof outcome === 'string') return { status: 400, code: outcome }
    const { accepted = 0, ...dropped } = outcome
    return { status: 200, accepted, duplicates: 0, dropped }
  }

  it.each(texts)('sends %s', async (_name, body, outcome) => {
    expect(await send({ body })).toEqual(answerOf(outcome))
  })

  it.each(clocks)('has a clock: %s', async (_name, t0, sentAt, outcome) => {
    expect(await send({ body: batch({ t0 }), query: `?v=1${sentAt === '' ? '' : `&st=${sentAt}`}` })).toEqual(answerOf(outcome))
  })

  it.each(gzips)('sends gzip %s', async (_name, body, outcome) => {
    expect(await send({ body, headers: { 'content-encoding': 'gzip' } })).toEqual(answerOf(outcome))
  })

  it.each(['before', 'after'])('leaves numbers that add up and reports that read, %s a restart', async (when) => {
    if (when === 'after') {
      await telemetry.close()
      telemetry = open()
    }
    const { counts } = (await (await ask('/data-health')).json()) as { readonly counts: { readonly received: number; readonly stored: number; readonly duplicates: number; readonly dropped: readonly { readonly count: number }[]; readonly gaps: number } }
    const dropped = counts.dropped.reduce((sum, { count }) => sum + count, 0)
    expect({ received: counts.received, stored: counts.stored, sum: counts.stored + counts.duplicates + dropped }).toEqual({ ...totals, sum: totals.received })
    expect(counts.gaps).toBe(2 * (1e9 - 2))
    const report = await ask('?include=all')
    expect(report.status).toBe(200)
    expect(await report.text()).not.toMatch(/NaN|Infinity|\\u0000|\\ud[89a-f]/)
    expect((await ask('/ready')).status).toBe(200)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each([0, 7, -1, 8.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, '30 days', null])('cannot be helped by a clean-up for %s days', async (days) => {
    await expect(telemetry.cleanup(days as number)).rejects.toThrow(/number of days of the clean-up is .*Give a whole number of days from 8 to 36500, for example 30/)
    expect((await (await telemetry.store()).health(Date.now())).stored).toBe(totals.stored)
  })
})
