import type { TelemetryEvent } from '@parel/telemetry-core'
import type { AggregateQuery, CleanupResult, Cursor, Day, TotalsQuery } from '../store'
import type { FoldLimits } from '../shared/fold-limits'
import type { RowColumns } from '../shared/row-columns'
import type { VocabularyRules } from '../shared/vocabulary'

/** What a worker is started with. */
export interface WorkerSettings {
  /** `scribe` writes events and settings, `analyst` reads, folds, aggregates and cleans up. */
  readonly role: 'scribe' | 'analyst'
  readonly path: string
  readonly timeZone: string | null
  readonly durability: 'full' | 'normal'
  readonly quotaBytes: number
  /** How long an insert may wait for the lock, milliseconds. */
  readonly busyTimeoutMs: number
  readonly routes: readonly string[]
  readonly limits: FoldLimits
  readonly rules: VocabularyRules
}

/** An event as the scribe reads it: strings and numbers only. */
export type PackedEvent = readonly [
  stream: string,
  /** -1: the stream is the whole id. */
  sequence: number,
  type: number,
  page: string | null,
  action: string | null,
  duration: number | null,
  /** JSON text. */
  metadata: string | null,
  session: string | null,
  platform: number,
  createdAt: number,
  status: number | null,
  kind: string | null,
]

/** Pairs of a map: they survive JSON. */
export type Pairs = readonly (readonly [string, number])[]

/** Events of one transaction. In larger ones all connections wait together, and neither the host nor the scribe works while the other does. */
export const MAX_GROUP_EVENTS = 500

/** A batch before it is written for the other thread. */
export interface ScreenedBatch extends BatchFacts {
  readonly events: readonly TelemetryEvent[]
}

/** A batch as the scribe has it. */
export interface PackedBatch extends BatchFacts {
  /** How many. */
  readonly events: number
  /** Place of the first one in `cells`, in events. */
  readonly first: number
  readonly texts: readonly string[]
  readonly cells: Float64Array
}

/** Batches between threads. */
export interface EncodedBatches {
  /** Each text of the events once. */
  readonly texts: readonly string[]
  /** Twelve numbers an event; those of texts are places in `texts`. */
  readonly cells: Float64Array
  /** Four numbers a batch. */
  readonly heads: Float64Array
  /** JSON of {@link BatchExtras}[], or empty. */
  readonly extras: string
}

/** What only some batches have. */
export interface BatchExtras extends Pick<BatchFacts, 'dropped' | 'removed' | 'ignored' | 'stream'> {
  readonly index: number
}

interface BatchFacts {
  /** Number of the call. */
  readonly call: number
  /** When it was given, for the longest wait; `performance.timeOrigin` based, so that both threads agree. */
  readonly since: number
  readonly receivedAt: number
  readonly dropped: Pairs
  readonly removed: Pairs
  readonly ignored: Pairs
  readonly stream: { readonly id: string; readonly from: number; readonly to: number; readonly lost: Pairs } | null
}

/** What became of a batch. */
export interface BatchResult {
  readonly stored: number
  readonly duplicates: number
  readonly dropped: Pairs
}

/** What became of the batch of a call. */
export type CallResult = readonly [call: number, result: BatchResult]

/** Results between threads. */
export interface EncodedResults {
  /** Three numbers a batch: call, stored, duplicates. */
  readonly counts: readonly number[]
  /** Drops of those batches that have any, by call. */
  readonly dropped: readonly (readonly [call: number, dropped: Pairs])[]
}

/** One day on its way to the host. `rows` is null when the host has this version already. */
export interface PackedDay {
  readonly day: Day
  readonly version: string
  readonly live: boolean
  readonly rows: RowColumns | null
}

/** Which totals, and the versions of days that the host has for the same choice. */
export interface TotalsRequest extends TotalsQuery {
  readonly known: readonly (readonly [Day, string])[]
}

/** Totals on their way to the host. */
export interface PackedTotals {
  readonly days: readonly PackedDay[]
  readonly rows: RowColumns
  readonly transitions: readonly (readonly [from: string, to: string, count: number])[]
  readonly damaged?: readonly Day[]
}

/** Calls that a worker answers, by name: what goes in, what comes out. */
export interface WorkerCalls {
  open: { readonly in: null; readonly out: { readonly timeZone: string } }
  /** Looks whether the file can still be written under its name. */
  check: { readonly in: null; readonly out: null }
  writeSetting: { readonly in: { readonly key: string; readonly value: string | null }; readonly out: null }
  /** Forgets places of paths that nothing after the day of `now` less the retention went through; answers whether there may be more. */
  forgetPlaces: { readonly in: { readonly now: number; readonly retentionDays: number }; readonly out: boolean }
  acquireLease: { readonly in: { readonly name: string; readonly holder: string; readonly ttlMs: number; readonly now: number }; readonly out: boolean }
  readSetting: { readonly in: string; readonly out: string | null }
  listSettings: { readonly in: string; readonly out: readonly (readonly [string, string])[] }
  /** `known`: versions that the host has. */
  readDays: { readonly in: AggregateQuery & { readonly known: readonly (readonly [Day, string])[] }; readonly out: readonly PackedDay[] }
  readTotals: { readonly in: TotalsRequest; readonly out: PackedTotals }
  readTransitions: { readonly in: AggregateQuery; readonly out: readonly (readonly [Day, string, string, number])[] }
  readEvents: { readonly in: { readonly after: Cursor | null; readonly limit: number }; readonly out: { readonly events: readonly EventRecord[]; readonly cursor: Cursor } }
  exportPage: { readonly in: { readonly day: Day; readonly after: number; readonly limit: number }; readonly out: { readonly events: readonly EventRecord[]; readonly last: number } }
  aggregate: { readonly in: { readonly now: number; readonly days: readonly Day[] | null }; readonly out: readonly Day[] }
  cleanup: { readonly in: { readonly now: number; readonly retentionDays: number }; readonly out: CleanupResult }
  health: { readonly in: number; readonly out: HealthRecord }
  backup: { readonly in: string; readonly out: null }
}

export type WorkerCallName = keyof WorkerCalls

/** A stored event as columns of the view. */
export type EventRecord = readonly [
  id: string,
  type: string,
  page: string | null,
  action: string | null,
  duration: number | null,
  metadata: string | null,
  sessionId: string | null,
  platform: string,
  createdAt: number,
]

/** State of the data. */
export interface HealthRecord {
  readonly timeZone: string
  readonly rawEvents: number
  readonly bytes: number
  readonly quotaBytes: number
  readonly schemaVersion: number
  readonly lastEventAt: number | null
  readonly lastAggregationAt: number | null
  readonly unaggregatedDays: readonly Day[]
  readonly oldestRawDay: Day | null
  readonly counters: Pairs
}

/** From the host. */
export type Request =
  | { readonly kind: 'insert'; readonly batches: EncodedBatches }
  | { readonly kind: 'call'; readonly call: number; readonly name: WorkerCallName; readonly input: unknown }
  | { readonly kind: 'abort'; readonly call: number }
  /** Closes the connections and ends the worker. */
  | { readonly kind: 'end' }

/** An error on its way to the host. */
export interface PackedError {
  readonly kind: 'busy' | 'full' | 'unavailable'
  readonly message: string
  /** Of `unavailable`: what may be told to anyone. */
  readonly publicReason: string | null
}

/** To the host. */
export type Reply =
  | { readonly kind: 'inserted'; readonly results: EncodedResults }
  | { readonly kind: 'answer'; readonly call: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly calls: readonly number[]; readonly error: PackedError }
