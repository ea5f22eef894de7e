import type { TelemetryEvent } from '@parel/telemetry-core'

/** Metadata as the caller passes it. It is cleaned before anything else happens to it. */
export type MetadataInput = Readonly<Record<string, unknown>>

/** An event as the caller passes it. Only `type` is required. */
export interface EventInput {
  readonly type: TelemetryEvent['type']
  readonly page?: string | null | undefined
  readonly action?: string | null | undefined
  /** In milliseconds. */
  readonly duration?: number | null | undefined
  readonly metadata?: MetadataInput | null | undefined
  readonly sessionId?: string | null | undefined
}

/** Why the client is recording or not. */
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

/** The result of `inspect()`. */
export interface TelemetryInspection {
  readonly state: TelemetryState
  readonly sessionId: string | null
  /** Events not acknowledged yet. */
  readonly queued: number
  /** The last events, at most 50, exactly as they were or will be sent. */
  readonly recent: readonly TelemetryEvent[]
  /** Number of lost events by reason, since the session began. */
  readonly lost: Readonly<Record<string, number>>
}

/** The client. None of its functions ever throws into the page or blocks it, and each can be used on its own: `const { trackAction } = telemetry`. */
export interface Telemetry {
  trackPageView: (page?: string, sessionId?: string, metadata?: MetadataInput) => void
  trackAction: (action: string, page?: string, sessionId?: string, metadata?: MetadataInput) => void
  trackError: (kind: string, page?: string, metadata?: MetadataInput) => void
  /** @param duration - In milliseconds. @param statusCode - 100 to 599, 0 if there was no response, undefined if it is not known. */
  trackApiCall: (endpoint: string, duration: number, statusCode: number | undefined, metadata?: MetadataInput) => void
  trackSessionStart: (sessionId?: string) => void
  /** @param sessionDuration - In milliseconds. */
  trackSessionEnd: (sessionId?: string, sessionDuration?: number) => void
  trackEvent: (event: EventInput) => void
  batchTrackEvents: (events: readonly EventInput[]) => Promise<void>
  getAnonymousSessionId: () => string
  /** Sends now and keeps running. Resolves when everything queued so far was acknowledged, given up, or, on a hidden page, handed to the browser. */
  flush: () => Promise<void>
  /** Sends what is queued, and removes every listener and timer. */
  shutdown: () => Promise<void>
  /** Empties queue and storage, stops every timer, and remembers the choice. */
  optOut: () => void
  optIn: () => void
  setConsent: (consent: boolean) => void
  inspect: () => TelemetryInspection
  /** Calls `listener` when the state changes; returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void
  /** Returns a client that adds `metadata` to every event, with the same queue and session. */
  withContext: (metadata: MetadataInput) => Telemetry
}
