import type { Server } from 'node:http'
import type { NodeListener } from './node'

/**
 * Creates a node:http server that does not wait for slow clients: 5 s for the headers, 10 s for a whole request, looked at every second.
 * Node's own defaults are 60 s, 300 s and 30 s.
 *
 * @example
 * ```ts
 * createHttpServer(createTelemetryServer().listener).listen(3000, '127.0.0.1')
 * ```
 */
export function createHttpServer(listener: NodeListener): Server {
  // Asked for at run time: an import of its names would load node's whole fetch, 13 MB, for the sake of WebSocket, which is one of them.
  const server = process.getBuiltinModule('node:http').createServer(
    {
      headersTimeout: 5000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 5000,
      maxHeaderSize: 8192,
      insecureHTTPParser: false,
    },
    (request, response) => listener(request, response),
  )
  server.maxConnections = 1024
  // More than the front door allows, so that it sees the excess and refuses; node would drop it silently.
  server.maxHeadersCount = 200
  return server
}

const SWEEP_INTERVAL_MS = 20

/**
 * Ends a server kindly: takes no new connection, answers what was begun, and cuts the rest after the deadline. Call `telemetry.endLiveViews()` first: a live
 * view has no end of its own.
 *
 * @param deadlineMs - Milliseconds until open connections are cut.
 * @example
 * ```ts
 * process.once('SIGTERM', async () => {
 *   telemetry.endLiveViews()
 *   await drainHttpServer(server)
 *   await telemetry.close()
 * })
 * ```
 */
export function drainHttpServer(server: Server, deadlineMs = 4000): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs)
    // A connection becomes idle when its answer is out, and would then be kept open for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      resolve()
    })
  })
}
