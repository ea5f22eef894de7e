import { createApi } from './api'
import type { Telemetry, TelemetryState } from './telemetry-interface'

/** A client that does nothing: during server rendering, and where recording is switched off. */
export function createInertTelemetry(state: TelemetryState): Telemetry {
  const nothing = () => {}
  const done = () => Promise.resolve()
  return createApi({
    record: nothing,
    controls: {
      trackSessionStart: nothing,
      trackSessionEnd: nothing,
      getAnonymousSessionId: () => '',
      flush: done,
      shutdown: done,
      optOut: nothing,
      optIn: nothing,
      setConsent: nothing,
      inspect: () => ({ state, sessionId: null, queued: 0, recent: [], lost: {} }),
      subscribe: () => nothing,
    },
  })
}
