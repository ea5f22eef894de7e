import type { EventType } from './event'
import type { ReportVitals } from './report-vitals'

// The words of GET /api/telemetry: what the server answers and the dashboard reads. `null` means "there is no such number".

/** The eight numbers of a period. */
export interface ReportSummary {
  readonly pageViews: number
  readonly actions: number
  readonly errors: number
  readonly apiCalls: number
  /** Distinct sessions begun in the period. */
  readonly sessions: number
  /** Mean `duration` of `api_call` in milliseconds, 1 decimal. */
  readonly avgApiLatency: number | null
  /** Errors per 100 actions, 2 decimals. Null without actions. */
  readonly errorRate: number | null
  /** Mean of the longest length that each session told, in milliseconds; sessions that told none are not in it. */
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
  /** Present when the group has durations; exact. */
  readonly p50Duration?: number
  readonly p95Duration?: number
  readonly p99Duration?: number
  /** Failed calls per 100 calls; only for `api_call`. */
  readonly errorRate?: number | null
}

/** The days that a report covers. */
export interface ReportPeriod {
  readonly days: number
  /** First millisecond of the first day, ISO 8601. */
  readonly startDate: string
  /** Last millisecond of the last day, ISO 8601. */
  readonly endDate: string
}

/** Whether percentiles come from all values (one context on one day) or from merged histograms (within 1.1 %). */
export type PercentileAccuracy = 'exact' | 'approximate'

/** Counts of one step of time. */
export interface ReportSeriesPoint {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:00` for hours, in the reporting time zone. */
  readonly time: string
  /** True for the step that is still running. */
  readonly partial: boolean
  readonly pageViews: number
  /** Null in the hours of one page: which of its actions was when is not kept. */
  readonly actions: number | null
  /** Null in the hours of one page, as `actions`. */
  readonly errors: number | null
  readonly apiCalls: number
  readonly sessions: number
  readonly avgApiLatency: number | null
  readonly p95ApiLatency: number | null
  /** Calls with status ≥ 400 or 0, per 100 calls, as `errorRate` of an endpoint. Null in hours, as the latencies. */
  readonly apiErrorRate: number | null
  readonly errorRate: number | null
  readonly avgSessionLength: number | null
}

/** One page. */
export interface ReportPage {
  readonly page: string
  readonly views: number
  /** Distinct sessions that saw it, added over the days; all views without a session count as one a day. */
  readonly sessions: number
  /**
   * Visible time per view, in milliseconds; null when none was told of any. A view that told none is unknown, not zero, and one
   * that was hidden several times counts once. Of days sealed before that was counted, and of several views of a page in one session, as many count as told times.
   */
  readonly avgVisibleTime: number | null
  readonly errors: number
}

/** One action. */
export interface ReportAction {
  readonly action: string
  readonly count: number
  /** Distinct sessions with it, added over the days; all that came without a session count as one a day. */
  readonly sessions: number
  /** Sessions with this action per 100 sessions. */
  readonly adoption: number | null
  /** Where it happened, most often first. */
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
  /** Calls with status ≥ 400 or 0, per 100 calls; those whose status is not known are calls that did not fail. */
  readonly errorRate: number | null
  readonly statusCodes: readonly ReportCount[]
  readonly latency: readonly ReportBucket[]
}

/** Errors of the period. */
export interface ReportErrors {
  /** By kind, e.g. `api_error`, `client_error`, `network_error`. These three are always present. */
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
  /** 24 counts: sessions begun in each hour of the day, reporting time zone. */
  readonly startsByHour: readonly number[]
  /**
   * 24 counts: ends of these sessions in each hour of the day, reporting time zone; an end after midnight counts at its hour of the clock. A session ends its
   * longest known length after its start. Those that told no length are not in it, nor are days that were deleted down to their numbers before ends were kept.
   */
  readonly endsByHour: readonly number[]
}

/** How often one page followed another in a session. */
export interface ReportTransition {
  readonly from: string
  readonly to: string
  readonly count: number
}

/** The parts that `include` can name, beside summary, aggregates and period. */
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

/** The answer of `GET /api/telemetry`. */
export interface Report extends ReportSections {
  readonly summary: ReportSummary
  readonly aggregates: readonly ReportAggregate[]
  readonly period: ReportPeriod
  /** IANA name of the reporting time zone. Sent with `include`. */
  readonly timeZone?: string
  /** The period before, with `compare=previous`: weekday matched, same sections as `series`. */
  readonly previous?: {
    readonly summary: ReportSummary
    readonly period: ReportPeriod
    /**
     * While the period asked for is running, the same time in the period before, `YYYY-MM-DDTHH:MM` in the reporting time zone: `summary` counts up
     * to it, and the step marked `partial` holds only its part. Missing when both periods are over.
     */
    readonly until?: string
    readonly series?: readonly ReportSeriesPoint[]
    readonly hours?: readonly ReportSeriesPoint[]
  }
}
