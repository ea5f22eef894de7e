import type { TelemetryOptions } from '../src/options'
import { startTelemetry as start } from '../src/start-telemetry'
import { createClock, createFetch, createPageEnvironment } from './fakes'

/** Starts a client in a page with its own clock and network. */
export function startTelemetry(options: Partial<TelemetryOptions> = {}, answer?: () => Response) {
  const clock = createClock()
  const { fetch, requests } = createFetch(answer)
  const telemetry = start({ endpoint: '/api/telemetry', enabled: true, allowBots: true, ...options }, createPageEnvironment(clock, fetch))
  const rows = async () => {
    await telemetry.flush()
    return requests.flatMap(({ batch }) => batch.ev)
  }
  return { clock, telemetry, requests, rows, fetch }
}
