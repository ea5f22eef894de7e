import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeEvent } from '@parel/telemetry-testing'
import { createCredentials } from '../../src/http/credentials'
import { createRouteHandlers, createTelemetryServer } from '../../src/index'
import { silentLogger } from '../../src/logger'
import { nodeSecrets } from '../../src/node-secrets'
import { fakeStore } from './fake-store'

const token = 'test-token-0123456789-abcdefghijklmn'
afterEach(() => vi.useRealTimers())

/** Messages of a stream; a message without a cursor leaves the one before in force. */
function messagesIn(text: string): readonly { readonly id: string; readonly cursor: string | undefined }[] {
  const messages = text.split('\n\n').filter((message) => message.includes('data: '))
  return messages.map((message) => ({ id: (JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '') as { id: string }).id, cursor: /^id: (.*)$/m.exec(message)?.[1] }))
}

describe('live views', () => {
  it('are limited, and free their place when they close', async () => {
    const telemetry = createTelemetryServer({ store: fakeStore(), adminToken: token, limits: { liveViews: 1 }, logger: silentLogger })
    const open = () => telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers: { authorization: `Bearer ${token}` } }))
    const first = await open()
    expect((await open()).status).toBe(503)
    await first.body?.cancel()
    const again = await open()
    expect(again.status).toBe(200)
    await again.body?.cancel()
    await telemetry.close()
  })

  it('end soon after the token was revoked that opened them; what the host let in stays', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const credentials = createCredentials({ store, secrets: nodeSecrets, now: Date.now, configured: [] })
    const { id, secret } = await credentials.create({ role: 'admin', label: '', expiresAt: null })
    const telemetry = createTelemetryServer({ store, adminToken: token, authorize: ({ headers }) => headers.has('x-host') })
    const open = async (headers: Record<string, string>) => {
      const state = { isOpen: true }
      const { body } = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers }))
      body?.pipeTo(new WritableStream({ close: () => void (state.isOpen = false) })).catch(() => undefined)
      return state
    }
    const views = [await open({ authorization: `Bearer ${secret}` }), await open({ authorization: `Bearer ${token}` }), await open({ 'x-host': '1' })]
    await vi.advanceTimersByTimeAsync(60_000)
    expect(views.map(({ isOpen }) => isOpen)).toEqual([true, true, true])
    await credentials.revoke('admin', id)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(views.map(({ isOpen }) => isOpen)).toEqual([false, true, true])
    await telemetry.close()
  })

  it.each<[string, Record<string, string>]>([
    ['a cookie', { cookie: 'app=ada' }],
    ['a bearer', { authorization: 'Bearer of-ada' }],
  ])('end soon after the host lets nobody in any more by %s, and not while its check fails', async (_name, headers) => {
    vi.useFakeTimers()
    let answer = async () => true
    const telemetry = createTelemetryServer({ store: fakeStore(), authorize: () => answer(), logger: silentLogger })
    const { body } = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers }))
    let isOpen = true
    body?.pipeTo(new WritableStream({ close: () => void (isOpen = false) })).catch(() => undefined)
    answer = () => Promise.reject(new Error('the table of sessions is locked'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(isOpen).toBe(true)
    answer = async () => false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(isOpen).toBe(false)
    await telemetry.close()
  })

  it('show all that is kept of an event, its session too', async () => {
    const store = fakeStore()
    const kept = makeEvent({ type: 'action', action: 'save', duration: 5, metadata: { plan: 'team' }, sessionId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', platform: 'mobile' })
    store.events.push(kept)
    const telemetry = createTelemetryServer({ store, adminToken: token })
    const answer = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers: { authorization: `Bearer ${token}` } }))
    const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('data: ')) text += (await reader.read()).value
    await reader.cancel()
    await telemetry.close()
    expect(JSON.parse(/data: (.*)/.exec(text)?.[1] ?? '')).toEqual({ ...kept, createdAt: new Date(kept.createdAt).toISOString() })
  })

  it('miss nothing when the connection is cut between two events of one look', async () => {
    const store = fakeStore()
    const telemetry = createTelemetryServer({ store, adminToken: token })
    const open = async (after?: string) => {
      const headers = { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) }
      const { body } = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers }))
      const reader = (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
      return { reader, next: async () => messagesIn((await reader.read()).value ?? '') }
    }
    store.events.push(makeEvent({ id: 'stream-0' }))
    const first = await open()
    await first.next()
    const [begin] = await first.next()
    store.events.push(...['stream-1', 'stream-2'].map((id) => makeEvent({ id })))
    await telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/","id":"stream-3"}' }))
    const [cut] = await first.next()
    await first.reader.cancel()
    const second = await open(cut?.cursor ?? begin?.cursor)
    await second.next()
    const rest = await second.next()
    await second.reader.cancel()
    await telemetry.close()
    expect(new Set([begin, cut, ...rest].map((message) => message?.id))).toEqual(new Set(['stream-0', 'stream-1', 'stream-2', 'stream-3']))
    expect(rest.at(-1)?.cursor).toEqual(expect.any(String))
  })

  it('end when their reader reads nothing, before a few megabytes wait for it', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const telemetry = createTelemetryServer({ store, adminToken: token, logger: silentLogger })
    const { body } = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers: { authorization: `Bearer ${token}`, 'last-event-id': '0' } }))
    const note = 'n'.repeat(7000)
    store.events.push(...Array.from({ length: 3000 }, (_, index) => makeEvent({ id: `stream-${index}`, metadata: { note } })))
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    await telemetry.close()
    let waiting = 0
    for await (const chunk of body as ReadableStream<Uint8Array>) waiting += chunk.byteLength
    expect(waiting).toBeLessThan(5 * 1024 * 1024)
  })

  it('hear at once of what this process stores, before they look again by themselves', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const readEvents = vi.fn<typeof store.readEvents>(store.readEvents)
    const telemetry = createTelemetryServer({ store: { ...store, readEvents }, adminToken: token })
    const live = await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers: { authorization: `Bearer ${token}` } }))
    await vi.advanceTimersByTimeAsync(10)
    const before = readEvents.mock.calls.length
    await telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/"}' }))
    await vi.advanceTimersByTimeAsync(60)
    expect([before, readEvents.mock.calls.length]).toEqual([1, 2])
    await live.body?.cancel()
    await telemetry.close()
  })

  it('end with the server, so that nothing keeps its process; after it none begins', async () => {
    const telemetry = createTelemetryServer({ store: fakeStore(), adminToken: token })
    const open = async () => (await telemetry.fetch(new Request('http://host.example/api/telemetry/live', { headers: { authorization: `Bearer ${token}` } }))).text()
    const before = open()
    await telemetry.close()
    expect(await before).toBe('retry: 3000\n\n')
    expect(await open()).toBe('retry: 3000\n\n')
  })

  it('end before the server does, when it is told so; what was asked beside them is answered', async () => {
    const telemetry = createTelemetryServer({ store: fakeStore(), adminToken: token })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const ask = (path: string, init: RequestInit = {}) => telemetry.fetch(new Request(`http://host.example/api/telemetry${path}`, { headers, ...init }))
    const live = await ask('/live')
    telemetry.endLiveViews()
    expect(await live.text()).toBe('retry: 3000\n\n')
    expect((await ask('', { method: 'POST', body: '{"type":"page_view","page":"/"}' })).status).toBe(200)
    expect(await (await ask('/live')).text()).toBe('retry: 3000\n\n')
    await telemetry.close()
  })
})

describe('Next.js handlers', () => {
  const roleOf = async (environment: string, headers: Record<string, string>) => {
    vi.stubEnv('NODE_ENV', environment)
    const { GET } = createRouteHandlers(createTelemetryServer({ store: fakeStore() }))
    const answer = (await (await GET(new Request('http://localhost:3000/api/telemetry/session', { headers }))).json()) as { readonly role: string | null }
    vi.unstubAllEnvs()
    return answer.role
  }

  it.each([
    ['open on the developer’s machine under next dev', 'development', { 'x-forwarded-for': '::1' }, 'admin'],
    ['do not open to the network under next dev', 'development', { 'x-forwarded-for': '192.0.2.7' }, null],
    ['do not open behind a proxy under next dev', 'development', { 'x-forwarded-for': '192.0.2.7, 127.0.0.1' }, null],
    ['do not open in production', 'production', { 'x-forwarded-for': '127.0.0.1' }, null],
    ['do not open where nothing is said', 'test', { 'x-forwarded-for': '127.0.0.1' }, null],
  ])('%s', async (_name, environment, headers, role) => {
    expect(await roleOf(environment, headers)).toBe(role)
  })

  it('record under next dev, where Next.js hands out a proxy of its request', async () => {
    vi.stubEnv('NODE_ENV', 'development')
    const { POST } = createRouteHandlers(createTelemetryServer({ store: fakeStore(), enabled: true }))
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '::1' }
    const request = new Request('http://localhost:3000/api/telemetry', { method: 'POST', headers, body: '{"type":"page_view","page":"/"}' })
    const answer = await POST(asNextDoes(request))
    vi.unstubAllEnvs()
    expect(await answer.json()).toMatchObject({ success: true, accepted: 1 })
  })
})

/** Reads through, but is no `Request` of the runtime: its private members are not there. */
function asNextDoes(request: Request): Request {
  return new Proxy(request, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
