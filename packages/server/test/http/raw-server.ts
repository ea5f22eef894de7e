import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NodeListener } from '../../src/adapters/node'
import { createHttpServer, createTelemetryServer, type TelemetryServerOptions } from '../../src/index'
import { fakeStore } from './fake-store'

/** Servers of one test, on ports of their own. */
export function createRawServers() {
  const running: Server[] = []
  const listen = async (listener: NodeListener) => {
    const server = createHttpServer(listener)
    running.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { server, port: (server.address() as AddressInfo).port }
  }
  return {
    listen,
    async start(options: TelemetryServerOptions = {}) {
      const store = options.store ?? fakeStore()
      return { store, ...(await listen(createTelemetryServer({ store, ...options }).listener)) }
    },
    servers: {
      /** For a test that has closed them itself. */
      forget: () => void running.splice(0),
      close: () => Promise.all(running.splice(0).map((server) => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))))),
    },
  }
}

/** The first lines of a request that records. */
export const head = (lines: readonly string[]) => `${['POST /api/telemetry HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`
export const body = '{"type":"page_view","page":"/dashboard"}'
export const whole = head([`Content-Length: ${body.length}`]) + body
export const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
