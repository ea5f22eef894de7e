import { dateOfDay, histogramQuantile, type ReportPageVitals, type ReportVital, type ReportVitals, type ReportVitalsDay, type VitalRating, type WebVitalName } from '@parel/telemetry-core'
import { trendOf, valuesOf } from '../rows/day-vitals'
import { sumCounts } from '../rows/fold'
import { addHistograms, type OpenPageHistograms } from '../rows/page-histograms'
import { type DailyRow, JUDGED_VITALS } from '../store/store'
import { memoByRows } from './memo-by-rows'
import type { Days } from './series'
import type { VisibleData } from './visible-data'

type Histogram = ReadonlyMap<number, number>

const share = 0.75

/** How a web vital is judged (https://web.dev/articles/vitals), in what its values are kept in. */
interface Bounds {
  readonly goodUpTo: number
  readonly poorAbove: number
  /** What of a value makes 1 of its unit: times are kept in milliseconds, the layout shift in thousandths. */
  readonly perUnit: 1 | 1000
}

const boundsOf: Record<WebVitalName, Bounds> = {
  LCP: { goodUpTo: 2500, poorAbove: 4000, perUnit: 1 },
  INP: { goodUpTo: 200, poorAbove: 500, perUnit: 1 },
  CLS: { goodUpTo: 100, poorAbove: 250, perUnit: 1000 },
  FCP: { goodUpTo: 1800, poorAbove: 3000, perUnit: 1 },
  TTFB: { goodUpTo: 800, poorAbove: 1800, perUnit: 1 },
}

/** The web vitals that are judged, of all pages together and of each, and how they went. */
export function toVitals({ days, rows }: Pick<VisibleData, 'days' | 'rows'>, limit: number): ReportVitals {
  const measured = JUDGED_VITALS.map((name) => ({ name, ...joinRows(rows.filter(({ type, context }) => type === 'web_vital' && context === name)) }))
  const names = new Set(measured.flatMap(({ pages }) => [...pages.keys()]))
  const pages = [...names].map((page): ReportPageVitals => ({ page, vitals: measured.flatMap(({ name, pages: own }) => judge(name, own.get(page))) }))
  return { all: measured.flatMap(({ name, all }) => judge(name, all)), pages: pages.sort(byCountThenPage).slice(0, limit), series: vitalSeries(days) }
}

function joinRows(rows: readonly DailyRow[]): { readonly all: Histogram; readonly pages: OpenPageHistograms } {
  const pages: OpenPageHistograms = new Map()
  const all: OpenPageHistograms = new Map([['', new Map()]])
  for (const row of rows) {
    addHistograms(pages, row.vitals)
    for (const histogram of valuesOf(row)) addHistograms(all, new Map([['', histogram]]))
  }
  return { all: all.get('') ?? new Map(), pages }
}

function judge(name: WebVitalName, histogram: Histogram = new Map()): readonly ReportVital[] {
  const p75 = histogramQuantile(histogram, share)
  if (p75 === null) return []
  const bounds = boundsOf[name]
  const ratings = new Map<VitalRating, number>()
  // Each value is taken as the middle of its bucket, here as in the percentile, so that the two agree.
  for (const [bucket, count] of histogram) addTo(ratings, rate(bounds, histogramQuantile(new Map([[bucket, 1]]), 1) ?? 0), count)
  return [{
    name, count: sumCounts(histogram), p75: inUnit(name, p75), rating: rate(bounds, p75),
    good: ratings.get('good') ?? 0, needsImprovement: ratings.get('needs-improvement') ?? 0, poor: ratings.get('poor') ?? 0,
  }]
}

function inUnit(name: WebVitalName, value: number): number {
  return Math.round(value) / boundsOf[name].perUnit
}

function vitalSeries(days: Days): ReportVitals['series'] {
  return days.flatMap((rows) => describeDay(rows) ?? [])
}

const describeDay = memoByRows((rows): ReportVitalsDay | null => {
  const known = new Map(rows.filter(({ type }) => type === 'web_vital').flatMap((row) => [...trendOf(row)]))
  const p75 = JUDGED_VITALS.flatMap((name) => {
    const histogram = known.get(name)
    const value = histogram && histogramQuantile(histogram, share)
    return value === undefined ? [] : [[name, value === null ? null : inUnit(name, value)] as const]
  })
  return p75.length === 0 ? null : { time: dateOfDay(rows[0]?.day ?? 0), p75: Object.fromEntries(p75) }
})

function rate({ goodUpTo, poorAbove }: Bounds, value: number): VitalRating {
  return value <= goodUpTo ? 'good' : value <= poorAbove ? 'needs-improvement' : 'poor'
}

function addTo(ratings: Map<VitalRating, number>, rating: VitalRating, count: number): void {
  ratings.set(rating, (ratings.get(rating) ?? 0) + count)
}

function byCountThenPage(left: ReportPageVitals, right: ReportPageVitals): number {
  const countOf = ({ vitals }: ReportPageVitals) => vitals.reduce((sum, { count }) => sum + count, 0)
  return countOf(right) - countOf(left) || (left.page < right.page ? -1 : 1)
}
