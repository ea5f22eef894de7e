import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { judgeAnswer } from '../../src/forwarders/judge-answer'
import { createSendRequest, type Resolve } from '../../src/forwarders/send-request'
import { reply } from '@parel/telemetry-testing'
import { fakeDestination } from './fake-destination'

const now = Date.UTC(2025, 9, 13, 16)
// Longer than any machine rests between two steps: only where nothing comes is the deadline met.
const patientMs = 60_000
const send = (url: string, timeoutMs = patientMs) => createSendRequest({ allowPrivate: false, timeoutMs })({ url, headers: {}, body: '{}' })

describe('a destination', () => {
  it.each([
    [200, {}, { outcome: 'sent' }],
    [202, {}, { outcome: 'sent' }],
    [301, { location: 'http://169.254.169.254/' }, { outcome: 'stopped', reason: 'answered 301: a redirect, which is not followed' }],
    [307, { location: 'https://10.0.0.1/' }, { outcome: 'stopped', reason: 'answered 307: a redirect, which is not followed' }],
    [400, {}, { outcome: 'refused', reason: 'answered 400' }],
    [401, {}, { outcome: 'stopped', reason: 'answered 401: check the token' }],
    [402, {}, { outcome: 'stopped', reason: 'answered 402: check the account' }],
    [407, {}, { outcome: 'stopped', reason: 'answered 407: check what is in between' }],
    [415, {}, { outcome: 'stopped', reason: 'answered 415: check the address' }],
    [421, {}, { outcome: 'stopped', reason: 'answered 421: check the address' }],
    [423, {}, { outcome: 'stopped', reason: 'answered 423: check the account' }],
    [451, {}, { outcome: 'stopped', reason: 'answered 451: check what is in between' }],
    [409, {}, { outcome: 'refused', reason: 'answered 409' }],
    [404, {}, { outcome: 'stopped', reason: 'answered 404: check the address' }],
    [413, {}, { outcome: 'too_large', reason: 'answered 413' }],
    [429, { 'retry-after': '30' }, { outcome: 'retry', reason: 'answered 429', retryAfterMs: 30_000 }],
    [429, { 'retry-after': 'Mon, 13 Oct 2025 16:01:00 GMT' }, { outcome: 'retry', reason: 'answered 429', retryAfterMs: 60_000 }],
    [429, { 'retry-after': 'soon' }, { outcome: 'retry', reason: 'answered 429' }],
    [503, { 'retry-after': '99999999' }, { outcome: 'retry', reason: 'answered 503', retryAfterMs: 3_600_000 }],
    [500, {}, { outcome: 'retry', reason: 'answered 500' }],
  ] as const)('that answers %i %j leads to %j', async (status, headers, expected) => {
    const { url } = await fakeDestination(reply(status, headers))
    expect(judgeAnswer(await send(url), now)).toEqual(expected)
  })

  it.each([
    ['never answers', () => {}, 'timeout', 300],
    ['trickles', (response) => void response.writeHead(200).write('{'), 'timeout', 300],
    ['closes in the middle of its body', (response) => void (response.writeHead(200, { 'content-length': '100' }), response.write('{'), setImmediate(() => response.destroy())), 'connection', patientMs],
    ['changes to another protocol', (response) => void response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'), 'connection', patientMs],
    ['sends a header of 100 kB', (response) => void response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end(), 'connection', patientMs],
  ] as const satisfies readonly (readonly [string, Parameters<typeof fakeDestination>[0], string, number])[])('that %s is a failure with one word', async (_name, answer, failure, timeoutMs) => {
    const { url } = await fakeDestination(answer)
    expect(await send(url, timeoutMs)).toEqual({ failure })
  })

  it.each([
    ['without end', (response) => void response.writeHead(200).write('x'.repeat(70_000)), 64 * 1024],
    ['with 50 MB', (response) => void response.writeHead(200).end(Buffer.alloc(50_000_000, 'x')), 64 * 1024],
    ['with 50 MB packed into 50 kB, which stay packed', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))), 64 * 1024],
  ] as const satisfies readonly (readonly [string, Parameters<typeof fakeDestination>[0], number])[])('that answers %s has taken the batch, and little of its answer is read', async (_name, answer, most) => {
    const { url } = await fakeDestination(answer)
    const got = await send(url)
    expect(judgeAnswer(got, now)).toEqual({ outcome: 'sent' })
    expect('body' in got && got.body.length).toBeLessThanOrEqual(most)
  })

  // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html: NoUserAgent_HEADER
  it('that refuses requests without a User-Agent gets one, which says nothing of visitors or versions', async () => {
    const { url, seen } = await fakeDestination(reply(200))
    await send(url)
    expect(seen[0]?.headers['user-agent']).toBe('parel-telemetry-server')
  })

  it('that answers without end is hung up on', async () => {
    const closed = Promise.withResolvers<void>()
    const { url } = await fakeDestination((response) => void response.once('close', closed.resolve).writeHead(200).write('x'.repeat(70_000)))
    await send(url)
    await expect(closed.promise).resolves.toBeUndefined()
  })

  it('that nobody listens for is a failed connection', async () => {
    expect(await send('http://127.0.0.1:1/')).toEqual({ failure: 'connection' })
  })

  it('is not asked at an address that is not allowed', async () => {
    expect(await send('http://shop.example/')).toEqual({ failure: 'bad_address' })
    expect(await send('https://10.0.0.1/')).toEqual({ failure: 'bad_address' })
  })

  it('gets no connection when its name leads to a private address, even beside public ones', async () => {
    const resolve: Resolve = (_name, callback) => callback(null, [{ address: '8.8.8.8', family: 4 }, { address: '10.0.0.7', family: 4 }])
    const answer = await createSendRequest({ allowPrivate: false, timeoutMs: patientMs, resolve })({ url: 'https://collector.example/', headers: {}, body: '' })
    expect(answer).toEqual({ failure: 'private_address' })
  })

  it('is resolved once: a name that changes after the check changes nothing', async () => {
    const addresses = ['10.0.0.7', '8.8.8.8']
    const resolve: Resolve = (_name, callback) => callback(null, [{ address: addresses.shift() ?? '', family: 4 }])
    const answer = await createSendRequest({ allowPrivate: false, timeoutMs: patientMs, resolve })({ url: 'https://collector.example/', headers: {}, body: '' })
    expect(answer).toEqual({ failure: 'private_address' })
    expect(addresses).toEqual(['8.8.8.8'])
  })

  it('is reached at another of its addresses where nobody listens at the first', async () => {
    const { url } = await fakeDestination(reply(200))
    const resolve: Resolve = (_name, callback) => callback(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }])
    const answer = await createSendRequest({ allowPrivate: false, timeoutMs: patientMs, resolve })({ url: url.replace('127.0.0.1', 'localhost'), headers: {}, body: '' })
    expect(answer).toMatchObject({ status: 200 })
  })

  it('named localhost must be this machine', async () => {
    const resolve: Resolve = (_name, callback) => callback(null, [{ address: '8.8.8.8', family: 4 }])
    const answer = await createSendRequest({ allowPrivate: false, timeoutMs: patientMs, resolve })({ url: 'http://localhost:9/', headers: {}, body: '' })
    expect(answer).toEqual({ failure: 'private_address' })
  })

  it('that cannot be reached in time is told apart from one that does not answer in time: only a smaller batch helps the second', async () => {
    const request = createSendRequest({ allowPrivate: false, timeoutMs: 50, resolve: () => {} })
    const answer = await request({ url: 'https://collector.example/', headers: {}, body: '' })
    expect(judgeAnswer(answer, now)).toEqual({ outcome: 'retry', reason: 'could not be reached in time' })
    const { url } = await fakeDestination(() => {})
    expect(judgeAnswer(await send(url, 300), now)).toEqual({ outcome: 'retry', reason: 'did not answer in time', isSlow: true })
  })
})

describe('a connection', () => {
  /** Sends so many requests, one after the other, and counts the connections that they took. */
  async function countConnections(answer: Parameters<typeof fakeDestination>[0], requests: number) {
    const sockets = new Set<unknown>()
    const { url, seen } = await fakeDestination((response, call) => {
      sockets.add(response.socket)
      answer(response, call)
    })
    const request = createSendRequest({ allowPrivate: false, timeoutMs: patientMs })
    const answers = []
    for (let index = 0; index < requests; index++) answers.push(await request({ url, headers: {}, body: String(index) }))
    return { connections: sockets.size, answers: answers.map((one) => ('status' in one ? one.status : one.failure)), bodies: seen.map(({ body }) => body) }
  }

  it('serves one request after the other', async () => {
    expect(await countConnections(reply(202), 5)).toEqual({ connections: 1, answers: [202, 202, 202, 202, 202], bodies: ['0', '1', '2', '3', '4'] })
  })

  it('that the destination closes while it rests costs no failure: the request takes a new one', async () => {
    const closesAfterTwo: Parameters<typeof fakeDestination>[0] = (response, call) => (call === 3 ? void response.socket?.destroy() : reply(202)(response))
    expect(await countConnections(closesAfterTwo, 3)).toEqual({ connections: 2, answers: [202, 202, 202], bodies: ['0', '1', '2', '2'] })
  })

  it('that is new and fails is not tried a second time', async () => {
    expect(await countConnections((response) => void response.socket?.destroy(), 1)).toEqual({ connections: 1, answers: ['connection'], bodies: ['0'] })
  })
})
