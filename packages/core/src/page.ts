export { createEventId, createStreamId, EVENT_TYPES, PLATFORMS } from './event'
export type { EventType, Metadata, MetadataValue, Platform, TelemetryEvent } from './event'
export * from './limits'
export { REPORT_SECTIONS } from './report'
export type * from './report'
export type * from './report-vitals'
export type * from './data-health'
export { anonymizeUrl, OPAQUE } from './anonymize-url'
export type { AnonymizeUrlOptions } from './anonymize-url'
export { createRouteMatcher } from './route-patterns'
export type { RouteMatcher } from './route-patterns'
export { anonymizeText, REMOVED } from './anonymize-text'
export type { AnonymizeTextOptions } from './anonymize-text'
export { sanitizeMetadata } from './sanitize-metadata'
export type { SanitizeOptions } from './sanitize-metadata'
export { isRefusal, prepareEvent } from './prepare-event'
export type { CleaningOptions, EventContext, EventDraft, Refusal } from './prepare-event'
export { boolean, defineEvents, integer, number, oneOf, text } from './define-events'
export type { ActionMetadata, ActionName, EventDefinitions, Field, Register, RegisteredEvents } from './define-events'
export { dateEvent } from './date-event'
export { GIVEN_UP_FOR } from './loss-reasons'
export type { LossReason } from './loss-reasons'
export { encodeEventRow, encodePayload, joinEventRows } from './payload'
export type { PayloadHeader } from './payload'
export { parsePayload } from './parse-payload'
export type { MalformedPayload, ParsedPayload, ParseDropReason, ParseOptions } from './parse-payload'
export {
  bucketEnd,
  bucketOf,
  createHistogram,
  decodeHistogram,
  encodeHistogram,
  exactPercentile,
  histogramBars,
  histogramQuantile,
  mergeHistograms,
  recordValue,
  ZERO_BUCKET,
} from './latency-histogram'
export type { HistogramBar, LatencyHistogram } from './latency-histogram'
export { createCalendar, dateOfDay, dayOfDate } from './calendar'
export type { Calendar } from './calendar'
