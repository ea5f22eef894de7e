import type { EventType, TelemetryEvent } from '@parel/telemetry-core'

export { StoreBusyError, StoreFullError, StoreUnavailableError } from './store-errors'

// The one interface between the server and an engine. It speaks of events, days and aggregates, never of SQL, and `now` is always a
// parameter. It must fit an engine that folds rows in process (SQLite) as well as one that aggregates in its own SQL (ClickHouse).

/** Days since 1970-01-01 in the reporting time zone. */
export type Day = number

/** Counts by name. Maps, never objects: the names come from input. */
export type Counts = ReadonlyMap<string, number>

/** Why an event was not stored. */
export type DropReason =
  | 'invalid'
  | 'too_old'
  | 'future'
  | 'sealed'
  | 'opt_out'
  | 'bot'
  | 'too_many_events'
  | 'oversize'
  | 'unknown_event'
  | 'session_cap'
  | 'disabled'

/** What a batch says of its stream. */
export interface IncomingStream {
  readonly id: string
  /** First sequence number of the batch. Default: `nextSequence` less the events and drops of the batch. */
  readonly firstSequence?: number
  /** One more than the last sequence number of the batch. */
  readonly nextSequence: number
  /** Cumulative losses of the stream by reason, counted by the client. */
  readonly lost: Counts
}

/** What one request brought, already cleaned. */
export interface IncomingBatch {
  readonly events: readonly TelemetryEvent[]
  /** Events of the request that were refused before the store, by reason; counted in the same transaction. */
  readonly dropped: Counts
  /** How often each cleaning rule removed something, by rule. */
  readonly removed: Counts
  /** What the client itself says it lost so far in this stream, by reason (cumulative), and how far its sequence has come. */
  readonly stream: IncomingStream | null
  /** Milliseconds since 1970-01-01 UTC. */
  readonly receivedAt: number
}

/** What became of a batch. received = stored + duplicates + dropped, to the unit. */
export interface InsertResult {
  readonly stored: number
  readonly duplicates: number
  readonly dropped: Counts
}

/** One day, one type, one context: integers and mergeable parts only; rounding happens at the edge. */
export interface DailyRow {
  readonly day: Day
  /** `session_start` rows count sessions begun on the day; `session_end` rows have one duration a session, the longest. */
  readonly type: EventType
  /** page_view, page_leave, api_call: page; action, error, web_vital: action; sessions: ''. */
  readonly context: string
  readonly count: number
  /** api_call: calls with status ≥ 400 or 0. Else 0. */
  readonly failed: number
  /** Distinct sessions. Events without a session count as one. */
  readonly sessions: number
  readonly durationCount: number
  readonly durationSum: number
  readonly durationMin: number | null
  readonly durationMax: number | null
  /** Exact, linear interpolation between closest ranks; null without durations. */
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  /** Counts by bucket, see `latency-histogram` in core. */
  readonly histogram: ReadonlyMap<number, number>
  readonly statusCounts: Counts
  /** `error` rows: counts by kind are the rows themselves; this holds `metadata.errorType` where given. */
  readonly errorTypes: Counts
  /** Pages where an action or an error happened. Bounded. */
  readonly pages: Counts
  /** Counts by local hour, keys '0' to '23'. */
  readonly hours: Counts
  /** Counts by platform. */
  readonly platforms: Counts
  /** True when computed from raw events just now, false when read from stored aggregates. */
  readonly live: boolean
}

/** The rows of one day. */
export interface DayAggregates {
  readonly day: Day
  /** Changes with the rows: what was computed from a day may be kept as long as its version is the same. */
  readonly version: string
  readonly live: boolean
  readonly rows: readonly DailyRow[]
}

/** How often one page followed another within a session on one day. */
export interface TransitionRow {
  readonly day: Day
  readonly from: string
  readonly to: string
  readonly count: number
}

/** Which days, inclusive, and which type. */
export interface AggregateQuery {
  readonly from: Day
  readonly to: Day
  readonly type?: EventType
}

/** Only what happened there; null means anywhere. */
export interface RowFilters {
  readonly page: string | null
  readonly endpoint: string | null
  readonly action: string | null
  readonly error: string | null
}

/** Which totals of which days. */
export interface TotalsQuery {
  readonly from: Day
  readonly to: Day
  readonly filters: RowFilters
  /** Contexts with fewer sessions in a day count as `(rare)`. */
  readonly minSessions: number
  /** Whether the rows of the days keep their hours. */
  readonly hours: boolean
  /** Whether there are rows of the whole period. */
  readonly rows: boolean
  /** How many transitions, the most frequent first. */
  readonly transitions: number
}

/**
 * What happened in a period, added up. Hidden, narrowed and merged from the rows of {@link TelemetryStore.readDays} of one state of the data, in this
 * order: a year with hundreds of contexts a day is a thousand rows this way, not a hundred thousand.
 */
export interface PeriodTotals {
  /** One row for each day and type, errors one for each kind. Without maps but `hours`, without histogram but that of `api_call`. */
  readonly days: readonly DayAggregates[]
  /** One row for each type and context; its day is the first. Percentiles are null where durations of several days were merged. Only the maps that a report of many days shows. */
  readonly rows: readonly DailyRow[]
  readonly transitions: readonly Omit<TransitionRow, 'day'>[]
}

/** State of the data, in plain numbers. */
export interface StoreHealth {
  readonly timeZone: string
  readonly rawEvents: number
  readonly bytes: number | null
  readonly quotaBytes: number | null
  readonly schemaVersion: number
  readonly lastEventAt: number | null
  readonly lastAggregationAt: number | null
  readonly unaggregatedDays: readonly Day[]
  readonly oldestRawDay: Day | null
  readonly received: number
  readonly stored: number
  readonly duplicates: number
  readonly dropped: Counts
  readonly clientLost: Counts
  readonly gaps: number
  readonly removed: Counts
}

/** A place in the order of arrival, for the live view, forwarders and exports. Opaque. */
export type Cursor = string

/** Events after a cursor, in order of arrival. */
export interface EventPage {
  readonly events: readonly TelemetryEvent[]
  readonly cursor: Cursor
}

/** A store of events. Each one passes the same contract test. */
export interface TelemetryStore {
  /** Connects, migrates, checks zone and schema. Safe to call twice. */
  open(): Promise<void>
  /** Resolves after the rows are durable. Throws {@link StoreBusyError}, {@link StoreFullError} or {@link StoreUnavailableError}; then nothing is stored. */
  insert(batch: IncomingBatch): Promise<InsertResult>
  /** Stored rows of clean days and a live computation of the others: never stale, never counted twice. */
  readAggregates(query: AggregateQuery, now: number): Promise<readonly DailyRow[]>
  /** The same rows by day, with a version; days without events are left out. What is computed from a day can be kept by its version. */
  readDays(query: AggregateQuery, now: number): Promise<readonly DayAggregates[]>
  /** The same rows added up where they are kept, so that what is asked for most often does not travel. */
  readTotals(query: TotalsQuery, now: number): Promise<PeriodTotals>
  readTransitions(query: Omit<AggregateQuery, 'type'>, now: number): Promise<readonly TransitionRow[]>
  /** Up to `limit` events after the cursor in order of arrival; without a cursor, the newest `limit` of them. */
  readEvents(options: { readonly after?: Cursor; readonly limit: number }): Promise<EventPage>
  /** All events of one day, in short read transactions. */
  exportDay(day: Day): AsyncIterable<TelemetryEvent>
  /** Recomputes every unclean day before today, or the given ones whether clean or not, and publishes each in one transaction. Sealed days stay as they are. */
  aggregate(options: { readonly now: number; readonly days?: readonly Day[]; readonly signal?: AbortSignal }): Promise<{ readonly days: readonly Day[] }>
  /** Seals clean days older than the retention, deletes their raw events and leaves no deleted byte. */
  cleanup(options: { readonly now: number; readonly retentionDays: number; readonly signal?: AbortSignal }): Promise<{
    readonly sealed: readonly Day[]
    readonly deleted: number
    readonly skipped: readonly Day[]
  }>
  health(now: number): Promise<StoreHealth>
  /** Rejects while events cannot be stored, and says why. Default: as `health`. */
  ready?(): Promise<void>
  /** True when this holder has the named lease for `ttlMs` from `now`. One of many processes wins. */
  acquireLease(name: string, options: { readonly holder: string; readonly ttlMs: number; readonly now: number }): Promise<boolean>
  /** Small settings that survive a restart: forwarder cursors, token digests, share links. */
  readSetting(key: string): Promise<string | null>
  writeSetting(key: string, value: string | null): Promise<void>
  listSettings(prefix: string): Promise<ReadonlyMap<string, string>>
  /** A checked copy of the store while it is in use. */
  backup?(destination: string): Promise<void>
  close(): Promise<void>
}
