import type { TelemetryEvent } from '@parel/telemetry-core'
import type { AggregateQuery, Counts, DailyRow, Day, DayAggregates, PeriodTotals, TotalsQuery, TransitionRow } from './aggregates'
import type { IncomingBatch, InsertResult } from './incoming'

export type * from './aggregates'
export type * from './incoming'
export { JUDGED_VITALS } from './judged-vitals'
export { describeFailure, StoreBusyError, StoreFullError, StoreUnavailableError } from './store-errors'

// The one interface between the server and an engine. It speaks of events, days and aggregates, never of SQL, and `now` is always a
// parameter. It must fit an engine that folds rows in process (SQLite) as well as one that aggregates in its own SQL (ClickHouse).

/** What a clean-up did. */
export interface CleanupResult {
  readonly sealed: readonly Day[]
  /** Deleted raw events. */
  readonly deleted: number
  /** Days beyond the retention period that were kept because they are not aggregated yet. */
  readonly skipped: readonly Day[]
  /** True when a concurrent reader kept deleted bytes in the files: the next clean-up removes them. */
  readonly heldBack?: boolean
}

/** The state of the data in numbers. */
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
  /** Events with an invalid field that was left out, counted by field. */
  readonly ignored?: Counts
}

/** A position in the order of arrival, for the live view, forwarders and exports. Opaque. */
export type Cursor = string

/** Events after a cursor, in order of arrival. */
export interface EventPage {
  readonly events: readonly TelemetryEvent[]
  readonly cursor: Cursor
}

/** A store of events. All stores pass the same contract tests. */
export interface TelemetryStore {
  /** Connects, migrates, and checks the time zone and schema. Safe to call twice. */
  open(): Promise<void>
  /** Resolves after the rows are durable. Throws {@link StoreBusyError}, {@link StoreFullError} or {@link StoreUnavailableError}; then nothing is stored. */
  insert(batch: IncomingBatch): Promise<InsertResult>
  /** Stored rows of clean days and a live computation of the others: never stale, never counted twice. */
  readAggregates(query: AggregateQuery, now: number): Promise<readonly DailyRow[]>
  /** The same rows grouped by day, each day with a version; days without events are left out. Results computed from a day can be cached by its version. */
  readDays(query: AggregateQuery, now: number): Promise<readonly DayAggregates[]>
  /** The same rows added up inside the store, so that the most frequent query does not have to transfer them. */
  readTotals(query: TotalsQuery, now: number): Promise<PeriodTotals>
  readTransitions(query: Omit<AggregateQuery, 'type'>, now: number): Promise<readonly TransitionRow[]>
  /** Up to `limit` events after the cursor in order of arrival; without a cursor, or with one of another store, the newest `limit` of them. */
  readEvents(options: { readonly after?: Cursor | undefined; readonly limit: number }): Promise<EventPage>
  /** All events of one day, in short read transactions. */
  exportDay(day: Day): AsyncIterable<TelemetryEvent>
  /** Recomputes every day before today that changed, or the given days whether changed or not, and publishes each in one transaction. Sealed days stay as they are. */
  aggregate(options: { readonly now: number; readonly days?: readonly Day[] | undefined; readonly signal?: AbortSignal | undefined }): Promise<{ readonly days: readonly Day[] }>
  /** Seals aggregated days older than the retention period, deletes their raw events and overwrites the deleted bytes. */
  cleanup(options: { readonly now: number; readonly retentionDays: number; readonly signal?: AbortSignal | undefined }): Promise<CleanupResult>
  health(now: number): Promise<StoreHealth>
  /** Rejects with the reason while events cannot be stored. Default: like `health`. */
  ready?(): Promise<void>
  /** True when `holder` has the named lease for `ttlMs` from `now`. Only one of several processes gets it. */
  acquireLease(name: string, options: { readonly holder: string; readonly ttlMs: number; readonly now: number }): Promise<boolean>
  /** Small settings that survive a restart: forwarder cursors, token digests, share links. */
  readSetting(key: string): Promise<string | null>
  writeSetting(key: string, value: string | null): Promise<void>
  listSettings(prefix: string): Promise<ReadonlyMap<string, string>>
  /** Writes a verified copy of the store while it is in use. */
  backup?(destination: string): Promise<void>
  close(): Promise<void>
}
