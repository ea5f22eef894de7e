import type { EventInput, MetadataInput } from './telemetry-interface'
import type { CleaningOptions, TelemetryEvent } from '@parel/telemetry-core'
import type { Capture } from './capture/capture'

/** Options of {@link createTelemetry}. All except `endpoint` are optional. */
export interface TelemetryOptions extends Pick<CleaningOptions, 'routes' | 'strict' | 'allow' | 'deny' | 'events'> {
  /** Where events are sent. The same origin is best: no CORS, fewer blockers. */
  endpoint: string
  /**
   * Whether to record at all. By default recording is on, but off on localhost and in development builds. An explicit `true` turns it on everywhere.
   */
  enabled?: boolean | undefined
  /**
   * Where the client runs. `auto` means a page, and does nothing where there is no window. `server` is for Node, an edge function or a worker:
   * an in-memory queue, no session, and `flush()` to await. In Cloudflare Workers create one client per request: requests cannot wait for each other's I/O.
   *
   * @default 'auto'
   */
  runtime?: 'auto' | 'server' | undefined
  /** Captures that record automatically, for example `[pageViews(), wantsErrors && errors()]`. */
  capture?: readonly (Capture | false | undefined)[] | undefined
  /**
   * The platform label of the events.
   *
   * @default 'web'
   */
  platform?: 'web' | 'mobile' | undefined
  /**
   * Where the random session id is kept: in this tab's `sessionStorage`, or only in memory, so that a reload starts a new session.
   *
   * @default 'session'
   */
  storage?: 'session' | 'memory' | undefined
  /**
   * `auto` keeps events that could not be sent, already anonymized, in IndexedDB for at most 24 hours; `memory` keeps nothing on the device.
   *
   * @default 'auto'
   */
  persistence?: 'auto' | 'memory' | undefined
  /**
   * `beacon` uses `sendBeacon` when the page is left. It always sends cookies and the referrer; use it only behind filters
   * that block everything else.
   *
   * @default 'auto'
   */
  exit?: 'auto' | 'beacon' | undefined
  /**
   * Wait for `setConsent(true)`: until then nothing is stored, nothing is sent, and at most 100 events wait in memory.
   *
   * @default false
   */
  requireConsent?: boolean | undefined
  /**
   * Record nothing when the browser signals Global Privacy Control or Do Not Track.
   *
   * @default true
   */
  respectSignals?: boolean | undefined
  /**
   * Record browsers that are driven by a program (`navigator.webdriver`), for tests.
   *
   * @default false
   */
  allowBots?: boolean | undefined
  /**
   * Share of sessions to record, 0 to 1, chosen by their random id: this works for the client's sessions and for an app's own UUIDs. Numbers are not scaled up.
   *
   * @default 1
   */
  sampleRate?: number | undefined
  /**
   * Longest time an event waits before it is sent, in milliseconds; at most an hour. In browsers without `fetchLater`, never more than 2,000.
   *
   * @default 5000
   */
  flushIntervalMs?: number | undefined
  /**
   * Maximum number of events per request, at most 1,000.
   *
   * @default 500
   */
  maxBatchEvents?: number | undefined
  /**
   * Timeout of a request while the page is open, in milliseconds; at most an hour, and 0 for none.
   *
   * @default 10000
   */
  requestTimeoutMs?: number | undefined
  /**
   * Idle time after which a session ends, in milliseconds.
   *
   * @default 1800000
   */
  sessionIdleMs?: number | undefined
  /**
   * Maximum length of a session, in milliseconds.
   *
   * @default 14400000
   */
  sessionMaxMs?: number | undefined
  /** Metadata added to every event except session start and end, for example `{ release: '1.4.0' }`. */
  context?: MetadataInput | undefined
  /** Called last with each cleaned event, which has no id yet. Return the event, a changed one (it is cleaned again), or null to drop it. */
  beforeSend?: ((event: TelemetryEvent) => EventInput | null) | undefined
  /**
   * Print every event before and after cleaning, with the reason for each removal, and warnings with their cure.
   *
   * @default false
   */
  debug?: boolean | undefined
}
