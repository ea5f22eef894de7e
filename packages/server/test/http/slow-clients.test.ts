import http from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createNodeListener, type NodeListener } from '../../src/adapters/node'
import { watchReader } from '../../src/adapters/watch-reader'
import { openRaw } from './raw-connection'
import { createRawServers, head, statusOf } from './raw-server'

const { listen, start, servers } = createRawServers()
afterEach(servers.close)

describe('a slow client', () => {
  it('is sent away when its body does not arrive in time', async () => {
    const { port } = await start({ limits: { bodyTimeoutMs: 200 } })
    const raw = openRaw(port, `${head(['Content-Length: 100'])}{`)
    const text = await raw.closed
    expect(statusOf(text)).toBe(408)
    expect(text).toContain('"code":"body_timeout"')
  })

  it('has 5 s for its headers and 10 s for all, looked at every second; an idle one more than the proxies that keep it', async () => {
    const create = vi.spyOn(http, 'createServer')
    const { server } = await start()
    expect({ headers: server.headersTimeout, request: server.requestTimeout, keepAlive: server.keepAliveTimeout, sockets: server.maxConnections }).toEqual({
      headers: 5000, request: 10_000, keepAlive: 125_000, sockets: 1024,
    })
    expect(create.mock.calls[0]?.[0]).toMatchObject({ connectionsCheckingInterval: 1000, maxHeaderSize: 8192, insecureHTTPParser: false })
    create.mockRestore()
  })

  /** A server that answers through `answer`, the client's end and the server's end of a connection to it. */
  async function connectTo(answer: NodeListener) {
    const { server, port } = await listen(answer)
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const raw = openRaw(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    return { raw, socket: await accepted }
  }
  const large = Buffer.alloc(64 * 1024 * 1024)
  const appOf = (body: Uint8Array | ReadableStream<Uint8Array>) => createNodeListener({ answer: async () => ({ status: 200, headers: {}, body }), covers: () => true })

  it.each([
    ['whole', () => appOf(large)],
    ['in pieces', () => appOf(new ReadableStream({ pull: (controller) => controller.enqueue(large) }))],
  ])('that gets a large answer %s has 5 s for the next byte, because node looks twice', async (_name, answer) => {
    const { raw, socket } = await connectTo(answer())
    raw.socket.pause()
    await expect.poll(() => socket.timeout).toBe(5000)
    raw.socket.destroy()
  })

  it('that takes nothing of its answer is cut off', async () => {
    const { raw, socket } = await connectTo((_request, response) => {
      response.end(large)
      watchReader(response, { isWhole: true, timeoutMs: 100 })
    })
    raw.socket.pause()
    await new Promise((resolve) => socket.once('close', resolve))
    expect(socket.bytesWritten).toBeGreaterThan(raw.socket.bytesRead)
    raw.socket.destroy()
  })

  it('that waits for the rest of its answer is not', async () => {
    const { raw } = await connectTo((request, response) => {
      watchReader(response, { isWhole: false, timeoutMs: 100 })
      response.write('begun')
      // Twice as long as a client may take nothing, and a word in between, as a live view has it.
      request.socket.once('timeout', () => {
        response.write('quiet')
        request.socket.once('timeout', () => response.end('done'))
      })
    })
    expect(await raw.until('done')).toMatch(/begun[^]*quiet[^]*done/)
    raw.socket.destroy()
  })
})
