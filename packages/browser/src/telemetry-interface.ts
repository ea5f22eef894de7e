import type { Metadata, TelemetryEvent } from '@parel/telemetry-core'

/** What a caller may pass as metadata. It is cleaned before anything else happens to it. */
export type MetadataInput = Readonly<Record<string, unknown>>

/** An event as a caller gives it; everything but `type` may be left out. */
export interface EventInput {
  readonly type: TelemetryEvent['type']
  readonly page?: string | null | undefined
  readonly action?: string | null | undefined
  /** Milliseconds. */
  readonly duration?: number | null | undefined
  readonly metadata?: MetadataInput | null | undefined
  readonly sessionId?: string | null | undefined
}

/** Why the client is or is not recording. */
export type TelemetryState =
  | 'recording'
  | 'waiting-for-consent'
  | 'prerendering'
  | 'opted-out'
  | 'signal' // Global Privacy Control or Do Not Track
  | 'disabled' // option, development, localhost
  | 'bot'
  | 'stopped'
  | 'inert' // server rendering, no window

/** What `inspect()` shows. */
export interface TelemetryInspection {
  readonly state: TelemetryState
  readonly sessionId: string | null
  /** Events not yet acknowledged. */
  readonly queued: number
  /** The last events exactly as they were or will be sent. At most 50. */
  readonly recent: readonly TelemetryEvent[]
  /** Losses by reason. */
  readonly lost: Readonly<Record<string, number>>
}

/** The client. No function of it ever throws into the page or blocks it, and each works alone: `const { trackAction } = telemetry`. */
export interface Telemetry {
  trackPageView: (page?: string, sessionId?: string, metadata?: MetadataInput) => void
  trackAction: (action: string, page?: string, sessionId?: string, metadata?: MetadataInput) => void
  trackError: (kind: string, page?: string, metadata?: MetadataInput) => void
  /** @param duration - Milliseconds. @param statusCode - 100 to 599, 0 when there was no answer, undefined when it is not known. */
  trackApiCall: (endpoint: string, duration: number, statusCode: number | undefined, metadata?: MetadataInput) => void
  trackSessionStart: (sessionId?: string) => void
  /** @param sessionDuration - Milliseconds. */
  trackSessionEnd: (sessionId?: string, sessionDuration?: number) => void
  trackEvent: (event: EventInput) => void
  batchTrackEvents: (events: readonly EventInput[]) => Promise<void>
  getAnonymousSessionId: () => string
  /** Sends now and keeps running. Resolves when everything queued so far was acknowledged, given up, or, on a hidden page, handed to the browser. */
  flush: () => Promise<void>
  /** Sends what there is, removes every listener and timer. */
  shutdown: () => Promise<void>
  /** Empties queue and storage, stops every timer, remembers the choice. */
  optOut: () => void
  optIn: () => void
  setConsent: (consent: boolean) => void
  inspect: () => TelemetryInspection
  /** Calls back when the state changes; returns the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** A client that adds `metadata` to every event; same queue and session. */
  withContext: (metadata: Metadata) => Telemetry
}
