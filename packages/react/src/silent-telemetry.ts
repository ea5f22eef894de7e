import { createTelemetry, type Telemetry } from '@parel/telemetry-browser'

let silent: Telemetry | undefined

/** The client of a tree without a provider, always the same object: every call is allowed and does nothing. */
export function getSilentTelemetry(): Telemetry {
  return (silent ??= createTelemetry({ enabled: false, endpoint: '/' }))
}
