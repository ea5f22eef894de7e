export { apiCalls, withTelemetry, type ApiCallOptions } from './capture/api-calls'
export type { Capture, CaptureHost } from './capture/capture'
export { clicks } from './capture/clicks'
export { errors, type ErrorOptions } from './capture/errors'
export { pageViews, type PageViewOptions } from './capture/page-views'
export { plausible } from './capture/plausible'
// Re-exported for setups in which only packages installed by name can be imported.
export { boolean, defineEvents, integer, number, oneOf, text } from '@parel/telemetry-core'
export type { TelemetryOptions } from './options'
export type { Page } from './page'
export { createTelemetry } from './telemetry'
export {
  batchTrackEvents,
  configureTelemetry,
  getAnonymousSessionId,
  getTelemetry,
  trackAction,
  trackApiCall,
  trackError,
  trackEvent,
  trackPageView,
  trackSessionEnd,
  trackSessionStart,
} from './tracker'
export type * from './telemetry-interface'
