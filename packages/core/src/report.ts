import type { EventType } from './event'
import type { ReportVitals } from './report-vitals'

// The response of GET /api/telemetry, which the dashboard reads. `null` means that there is no such number.

/** The eight numbers of a period. */
export interface ReportSummary {
  readonly pageViews: number
  readonly actions: number
  readonly errors: number
  readonly apiCalls: number
  /** Distinct sessions that began in the period. */
  readonly sessions: number
  /** Mean `duration` of `api_call` in milliseconds, one decimal. */
  readonly avgApiLatency: number | null
  /** Errors per 100 actions, two decimals. Null without actions, and when the report is filtered by an action: errors know of none. */
  readonly errorRate: number | null
  /** Mean of the longest length that each session reported, in milliseconds, without sessions that reported none. */
  readonly avgSessionLength: number | null
}

/** One day, one type, one context. */
export interface ReportAggregate {
  /** `YYYY-MM-DD` in the reporting time zone. */
  readonly date: string
  readonly type: EventType
  readonly context: string | null
  readonly count: number
  readonly avgDuration: number | null
  /** Present if the group has durations; exact. */
  readonly p50Duration?: number
  readonly p95Duration?: number
  readonly p99Duration?: number
  /** Failed calls per 100 calls; only for `api_call`. */
  readonly errorRate?: number | null
}

/** The days a report covers. */
export interface ReportPeriod {
  readonly days: number
  /** First millisecond of the first day, ISO 8601. */
  readonly startDate: string
  /** Last millisecond of the last day, ISO 8601. */
  readonly endDate: string
}

/** Whether percentiles are computed from all values (one context on one day) or from merged histograms (within 1.1 %). */
export type PercentileAccuracy = 'exact' | 'approximate'

/** Counts of one time step. */
export interface ReportSeriesPoint {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:00` for hours, in the reporting time zone. */
  readonly time: string
  /** True for the step that is still running. */
  readonly partial: boolean
  readonly pageViews: number
  /** Null in the hours of one page: the hour of its actions is not kept. */
  readonly actions: number | null
  /** Null in the hours of one page, like `actions`. */
  readonly errors: number | null
  readonly apiCalls: number
  readonly sessions: number
  readonly avgApiLatency: number | null
  readonly p95ApiLatency: number | null
  /** Calls with status ≥ 400 or 0, per 100 calls, like `errorRate` of an endpoint. Null in hours, like the latencies. */
  readonly apiErrorRate: number | null
  readonly errorRate: number | null
  readonly avgSessionLength: number | null
}

/** One page. */
export interface ReportPage {
  readonly page: string
  readonly views: number
  /** Distinct sessions that saw it, added over the days; all views without a session count as one per day. */
  readonly sessions: number
  /**
   * Visible time per view, in milliseconds; null if no view reported any. A view that reported none is unknown, not zero, and one
   * that was hidden several times counts once. For days sealed before views were counted like this, and for several views of a page in one session, each reported time counts as a view.
   */
  readonly avgVisibleTime: number | null
  readonly errors: number
}

/** One action. */
export interface ReportAction {
  readonly action: string
  readonly count: number
  /** Distinct sessions with it, added over the days; all without a session count as one per day. */
  readonly sessions: number
  /** Sessions with this action per 100 sessions. */
  readonly adoption: number | null
  /** Pages where it happened, the most frequent first. */
  readonly pages: readonly ReportCount[]
}

/** A name with its count. */
export interface ReportCount {
  readonly name: string
  readonly count: number
}

/** One bar of a distribution: values in (from, to], milliseconds. */
export interface ReportBucket {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** One API endpoint. */
export interface ReportEndpoint {
  readonly endpoint: string
  readonly count: number
  readonly avg: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly percentiles: PercentileAccuracy
  /** Calls with status ≥ 400 or 0, per 100 calls; calls with an unknown status count as not failed. */
  readonly errorRate: number | null
  readonly statusCodes: readonly ReportCount[]
  readonly latency: readonly ReportBucket[]
}

/** Errors of the period. */
export interface ReportErrors {
  /** By kind, such as `api_error`, `client_error`, `network_error`; these three are always present. */
  readonly kinds: readonly ReportCount[]
  /** Problem areas. */
  readonly pages: readonly ReportCount[]
  readonly series: readonly { readonly time: string; readonly kinds: readonly ReportCount[] }[]
}

/** Sessions of the period. */
export interface ReportSessions {
  readonly count: number
  /** Mean and median length in milliseconds. */
  readonly avgLength: number | null
  readonly medianLength: number | null
  readonly percentiles: PercentileAccuracy
  readonly lengths: readonly ReportBucket[]
  readonly platforms: readonly ReportCount[]
  /** 24 counts: sessions that began in each hour of the day, in the reporting time zone. */
  readonly startsByHour: readonly number[]
  /**
   * 24 counts: ends of these sessions in each hour of the day, in the reporting time zone; an end after midnight counts in the hour at which it happened. A session ends its
   * longest known length after its start. Sessions that reported no length are left out, and so are days sealed before ends were kept.
   */
  readonly endsByHour: readonly number[]
}

/** How often one page followed another in a session. */
export interface ReportTransition {
  readonly from: string
  readonly to: string
  readonly count: number
}

/** The parts that `include` can request, besides summary, aggregates and period. */
export const REPORT_SECTIONS = [
  'series',
  'hours',
  'pages',
  'actions',
  'endpoints',
  'errors',
  'sessions',
  'transitions',
  'vitals',
] as const

/** One of {@link REPORT_SECTIONS}. */
export type ReportSection = (typeof REPORT_SECTIONS)[number]

/** The optional parts of a report. */
export interface ReportSections {
  readonly series?: readonly ReportSeriesPoint[]
  readonly hours?: readonly ReportSeriesPoint[]
  readonly pages?: { readonly uniquePages: number; readonly rows: readonly ReportPage[] }
  readonly actions?: readonly ReportAction[]
  readonly endpoints?: readonly ReportEndpoint[]
  readonly errors?: ReportErrors
  readonly sessions?: ReportSessions
  readonly transitions?: readonly ReportTransition[]
  readonly vitals?: ReportVitals
}

/** The response of `GET /api/telemetry`. */
export interface Report extends ReportSections {
  readonly summary: ReportSummary
  readonly aggregates: readonly ReportAggregate[]
  readonly period: ReportPeriod
  /** IANA name of the reporting time zone. Sent with `include`. */
  readonly timeZone?: string
  /**
   * Days, `YYYY-MM-DD`, of whose details some cannot be read in the database: they are missing in everything but the counts and durations of the day. Left out where
   * there are none.
   */
  readonly damagedDays?: readonly string[]
  /** The previous period, with `compare=previous`: matched by weekday, with the same sections as `series`. */
  readonly previous?: {
    readonly summary: ReportSummary
    readonly period: ReportPeriod
    /**
     * While the requested period is still running: the same time in the previous period, `YYYY-MM-DDTHH:MM` in the reporting time zone. `summary` counts up
     * to it, and the step marked `partial` is cut there. Missing if both periods are over.
     */
    readonly until?: string
    readonly series?: readonly ReportSeriesPoint[]
    readonly hours?: readonly ReportSeriesPoint[]
  }
}
