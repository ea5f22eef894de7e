import { createTelemetryServer, memoryStore, type TelemetryServer, type TelemetryServerOptions } from '@parel/telemetry-server'
import { createServer, type RequestListener } from 'node:http'
import { claimPort } from '../claim-port.ts'
import { groupBy, type SeededEvent } from './seeded-events.ts'

/** The admin token of every server of these tests. */
export const ADMIN_TOKEN = 'correct-horse-battery-staple-0123456789'

/** A real server on its own port, with a clock that the test sets. */
export interface RealServer {
  readonly origin: string
  readonly telemetry: TelemetryServer
  /** Milliseconds since 1970-01-01 UTC. */
  clock: number
  /** Stores events as if they arrived at the end of their own day. */
  seed(events: readonly SeededEvent[]): Promise<void>
  close(): Promise<void>
}

/** Starts a real server with a memory store. `listen` mounts it differently from plain `node:http`. */
export async function startRealServer(
  clock: number,
  options: TelemetryServerOptions = {},
  listen: (telemetry: TelemetryServer) => RequestListener = (telemetry) => telemetry.listener,
): Promise<RealServer> {
  const real = { clock }
  const telemetry = createTelemetryServer({
    store: memoryStore({ timeZone: options.timeZone ?? 'UTC' }), adminToken: ADMIN_TOKEN, rateLimit: false, now: () => real.clock, ...options,
  })
  const server = createServer(listen(telemetry))
  const port = await claimPort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${port}`
  const seed = (events: readonly SeededEvent[]) => seedEvents(events, real, `${origin}${telemetry.options.basePath}${telemetry.options.apiPath}`)
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await telemetry.close()
  }
  return Object.assign(real, { origin, telemetry, seed, close })
}

const dayMs = 86_400_000

// The server takes nothing that is older than a week, so its clock walks through the days.
async function seedEvents(events: readonly SeededEvent[], real: { clock: number }, endpoint: string): Promise<void> {
  const now = real.clock
  for (const [day, ofDay] of groupBy(events, ({ createdAt }) => Math.floor(createdAt / dayMs))) {
    real.clock = Math.min(now, (day + 1) * dayMs - 1)
    for (let first = 0; first < ofDay.length; first += 200) await post(endpoint, ofDay.slice(first, first + 200))
  }
  real.clock = now
}

async function post(endpoint: string, events: readonly SeededEvent[]): Promise<void> {
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) })
  const answer = (await response.json()) as { accepted?: number }
  if (answer.accepted !== events.length) throw new Error(`${events.length} events were sent, the server answered ${response.status} ${JSON.stringify(answer)}`)
}
