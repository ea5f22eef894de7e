// How fast pages were, as in the response of GET /api/telemetry.

/** The web vitals that are rated. */
export type WebVitalName = 'LCP' | 'INP' | 'CLS' | 'FCP' | 'TTFB'

/** Rating of a value by the thresholds of https://web.dev/articles/vitals. */
export type VitalRating = 'good' | 'needs-improvement' | 'poor'

/** One web vital, of one page or of all. */
export interface ReportVital {
  readonly name: WebVitalName
  /** Number of measured values. */
  readonly count: number
  /** The 75th percentile, within 1.1 %: milliseconds; `CLS` has no unit. */
  readonly p75: number
  /** Rating of the `p75`. */
  readonly rating: VitalRating
  /** How many values have each rating. */
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
  /** Of each vital that was measured; null where its values were not kept: per page, and for `CLS`, on days sealed before these were kept. */
  readonly p75: Readonly<Partial<Record<WebVitalName, number | null>>>
}

/** How fast pages were for visitors. */
export interface ReportVitals {
  /** Of all pages together; only vitals that were measured. */
  readonly all: readonly ReportVital[]
  /** The pages with the most values first. Values of days sealed before values per page were kept are only in `all`. */
  readonly pages: readonly ReportPageVitals[]
  /** Days on which any vital was measured. */
  readonly series: readonly ReportVitalsDay[]
}
