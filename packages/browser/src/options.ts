import type { EventInput } from './telemetry-interface'
import type { CleaningOptions, Metadata, TelemetryEvent } from '@parel/telemetry-core'
import type { Capture } from './capture/capture'

/** What {@link createTelemetry} takes. Everything but `endpoint` may be left out. */
export interface TelemetryOptions extends Pick<CleaningOptions, 'routes' | 'strict' | 'allow' | 'deny' | 'events'> {
  /** Where events are sent. Same origin is best: no CORS, fewer blockers. */
  endpoint: string
  /**
   * Whether to record at all. Left out: on, but off on localhost and in development builds. An explicit `true` is on everywhere.
   */
  enabled?: boolean | undefined
  /**
   * Where the client runs. `auto` is a page, and nothing at all where there is no window; `server` is Node, an edge function or a worker:
   * a queue in memory, no session, and `flush()` to await. In Cloudflare Workers make one client for each request: requests cannot wait for each other's.
   *
   * @default 'auto'
   */
  runtime?: 'auto' | 'server' | undefined
  /** Parts that record by themselves, for example `[pageViews(), wantsErrors && errors()]`. */
  capture?: readonly (Capture | false | undefined)[] | undefined
  /**
   * What the events are labelled with.
   *
   * @default 'web'
   */
  platform?: 'web' | 'mobile' | undefined
  /**
   * Where the random session id is kept: in this tab's `sessionStorage`, or only in memory, so that a reload begins a new session.
   *
   * @default 'session'
   */
  storage?: 'session' | 'memory' | undefined
  /**
   * `auto` keeps what could not be sent, already anonymized, in IndexedDB for at most 24 hours; `memory` keeps nothing on the device.
   *
   * @default 'auto'
   */
  persistence?: 'auto' | 'memory' | undefined
  /**
   * `beacon` sends with `sendBeacon` when the page is left. It cannot leave cookies and referrer behind; use it only behind filters
   * that refuse everything else.
   *
   * @default 'auto'
   */
  exit?: 'auto' | 'beacon' | undefined
  /**
   * Waits for `setConsent(true)`: until then nothing is stored, nothing is sent, and at most 100 events wait in memory.
   *
   * @default false
   */
  requireConsent?: boolean | undefined
  /**
   * Records nothing when the browser says Global Privacy Control or Do Not Track.
   *
   * @default true
   */
  respectSignals?: boolean | undefined
  /**
   * Records browsers that are driven by a program (`navigator.webdriver`), for tests.
   *
   * @default false
   */
  allowBots?: boolean | undefined
  /**
   * Share of sessions that are recorded, 0 to 1, by their random id: it holds for the sessions of the client and for UUIDs of an app. Numbers are not scaled up.
   *
   * @default 1
   */
  sampleRate?: number | undefined
  /**
   * Longest time an event waits before it is sent, in milliseconds; an hour at most. Where a browser has no `fetchLater`, never more than 2,000.
   *
   * @default 5000
   */
  flushIntervalMs?: number | undefined
  /**
   * Events of one request, at most 1,000.
   *
   * @default 500
   */
  maxBatchEvents?: number | undefined
  /**
   * Longest time a request may take while the page is open, in milliseconds; never more than an hour.
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
   * Longest session, in milliseconds.
   *
   * @default 14400000
   */
  sessionMaxMs?: number | undefined
  /** Metadata of every event but the beginning and the end of a session, for example `{ release: '1.4.0' }`. */
  context?: Metadata | undefined
  /** The last look at a cleaned event; return it, a changed one (it is cleaned again), or null to drop it. */
  beforeSend?: ((event: TelemetryEvent) => EventInput | null) | undefined
  /**
   * Prints every event before and after cleaning, with the reason for each removal, and warnings with their cure.
   *
   * @default false
   */
  debug?: boolean | undefined
}
