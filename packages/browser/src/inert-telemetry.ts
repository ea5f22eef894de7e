import type { Telemetry, TelemetryState } from './telemetry-interface'

/** A client that does nothing: during server rendering, and where recording is switched off. */
export function createInertTelemetry(state: TelemetryState): Telemetry {
  const nothing = () => {}
  const done = () => Promise.resolve()
  const telemetry: Telemetry = {
    trackPageView: nothing,
    trackAction: nothing,
    trackError: nothing,
    trackApiCall: nothing,
    trackSessionStart: nothing,
    trackSessionEnd: nothing,
    trackEvent: nothing,
    batchTrackEvents: done,
    getAnonymousSessionId: () => '',
    flush: done,
    shutdown: done,
    optOut: nothing,
    optIn: nothing,
    setConsent: nothing,
    inspect: () => ({ state, sessionId: null, queued: 0, recent: [], lost: {} }),
    subscribe: () => nothing,
    withContext: () => telemetry,
  }
  return telemetry
}
