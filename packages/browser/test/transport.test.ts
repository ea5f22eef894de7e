// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSegment } from '../src/segment'
import { createTransport, STORED } from '../src/transport'

const NOW = 1_760_371_200_000

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const segment = (packed_?: Uint8Array<ArrayBuffer>) => createSegment({ key_: 's:0', body_: '{}', packed_, count_: 1, createdAt_: NOW, light_: false })

function start(answer: () => Response | Promise<Response> = () => Response.json({ success: true }), endpoint = 'https://stats.example/api/telemetry?', requestTimeoutMs?: number) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(answer()))
  const transport = createTransport({ endpoint_: endpoint, options_: { requestTimeoutMs }, fetch_: fetch, now_: () => NOW })
  const send = (packed?: Parameters<typeof segment>[0]) => transport.send_(segment(packed), true)
  return { fetch, transport, send }
}

describe('a request', () => {
  it('carries no cookie and no referrer, needs no preflight, follows no redirect and is never cached', async () => {
    const { fetch, send } = start()
    await send()
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'manual', cache: 'no-store', keepalive: true,
      headers: { 'Content-Type': 'text/plain' },
    })
  })

  it('uses no browser-only options where the runtime is not a browser, because edge runtimes throw at them', async () => {
    vi.stubGlobal('Request', class {})
    const { fetch, send } = start()
    await send()
    // Of the ways to treat a redirect, this one is known everywhere.
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' })
    expect(Object.keys(fetch.mock.calls[0]?.[1] ?? {}).toSorted()).toEqual(['body', 'headers', 'method', 'redirect', 'signal'])
  })

  it.each([
    ['https://stats.example/t?', undefined, 'https://stats.example/t?v=1&st=1760371200000'],
    ['https://stats.example/t?site=a&', undefined, 'https://stats.example/t?site=a&v=1&st=1760371200000'],
    ['https://stats.example/t?', new Uint8Array([1]), 'https://stats.example/t?v=1&st=1760371200000&enc=gzip'],
  ])('to %s contains the time it was sent and its encoding', async (endpoint, packed, address) => {
    const { fetch, send } = start(undefined, endpoint)
    await send(packed)
    expect(fetch.mock.calls[0]?.[0]).toBe(address)
  })

  it('times out after its timeout, and only then', async () => {
    vi.useFakeTimers()
    const { fetch, transport } = start()
    fetch.mockImplementation((_url, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))))
    const answer = transport.send_(segment(), true)
    await vi.advanceTimersByTimeAsync(9999)
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toMatchObject({ status_: 0 })
  })

  // A timer of more than 24.8 days runs at once.
  it.each([Infinity, 2 ** 31])('may take an hour if the timeout is %s milliseconds', async (requestTimeoutMs) => {
    vi.useFakeTimers()
    const { fetch, transport } = start(undefined, undefined, requestTimeoutMs)
    fetch.mockReturnValue(new Promise(() => {}))
    void transport.send_(segment(), true)
    await vi.advanceTimersByTimeAsync(3_599_999)
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })

  // As some libraries mean it; a timer of less than 0 milliseconds runs at once, and no event would ever arrive.
  it('has no timeout if that is below 0', async () => {
    vi.useFakeTimers()
    const { fetch, transport } = start(undefined, undefined, -1)
    fetch.mockReturnValue(new Promise(() => {}))
    void transport.send_(segment(), true)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(false)
  })

  it('leaves no timer behind once it has a response', async () => {
    vi.useFakeTimers()
    await start().send()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('for which a patched fetch throws counts as one without a response', async () => {
    const { fetch, send } = start()
    fetch.mockImplementation(() => {
      throw new Error('patched')
    })
    expect(await send()).toMatchObject({ status_: 0 })
  })
})

describe('a response', () => {
  it.each([
    ['our words', () => Response.json({ success: true, accepted: 1 }), true],
    ['204', () => new Response(null, { status: 204 }), true],
    ['our words for a failure', () => Response.json({ success: false }), false],
    ['the words of somebody else', () => Response.json({ ok: 1 }), false],
    ['null', () => Response.json(null), false],
    ['the page of a captive portal', () => new Response('<h1>Log in</h1>', { headers: { 'content-type': 'text/html' } }), false],
    ['a redirect', () => new Response(null, { status: 302 }), false],
    ['our words with another status', () => Response.json({ success: true }, { status: 503 }), false],
  ])('of %s is a receipt: %#', async (_name, answer, acknowledged) => {
    expect((await start(answer).send()).status_ === STORED).toBe(acknowledged)
  })

  it.each([
    ['seconds', '30', 30_000],
    ['a date', new Date(NOW + 90_000).toUTCString(), 90_000],
    ['a date that has passed', new Date(NOW - 90_000).toUTCString(), 1000],
    ['zero', '0', 1000],
    ['too many seconds', '864000', 3_600_000],
    ['nonsense', 'soon', 0],
    ['a negative number', '-5', 1000],
  ])('asks for a wait by %s', async (_name, value, waitMs) => {
    const { send } = start(() => new Response('', { status: 503, headers: { 'Retry-After': value } }))
    expect(await send()).toMatchObject({ status_: 503, waitMs_: waitMs })
  })

  it('may ask for a pause while it accepts', async () => {
    expect(await start(() => Response.json({ success: true, pauseMs: 60_000 })).send()).toMatchObject({ status_: STORED, waitMs_: 60_000 })
  })
})

describe('the other ways to send', () => {
  it('hand the same request to fetchLater, which can be cancelled', () => {
    const later = vi.fn<(url: string, init: RequestInit) => object>(() => ({ activated: false }))
    vi.stubGlobal('fetchLater', later)
    const parcel = segment()
    expect(start().transport.later_(parcel)).toBeTruthy()
    expect(later.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer' })
    parcel.abort_?.()
    expect(later.mock.calls[0]?.[1].signal?.aborted).toBe(true)
  })

  it.each([
    ['is not there', undefined],
    ['has no room', () => { throw new DOMException('full', 'QuotaExceededError') }],
  ])('report it when fetchLater %s', (_name, later) => {
    vi.stubGlobal('fetchLater', later)
    expect(start().transport.later_(segment())).toBeFalsy()
  })

  it('send a beacon as text, and return the browser\'s result', () => {
    const sendBeacon = vi.fn<(url: string, body: Blob) => boolean>(() => false)
    vi.stubGlobal('navigator', { sendBeacon })
    expect(start().transport.beacon_({ body_: '{}' })).toBe(false)
    const [address, body] = sendBeacon.mock.calls[0] ?? []
    expect([address, body?.type]).toEqual(['https://stats.example/api/telemetry?v=1&st=1760371200000', 'text/plain'])
  })
})
