import { isbot } from 'isbot'
import { describe, expect, it } from 'vitest'
import { makeEvent } from '@parel/telemetry-testing'
import { createTelemetryServer, memoryStore, type TelemetryServerOptions } from '../../src/index'
import { isBot } from '../../src/http/bots'
import { createSessionCap } from '../../src/http/session-cap'
import { sourceAddress } from '../../src/http/source-address'
import { measureJson } from '../../src/http/measure-json'
import type { IncomingRequest } from '../../src/http/exchange'
import { silentLogger } from '../../src/logger'
import { StoreBusyError } from '../../src/store/store'
import { fakeStore } from './fake-store'

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

describe('a User-Agent', () => {
  it.each([
    [chrome, false],
    [null, false],
    ['', false],
    ['curl/8.14.1', false],
    ['node', false],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
    [chrome.replace('Chrome/', 'HeadlessChrome/'), true],
    ['facebookexternalhit/1.1', true],
  ])('is a bot’s or not: %s', (userAgent, expected) => {
    expect(isBot(userAgent)).toBe(expected)
  })
})

describe('a usual browser', () => {
  const systems = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'Macintosh; Intel Mac OS X 10.15', 'X11; Linux x86_64', 'X11; Ubuntu; Linux aarch64', 'Linux; Android 10; K', 'Android 15; Mobile', 'iPhone; CPU iPhone OS 18_5 like Mac OS X', 'iPad; CPU OS 17_7_2 like Mac OS X']
  const engines = [
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36 EdgA/156.0.0.0',
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Safari/537.36 OPR/121.0.0.0', 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1', 'Gecko/20100101 Firefox/144.0', 'Gecko/144.0 Firefox/144.0',
  ]
  const additions = ['', '; rv:144.0', '; Googlebot/2.1', ' bot', '; compatible', '; +http://a.example', '; cypress']
  const names = systems.flatMap((system) => additions.flatMap((addition) => engines.map((engine) => `Mozilla/5.0 (${system}${addition}) ${engine}`)))
  const agents = names.flatMap((name) => [name, name.replace('Chrome/', 'HeadlessChrome/'), `${name} Googlebot/2.1`, `${name} (compatible)`, `${name} PageSpeed`])

  it('is judged as isbot judges it', () => {
    expect(agents.filter((agent) => isBot(agent) !== isbot(agent))).toEqual([])
    expect(agents.filter((agent) => isBot(agent)).length).toBeGreaterThan(agents.length / 2)
  })
})

interface Sending extends Pick<TelemetryServerOptions, 'bots' | 'honorSignals'> {
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Sends one request of a crawler, or of whom the headers say. */
async function send(context: { remoteAddress: string }, { headers = {}, body = '{"type":"page_view","page":"/a"}', ...options }: Sending = {}) {
  const store = fakeStore()
  const telemetry = createTelemetryServer({ store, ...options })
  const request = new Request('http://localhost/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json', 'user-agent': 'Googlebot/2.1', ...headers }, body })
  const answer = (await (await telemetry.fetch(request, context)).json()) as { readonly dropped: unknown }
  return { dropped: answer.dropped, batch: store.batches[0] }
}

describe('events of a bot', () => {
  it('are counted and not stored', async () => {
    const { dropped, batch } = await send({ remoteAddress: '203.0.113.7' })
    expect(dropped).toEqual({ bot: 1 })
    expect(batch).toMatchObject({ events: [], stream: null })
  })

  it('are stored when they come from this very machine, where they are somebody’s test', async () => {
    expect((await send({ remoteAddress: '127.0.0.1' })).dropped).toEqual({})
  })

  it('are dropped behind a proxy of this machine', async () => {
    expect((await send({ remoteAddress: '127.0.0.1' }, { headers: { 'x-forwarded-for': '203.0.113.7' } })).dropped).toEqual({ bot: 1 })
  })

  it('are stored where bots are wanted', async () => {
    expect((await send({ remoteAddress: '203.0.113.7' }, { bots: 'keep' })).dropped).toEqual({})
  })
})

describe('the events of a visitor who objects', () => {
  const stream = JSON.stringify({ v: 1, stream: '0m9x2k1abV1StGXR8_Z5', s0: 0, sid: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', pf: 'web', t0: Date.now(), drop: { overflow: 3 }, ev: [[0, 0, '/a'], [99, 0, '/b']] })

  it.each(['sec-gpc', 'dnt'])('leave nothing but one count: no stream, no session, no losses (%s)', async (name) => {
    const { dropped, batch } = await send({ remoteAddress: '203.0.113.7' }, { headers: { [name]: '1', 'user-agent': chrome }, body: stream })
    expect(dropped).toEqual({ invalid: 1, opt_out: 1 })
    expect(batch).toEqual({ events: [], dropped: new Map([['invalid', 1], ['opt_out', 1]]), removed: new Map(), stream: null, receivedAt: expect.any(Number) })
  })

  it('are stored when the signals are not asked for', async () => {
    expect((await send({ remoteAddress: '203.0.113.7' }, { headers: { 'sec-gpc': '1', dnt: '1', 'user-agent': chrome }, honorSignals: false })).dropped).toEqual({})
  })
})

describe('a session with too many events', () => {
  const event = makeEvent({ sessionId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d' })

  it('keeps the first ones of a day', () => {
    const cap = createSessionCap(3)
    expect(cap([event, event], 0)).toMatchObject({ dropped: 0 })
    expect(cap([event, event], 0)).toMatchObject({ kept: [event], dropped: 1 })
    expect(cap([event], 86_400_000)).toMatchObject({ dropped: 0 })
  })

  it('is forgotten behind 50,000 others, so that a flood of sessions does not fill the memory', () => {
    const cap = createSessionCap(1)
    const others = Array.from({ length: 50_000 }, (_, index) => makeEvent({ sessionId: `session-of-${index}` }))
    expect([cap([event], 0).dropped, cap([event], 0).dropped, cap(others, 0).dropped, cap([event], 0).dropped]).toEqual([0, 1, 0, 0])
  })

  it('has none of those again that were counted and not stored', () => {
    const cap = createSessionCap(3)
    const other = { ...event, sessionId: 'another-session' }
    cap([event, event, event, event], 0).takeBack()
    expect(cap([event, event], 0)).toMatchObject({ dropped: 0 })
    cap([event, other], 0).takeBack(1)
    // Of which of two sessions one is, nobody knows.
    expect([cap([event], 0).dropped, cap([other, other], 0).dropped, cap([other], 0).dropped]).toEqual([1, 0, 1])
    cap([event], 86_400_000).takeBack(1)
    expect(cap([event, event, event], 86_400_000)).toMatchObject({ dropped: 0 })
    const late = cap([event], 86_400_000)
    expect(cap([event, event, event], 2 * 86_400_000)).toMatchObject({ dropped: 0 })
    late.takeBack()
    expect(cap([event], 2 * 86_400_000)).toMatchObject({ dropped: 1 })
  })

  it.each([
    ['the store was busy', 5],
    ['the answers were lost on the way', 0],
  ])('is not a session whose client tries again and again, because %s', async (_name, failures) => {
    const store = memoryStore()
    let left = failures
    const insert: typeof store.insert = (batch) => (left-- > 0 ? Promise.reject(new StoreBusyError('The database is locked.')) : store.insert(batch))
    const telemetry = createTelemetryServer({ store: { ...store, insert }, enabled: true, bots: 'keep', limits: { sessionEvents: 6 }, logger: silentLogger })
    const send = async (first: number) => {
      const body = JSON.stringify([0, 1, 2].map((index) => ({ id: `stream-${first + index}`, type: 'page_view', page: '/', sessionId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d' })))
      return (await telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))).json()
    }
    for (let time = 0; time < 5; time++) await send(0)
    expect(await send(0)).toMatchObject({ success: true, dropped: {} })
    expect(await send(3)).toMatchObject({ accepted: 3, dropped: {} })
    expect(await send(6)).toMatchObject({ accepted: 0, dropped: { session_cap: 3 } })
    await telemetry.close()
  })

  it('does not limit events without a session', () => {
    const cap = createSessionCap(1)
    const anonymous = makeEvent({ sessionId: null })
    expect(cap([anonymous, anonymous, anonymous], 0).dropped).toBe(0)
  })
})

describe('the source of a request', () => {
  const from = (remoteAddress: string | null, forwarded: string | null) => ({ remoteAddress, header: (name: string) => (name === 'x-forwarded-for' ? forwarded : null) }) as IncomingRequest

  it.each<[string, string | null, string | null, number, string | null]>([
    ['is the peer', '203.0.113.7', null, 0, '203.0.113.7'],
    ['is the peer, whatever it claims', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
    ['is what the trusted proxy saw', '10.0.0.1', '198.51.100.1, 192.0.2.5', 1, '192.0.2.5'],
    ['is what the outer of two trusted proxies saw', '10.0.0.1', 'made-up, 198.51.100.1, 192.0.2.5', 2, '198.51.100.1'],
    ['is the peer when the trusted proxy says nothing', '10.0.0.1', null, 1, '10.0.0.1'],
    ['is the last forwarded address where the host does not know the peer', null, '198.51.100.1, 192.0.2.5', 0, '192.0.2.5'],
    ['is unknown where nothing is known', null, null, 0, null],
    ['is the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', null, 0, '2001:db8:1:2'],
    ['is an IPv4 address that is written as an IPv6 address', '::ffff:203.0.113.7', null, 0, '::ffff:203.0.113.7'],
    ['is what the trusted proxy saw behind a header that its client has filled', '10.0.0.1', `${'198.51.100.1, '.repeat(200)}192.0.2.5`, 1, '192.0.2.5'],
    ['is the first of fewer addresses than there are proxies', '10.0.0.1', '192.0.2.5', 2, '192.0.2.5'],
    ['is the address that a proxy tells with a port', '10.0.0.1', '192.0.2.5:50123', 1, '192.0.2.5'],
    ['is the network of an IPv6 address that a proxy tells with a port', '10.0.0.1', '[2001:db8:1:2:3::6]:50123', 1, '2001:db8:1:2'],
    ['is the network of an IPv6 address that is short by one group', '2001::2:3:4:5:6:7', null, 0, '2001:0:2:3'],
    ['is the network of a short IPv6 address', '2001:db8::1', null, 0, '2001:db8:0:0'],
  ])('%s', (_name, remoteAddress, forwarded, proxies, expected) => {
    expect(sourceAddress(from(remoteAddress, forwarded), proxies)).toBe(expected)
  })
})

describe('the measure of a JSON text', () => {
  const none = { depth: Infinity, values: Infinity }

  it.each([
    ['1', 0, 1],
    ['[]', 1, 1],
    ['{"a":[1,2,{"b":3}]}', 3, 5],
    ['"[[[["', 0, 1],
    [String.raw`"\"[[" `, 0, 1],
    [String.raw`["\\",[1]]`, 2, 2],
    ['"open', 0, 1],
  ])('sees brackets outside of strings: %s', (text, depth, values) => {
    expect(measureJson(text, none)).toEqual({ depth, values })
  })

  it('stops as soon as the answer is known', () => {
    expect(measureJson('['.repeat(1_000_000), { depth: 8, values: 10 }).depth).toBe(9)
  })
})
