import { once } from 'node:events'
import { type ClientHttp2Session, connect, createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { createTelemetryServer, memoryStore, type TelemetryServerOptions } from '../../src/index'

// Fastify with `http2: true` and node's own HTTP/2 servers hand over requests of the same shape, but for the host, which has another name there.

let stop: (() => Promise<void>) | undefined
afterEach(async () => stop?.())

interface Answer {
  readonly headers: IncomingHttpHeaders & { readonly ':status'?: number }
  readonly text: string
}

/** Starts a server that speaks HTTP/2, and gives what asks it. */
async function start(options: TelemetryServerOptions = {}) {
  const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, bots: 'keep', ...options })
  const server = createServer((request, response) => telemetry.listener(request as never, response as never)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  stop = async () => {
    client.destroy()
    server.close()
    await telemetry.close()
  }
  return Object.assign((headers: OutgoingHttpHeaders, body = '') => ask(client, headers, body), { telemetry, client })
}

async function ask(client: ClientHttp2Session, headers: OutgoingHttpHeaders, body: string): Promise<Answer> {
  const stream = client.request({ ':authority': 'localhost:8443', ':path': '/api/telemetry', ...headers }, { endStream: body === '' })
  stream.setEncoding('utf8')
  if (body !== '') stream.end(body)
  const [answered] = (await once(stream, 'response')) as [Answer['headers']]
  return { headers: answered, text: (await stream.toArray()).join('') }
}

const posting = { ':method': 'POST', 'content-type': 'application/json' }

it('records and reports', async () => {
  const read = await start()
  expect(JSON.parse((await read(posting, '{"type":"page_view","page":"/dashboard"}')).text)).toMatchObject({ accepted: 1 })
  expect(JSON.parse((await read({})).text)).toMatchObject({ summary: { pageViews: 1 } })
})

it('knows the host that was asked for: in allowedHosts, on this machine, and where the host’s own check looks', async () => {
  const seen: (string | null)[] = []
  const read = await start({ allowedHosts: ['shop.example'], authorize: ({ url, headers }) => seen.push(url, headers.get('host')) > 0 })
  expect((await read({ ':authority': 'shop.example' })).headers[':status']).toBe(200)
  expect(seen).toEqual(['http://shop.example/api/telemetry', 'shop.example'])
  expect((await read({ ':authority': 'other.example' })).headers[':status']).toBe(421)
  expect(JSON.parse((await (await start())({ ':path': '/api/telemetry/session' })).text)).toEqual({ role: 'admin', login: 'open' })
})

it('refuses a body that is too big without a word about the connection, which HTTP/2 has no header for', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockReturnValue()
  const read = await start()
  const { headers, text } = await read(posting, 'x'.repeat(100_000))
  expect([headers[':status'], JSON.parse(text)]).toMatchObject([413, { error: { code: 'body_too_large' } }])
  expect(warned).not.toHaveBeenCalled()
  warned.mockRestore()
})

it('ends the stream of a body that is too big, so that its client cannot go on to send', async () => {
  const { client } = await start()
  const stream = client.request({ ':authority': 'localhost:8443', ':path': '/api/telemetry', ...posting })
  // Never ended by the client.
  stream.write('x'.repeat(100_000))
  const [answered] = (await once(stream, 'response')) as [Answer['headers']]
  await once(stream.resume(), 'close')
  expect([answered[':status'], stream.rstCode]).toEqual([413, 0])
})

it('shows what is stored while it is looked at', async () => {
  const read = await start()
  const live = read({ ':path': '/api/telemetry/live' })
  await read(posting, '{"type":"page_view","page":"/dashboard"}')
  await vi.waitFor(async () => expect(JSON.parse((await read({})).text)).toMatchObject({ summary: { pageViews: 1 } }))
  read.telemetry.endLiveViews()
  expect((await live).headers).toMatchObject({ ':status': 200, 'content-type': expect.stringContaining('text/event-stream') as unknown })
  expect((await live).text).toMatch(/^retry: 3000/)
})
