import { createClient } from './client'
import { checkOptions } from './check-options'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import { isSwitchedOff } from './switched-off'
import type { Telemetry } from './telemetry-interface'

declare const IS_SCRIPT_TAG: boolean | undefined

/** {@link createTelemetry}, in an environment that a test can supply. */
export function startTelemetry(options: TelemetryOptions, environment: Environment): Telemetry {
  checkOptions(options)
  try {
    // The script tag always has one.
    if ((typeof IS_SCRIPT_TAG === 'undefined' || !IS_SCRIPT_TAG) && !(options.endpoint > '')) throw Error('No endpoint')
    const hasPage_ = options.runtime !== 'server'
    if (hasPage_ && !environment.hasPage_) return createClient(options, environment, 'inert')
    return createClient(options, { ...environment, hasPage_ }, isSwitchedOff(options, environment) && 'disabled')
  } catch (error) {
    console.warn('[parel] PAREL_W06 off:', error)
    return createClient({ endpoint: '' }, environment, 'stopped')
  }
}
