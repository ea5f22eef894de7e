import { createApi } from './api'
import { readEnvironment, type Environment } from './environment'
import { createInertTelemetry } from './inert-telemetry'
import type { TelemetryOptions } from './options'
import { createRecorder } from './recorder'
import { readOffReason } from './switched-off'
import type { Telemetry } from './telemetry-interface'

/**
 * Makes a client. It never throws into the page and never blocks it.
 *
 * Without a window (server rendering) it does nothing, unless `runtime: 'server'` asks for it.
 *
 * @example
 * ```ts
 * const telemetry = createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews()] })
 * telemetry.trackAction('checkout_done', '/cart', undefined, { plan: 'pro' })
 * ```
 */
export function createTelemetry(options: TelemetryOptions, environment: Environment = readEnvironment()): Telemetry {
  try {
    const isServer = options.runtime === 'server'
    if (!isServer && !environment.page) return createInertTelemetry('inert')
    const reason = readOffReason(options, environment)
    if (reason !== null) {
      if (reason) console.info(`[parel] Nothing is recorded: ${reason}. Pass enabled: true to record here too.`)
      return createInertTelemetry('disabled')
    }
    const surroundings = isServer ? { ...environment, page: null } : environment
    return createApi(createRecorder(options, surroundings), options.context && [options.context])
  } catch (error) {
    console.warn('[parel] Nothing is recorded: the client could not start.', error)
    return createInertTelemetry('stopped')
  }
}
