// How fast pages were, in the words of GET /api/telemetry.

/** The web vitals that are judged. */
export type WebVitalName = 'LCP' | 'INP' | 'CLS' | 'FCP' | 'TTFB'

/** How a value is judged by the bounds of https://web.dev/articles/vitals. */
export type VitalRating = 'good' | 'needs-improvement' | 'poor'

/** One web vital, of a page or of all. */
export interface ReportVital {
  readonly name: WebVitalName
  /** Values behind the numbers. */
  readonly count: number
  /** 75 of 100 values were at most this, within 1.1 %: milliseconds, of `CLS` no unit. */
  readonly p75: number
  /** Of the `p75`. */
  readonly rating: VitalRating
  /** How many values were rated so. */
  readonly good: number
  readonly needsImprovement: number
  readonly poor: number
}

/** The web vitals of one page. */
export interface ReportPageVitals {
  readonly page: string
  /** Those that were measured there. */
  readonly vitals: readonly ReportVital[]
}

/** The web vitals of one day, of all pages together. */
export interface ReportVitalsDay {
  /** `YYYY-MM-DD` in the reporting time zone. */
  readonly time: string
  /** Of each that was measured; null where its values were not kept: of a page, and of `CLS`, on days that were deleted down to their numbers before. */
  readonly p75: Readonly<Partial<Record<WebVitalName, number | null>>>
}

/** How fast pages were for those who saw them. */
export interface ReportVitals {
  /** Of all pages together; those that were measured. */
  readonly all: readonly ReportVital[]
  /** The pages with the most values first. Values of days that were deleted down to their numbers before pages were kept are in `all` only. */
  readonly pages: readonly ReportPageVitals[]
  /** Days on which any was measured. */
  readonly series: readonly ReportVitalsDay[]
}
