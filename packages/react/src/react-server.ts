// What server components and route files get (the condition `react-server`). In a file with 'use client' every function is only a reference there, which cannot be
// called; declared events are for the server too, and a client may be made there.
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
