// The exports for server components and route files (the condition `react-server`). There, every function from a file with 'use client' is only a reference, which cannot be
// called; but declared events are for the server too, and a client may be created there.
export { apiCalls, boolean, clicks, createTelemetry, defineEvents, errors, integer, number, oneOf, text } from '@parel/telemetry-browser'
export {
  TelemetryErrorBoundary,
  TelemetryPreferences,
  TelemetryProvider,
  telemetryRootOptions,
  trackFetch,
  useAction,
  useApiTiming,
  useConsent,
  useTelemetry,
  useTrackedCallback,
  useTrackVisible,
} from './index.js'
