import { histogramQuantile, type ReportPageVitals, type ReportVital, type ReportVitals, type VitalRating, type WebVitalName } from '@parel/telemetry-core'
import { sumCounts } from '../rows/fold'
import { addHistograms, type OpenPageHistograms } from '../rows/page-histograms'
import { type DailyRow, JUDGED_VITALS } from '../store/store'

type Histogram = ReadonlyMap<number, number>

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

/** The web vitals that are judged, of all pages together and of each. */
export function toVitals(rows: readonly DailyRow[], limit: number): ReportVitals {
  const measured = JUDGED_VITALS.map((name) => ({ name, ...joinRows(rows.filter(({ type, context }) => type === 'web_vital' && context === name)) }))
  const names = new Set(measured.flatMap(({ pages }) => [...pages.keys()]))
  const pages = [...names].map((page): ReportPageVitals => ({ page, vitals: measured.flatMap(({ name, pages: own }) => judge(name, own.get(page))) }))
  return { all: measured.flatMap(({ name, all }) => judge(name, all)), pages: pages.sort(byCountThenPage).slice(0, limit) }
}

function joinRows(rows: readonly DailyRow[]): { readonly all: Histogram; readonly pages: OpenPageHistograms } {
  const pages: OpenPageHistograms = new Map()
  const all: OpenPageHistograms = new Map([['', new Map()]])
  for (const row of rows) {
    addHistograms(pages, row.vitals)
    // Durations are of all pages, also on days of which no pages are known. Of one page, and of the layout shift, there are only the values of pages.
    const known = row.durationCount > 0 ? [row.histogram] : [...row.vitals.values()]
    for (const histogram of known) addHistograms(all, new Map([['', histogram]]))
  }
  return { all: all.get('') ?? new Map(), pages }
}

function judge(name: WebVitalName, histogram: Histogram = new Map()): readonly ReportVital[] {
  const p75 = histogramQuantile(histogram, 0.75)
  if (p75 === null) return []
  const bounds = boundsOf[name]
  const ratings = new Map<VitalRating, number>()
  // Each value is taken as the middle of its bucket, here as in the percentile, so that the two agree.
  for (const [bucket, count] of histogram) addTo(ratings, rate(bounds, histogramQuantile(new Map([[bucket, 1]]), 1) ?? 0), count)
  return [{
    name, count: sumCounts(histogram), p75: Math.round(p75) / bounds.perUnit, rating: rate(bounds, p75),
    good: ratings.get('good') ?? 0, needsImprovement: ratings.get('needs-improvement') ?? 0, poor: ratings.get('poor') ?? 0,
  }]
}

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
