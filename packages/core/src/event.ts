import { nanoid } from 'nanoid'

/** Every event type, in wire order. A batch refers to a type by its position in this list, so only ever append. */
export const EVENT_TYPES = [
  'page_view',
  'action',
  'error',
  'api_call',
  'session_start',
  'session_end',
  'page_leave',
  'web_vital',
] as const

/** One of {@link EVENT_TYPES}. */
export type EventType = (typeof EVENT_TYPES)[number]

/** The two platforms an event can come from. */
export const PLATFORMS = ['web', 'mobile'] as const

/** `web` or `mobile`. */
export type Platform = (typeof PLATFORMS)[number]

/** A JSON value after cleaning. */
export type MetadataValue =
  | string
  | number
  | boolean
  | null
  | readonly MetadataValue[]
  | { readonly [key: string]: MetadataValue }

/** Cleaned metadata: a JSON object, at most four levels deep. */
export type Metadata = { readonly [key: string]: MetadataValue }

/** One stored event. Nothing in it names, locates or re-identifies a visitor. */
export interface TelemetryEvent {
  /** `stream-seq`: the stream of one session in one document, and the position in it. Empty in `beforeSend`. Two events with the same id count once. */
  readonly id: string
  readonly type: EventType
  /** A route such as `/orders/[id]`, never a full address. For `api_call`, the route of the endpoint. */
  readonly page: string | null
  /** Name of the action; for `error`, its kind; for `web_vital`, the name of the vital. */
  readonly action: string | null
  /** Whole milliseconds, at most a day: latency of `api_call`, length of `session_end`, visible time of `page_leave`. */
  readonly duration: number | null
  readonly metadata: Metadata | null
  /** Random id of one tab session (a UUID), or null. */
  readonly sessionId: string | null
  readonly platform: Platform
  /** When it happened, in milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
}

/**
 * Makes the id of one stream of events (one session in one document, or one server-side client).
 *
 * The first nine characters increase with time, so that ids created in order are also stored in order; the rest is random.
 *
 * @param now - Milliseconds since 1970-01-01 UTC.
 * @returns 20 characters of `[A-Za-z0-9_]`.
 */
export function createStreamId(now: number): string {
  return Math.floor(now).toString(36).padStart(9, '0').slice(-9) + nanoid(11).replace(/-/g, '_')
}

/**
 * Joins a stream and a sequence number to an event id.
 *
 * @example
 * ```ts
 * createEventId('0m9x2k1abV1StGXR8_Z5', 41)
 * // => '0m9x2k1abV1StGXR8_Z5-41'
 * ```
 */
export function createEventId(streamId: string, sequence: number): string {
  return `${streamId}-${sequence}`
}
