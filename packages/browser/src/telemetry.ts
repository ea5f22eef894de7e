import { readEnvironment } from './environment'
import { startTelemetry } from './start-telemetry'
import type { Telemetry } from './telemetry-interface'
import type { TelemetryOptions } from './options'

/**
 * Creates a client. It never throws into the page and never blocks it.
 *
 * Without a window (server rendering) it does nothing, unless `runtime: 'server'` is set.
 *
 * @example
 * ```ts
 * const telemetry = createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews()] })
 * telemetry.trackAction('checkout_done', '/cart', undefined, { plan: 'pro' })
 * ```
 */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  return startTelemetry(options, readEnvironment())
}
