import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'
import { openRaw, type RawConnection } from '../http/raw-connection'
import { body, head } from '../http/raw-server'

const hour = 3_600_000

let cut: () => void = () => {}
afterEach(() => cut())

/** A server that keeps idle connections for ever, as far as a test can tell. */
async function start() {
  const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true })
  const server = createServer({ keepAliveTimeout: hour }, telemetry.listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cut = () => server.closeAllConnections()
  return { telemetry, server }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** A request that is under way: its body is missing. */
async function begin(server: Server): Promise<RawConnection> {
  const asked = once(server, 'request')
  const raw = openRaw(portOf(server), head([`Content-Length: ${body.length}`]))
  await asked
  return raw
}

describe('a host that closes its server', () => {
  it('has its connection back with the answer to what was begun', async () => {
    const { server } = await start()
    const raw = await begin(server)
    const closed = once(server, 'close')
    server.close()
    raw.socket.write(body)
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 200 [^]*"accepted":1/)
    await closed
  })

  it('has that of a live view back when it ends them', async () => {
    const { telemetry, server } = await start()
    const raw = openRaw(portOf(server), 'GET /api/telemetry/live HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n')
    await raw.until('retry:')
    telemetry.endLiveViews()
    server.close()
    await once(server, 'close')
    expect(await raw.closed).toContain('text/event-stream')
  })

  it('has them back in Fastify, which hears nothing of the answers', async () => {
    const telemetry = createTelemetryServer({ store: memoryStore(), enabled: true })
    const app = fastify({ keepAliveTimeout: hour })
    await app.register(telemetry.fastify)
    await app.listen({ port: 0, host: '127.0.0.1' })
    cut = () => app.server.closeAllConnections()
    const raw = await begin(app.server)
    const closed = app.close()
    raw.socket.write(body)
    expect(await raw.closed).toContain('"accepted":1')
    await closed
  })
})
