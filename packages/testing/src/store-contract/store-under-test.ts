import type { EventType, TelemetryEvent } from '@parel/telemetry-core'

// What the contract needs of a store, spelled out here so that the contract depends on no engine and on no server. A store of the server fits by its shape.

/** One row of one day, as the contract compares it. */
export interface ContractRow {
  readonly day: number
  readonly type: EventType
  readonly context: string
  readonly count: number
  readonly failed: number
  readonly sessions: number
  readonly durationCount: number
  readonly durationSum: number
  /** Only for `page_leave`: views that reported a time. */
  readonly toldViews: number
  readonly durationMin: number | null
  readonly durationMax: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly histogram: ReadonlyMap<number, number>
  readonly statusCounts: ReadonlyMap<string, number>
  readonly errorTypes: ReadonlyMap<string, number>
  readonly pages: ReadonlyMap<string, number>
  readonly hours: ReadonlyMap<string, number>
  readonly platforms: ReadonlyMap<string, number>
  /** Of `session_end`: ends by local hour. */
  readonly endHours: ReadonlyMap<string, number>
  /** Of a web vital: values by page, whole milliseconds or thousandths, as histograms. */
  readonly vitals: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly live: boolean
}

/** A batch as the contract sends it. */
export interface ContractBatch {
  readonly events: readonly TelemetryEvent[]
  readonly dropped: ReadonlyMap<string, number>
  readonly removed: ReadonlyMap<string, number>
  readonly ignored?: ReadonlyMap<string, number>
  readonly stream: { readonly id: string; readonly firstSequence?: number; readonly nextSequence: number; readonly lost: ReadonlyMap<string, number> } | null
  readonly receivedAt: number
}

interface ContractHealth {
  readonly timeZone: string
  readonly rawEvents: number
  readonly lastEventAt: number | null
  readonly lastAggregationAt: number | null
  readonly unaggregatedDays: readonly number[]
  readonly oldestRawDay: number | null
  readonly received: number
  readonly stored: number
  readonly duplicates: number
  readonly dropped: ReadonlyMap<string, number>
  readonly clientLost: ReadonlyMap<string, number>
  readonly gaps: number
  readonly removed: ReadonlyMap<string, number>
  readonly ignored?: ReadonlyMap<string, number>
}

/** Which totals the contract asks for: everything, or one page of it. */
export interface ContractTotalsQuery {
  readonly from: number
  readonly to: number
  readonly filters: { readonly page: string | null; readonly endpoint: null; readonly action: null; readonly error: null }
  readonly minSessions: number
  readonly hours: boolean
  readonly rows: boolean
  readonly transitions: number
}

interface ContractTotals {
  readonly days: readonly { readonly day: number; readonly version: string; readonly live: boolean; readonly rows: readonly ContractRow[] }[]
  readonly rows: readonly ContractRow[]
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly count: number }[]
}

/** The part of a store that the contract tries. */
export interface StoreUnderTest {
  open(): Promise<void>
  insert(batch: ContractBatch): Promise<{ readonly stored: number; readonly duplicates: number; readonly dropped: ReadonlyMap<string, number> }>
  readAggregates(query: { readonly from: number; readonly to: number; readonly type?: EventType }, now: number): Promise<readonly ContractRow[]>
  readDays(query: { readonly from: number; readonly to: number; readonly type?: EventType }, now: number): Promise<readonly { readonly day: number; readonly version: string; readonly live: boolean; readonly rows: readonly ContractRow[] }[]>
  readTotals(query: ContractTotalsQuery, now: number): Promise<ContractTotals>
  readTransitions(query: { readonly from: number; readonly to: number }, now: number): Promise<readonly { readonly day: number; readonly from: string; readonly to: string; readonly count: number }[]>
  readEvents(options: { readonly after?: string; readonly limit: number }): Promise<{ readonly events: readonly TelemetryEvent[]; readonly cursor: string }>
  exportDay(day: number): AsyncIterable<TelemetryEvent>
  aggregate(options: { readonly now: number; readonly days?: readonly number[] }): Promise<{ readonly days: readonly number[] }>
  cleanup(options: { readonly now: number; readonly retentionDays: number }): Promise<{ readonly sealed: readonly number[]; readonly deleted: number; readonly skipped: readonly number[] }>
  health(now: number): Promise<ContractHealth>
  acquireLease(name: string, options: { readonly holder: string; readonly ttlMs: number; readonly now: number }): Promise<boolean>
  readSetting(key: string): Promise<string | null>
  writeSetting(key: string, value: string | null): Promise<void>
  listSettings(prefix: string): Promise<ReadonlyMap<string, string>>
  close(): Promise<void>
}

/** Settings that every store takes. */
export interface StoreSettings {
  readonly timeZone?: string
  readonly routes?: readonly string[]
  readonly limits?: { readonly contextsPerDay?: number; readonly minSessions?: number }
}

/** How the contract gets stores. */
export interface StoreHarness {
  /** A new, empty, open store. */
  create(settings?: StoreSettings): Promise<StoreUnderTest>
  /** The same data once more, while the first store may still be open: another process, or the next start. Left out by stores that forget. */
  again?(store: StoreUnderTest, settings?: StoreSettings): Promise<StoreUnderTest>
}
