import type { Server } from 'node:http'
import type { NodeListener } from './node'

const maxConnections = 1024

/** From this many connections on, idle ones are closed: it costs a client one handshake, and nobody can block others by doing nothing. */
const crowdedConnections = 896

/**
 * Creates a node:http server that does not wait for slow clients: 5 s for the headers, 10 s for a whole request, looked at every second.
 * Node's own defaults are 60 s, 300 s and 30 s. An idle connection stays open for 125 s, longer than proxies keep theirs.
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
      // A proxy that sends an event on a connection just closed answers 502. nginx, Varnish and the load balancer of AWS keep theirs for 60 s, Traefik for 90, Caddy for 120.
      keepAliveTimeout: 125_000,
      maxHeaderSize: 8192,
      insecureHTTPParser: false,
    },
    (request, response) => listener(request, response),
  )
  server.maxConnections = maxConnections
  closeIdleWhenCrowded(server)
  // More than the front door allows, so that it sees the excess and refuses; node would drop it silently.
  server.maxHeadersCount = 200
  return server
}

function closeIdleWhenCrowded(server: Server): void {
  let open = 0
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => (open -= 1))
    if (open > crowdedConnections) server.closeIdleConnections()
  })
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
