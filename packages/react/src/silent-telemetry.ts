import type { Telemetry, TelemetryInspection } from '@parel/telemetry-browser'

const INSPECTION: TelemetryInspection = { state: 'inert', sessionId: null, queued: 0, recent: [], lost: {} }

const ignore = () => {}
const resolve = () => Promise.resolve()

/** The client of a tree without a provider: every call is allowed and does nothing. */
export const silentTelemetry: Telemetry = {
  trackPageView: ignore,
  trackAction: ignore,
  trackError: ignore,
  trackApiCall: ignore,
  trackSessionStart: ignore,
  trackSessionEnd: ignore,
  trackEvent: ignore,
  batchTrackEvents: resolve,
  getAnonymousSessionId: () => '',
  flush: resolve,
  shutdown: resolve,
  optOut: ignore,
  optIn: ignore,
  setConsent: ignore,
  inspect: () => INSPECTION,
  subscribe: () => ignore,
  withContext: () => silentTelemetry,
}
