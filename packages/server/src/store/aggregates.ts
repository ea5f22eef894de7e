import type { EventType } from '@parel/telemetry-core'

/** Days since 1970-01-01 in the reporting time zone. */
export type Day = number

/** Counts by name. Maps, never objects: the names come from input. */
export type Counts = ReadonlyMap<string, number>

/** For each page how often which value was measured there, as a histogram. */
export type PageHistograms = ReadonlyMap<string, ReadonlyMap<number, number>>

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
  /** `page_leave` rows: views that were left, each once however often it was hidden; where days are added up, of each day no more than told a time. Of days sealed before this was kept as many as `durationCount`; else of no meaning. */
  readonly toldViews: number
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
  /** Pages where an action or an error happened, or a web vital was measured. Bounded. */
  readonly pages: Counts
  /** Counts by local hour, keys '0' to '23'. */
  readonly hours: Counts
  /** Counts by platform. */
  readonly platforms: Counts
  /** `session_end` rows: by local hour of the end, keys '0' to '23', where `hours` has the starts. Empty in days sealed before this was kept. */
  readonly endHours: Counts
  /**
   * Rows of a web vital: its values by page, whole milliseconds, of the layout shift (`CLS`) thousandths. Pages that `pages` does not name are joined. Empty in days sealed
   * before this was kept.
   */
  readonly vitals: PageHistograms
  /** True when computed from raw events just now, false when read from stored aggregates. */
  readonly live: boolean
  /** True as soon as a map that was asked for could not be read in the store: it is empty then. The numbers are not concerned. */
  readonly isDamaged?: boolean
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
 * What happened in a period, added up. Hidden, narrowed and merged from the rows of `readDays` of one state of the data, in this
 * order: a year with hundreds of contexts a day is a thousand rows this way, not a hundred thousand.
 */
export interface PeriodTotals {
  /**
   * One row for each day and type, errors one for each kind. Without maps but `hours`, without histogram but that of `api_call`. `vitals` of `web_vital` has for
   * each name (not page) as many buckets as its 75th percentile needs.
   */
  readonly days: readonly DayAggregates[]
  /** One row for each type and context; its day is the first. Percentiles are null where durations of several days were merged. Only the maps that a report of many days shows. */
  readonly rows: readonly DailyRow[]
  readonly transitions: readonly Omit<TransitionRow, 'day'>[]
  /** Days of whose maps some that are needed here cannot be read, see `isDamaged` of a row. Default: none. */
  readonly damaged?: readonly Day[]
}
