import { createClient } from './client'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import { readOffReason } from './switched-off'
import type { Telemetry } from './telemetry-interface'

declare const IS_SCRIPT_TAG: boolean | undefined

/** {@link createTelemetry}, in surroundings that a test may make. */
export function startTelemetry(options: TelemetryOptions, environment: Environment): Telemetry {
  try {
    // The script tag always has one.
    if ((typeof IS_SCRIPT_TAG === 'undefined' || !IS_SCRIPT_TAG) && !(options.endpoint > '')) throw Error('No endpoint')
    const hasPage_ = options.runtime !== 'server'
    if (hasPage_ && !environment.hasPage_) return createClient(options, environment, 'inert')
    const reason = readOffReason(options, environment)
    if (reason) console.info(`[parel] PAREL_W05 off: ${reason}. On with enabled: true`)
    return createClient(options, { ...environment, hasPage_ }, reason === null ? undefined : 'disabled')
  } catch (error) {
    console.warn('[parel] PAREL_W06 off:', error)
    return createClient({ endpoint: '' }, environment, 'stopped')
  }
}
