import type { ReportSeriesPoint, ReportSummary } from '@parel/telemetry-core'
import type { Polarity } from './format/change'
import { formatCount, formatLatency, formatLength, formatPercent, formatRate, formatShortCount } from './format/numbers'

/** The key of one of the guide's eight numbers. */
export type MetricKey = keyof ReportSummary & keyof ReportSeriesPoint

/** One of the eight numbers: how it is called, written and judged. */
export interface Metric {
  readonly key: MetricKey
  readonly label: string
  readonly format: (value: number | null) => string
  /** For the axis, where room is short. */
  readonly formatTick: (value: number) => string
  /** What the axis counts in when its highest value is this: round minutes are not round milliseconds. */
  readonly tickUnit: (top: number) => number
  /** Lines of the axis are multiples of this, because their text says no less: half a view would read as one. 0: any. */
  readonly tickStep: number
  readonly polarity: Polarity
  /** What the number means; shown on hover and focus. */
  readonly explain: string
}

const inOnes = (_top: number) => 1
const inClockUnits = (ms: number) => (ms > 7_200_000 ? 3_600_000 : ms > 120_000 ? 60_000 : 1000)
const counted = { format: formatCount, formatTick: formatShortCount, tickUnit: inOnes, tickStep: 1 }
const measured = (format: (value: number | null) => string) => ({ format, formatTick: format, tickUnit: inOnes, tickStep: 0 })
const timed = { format: formatLength, formatTick: formatLength, tickUnit: inClockUnits, tickStep: 1000 }

/** The eight numbers, in the order of the guide. */
export const METRICS: readonly Metric[] = [
  {
    key: 'pageViews', label: 'Page views', ...counted, polarity: 'up',
    explain: 'How often a page was shown. Pages are routes such as /orders/[id]: identifiers never leave the browser.',
  },
  { key: 'actions', label: 'Actions', ...counted, polarity: 'up', explain: 'How often a named action was recorded, such as a click on a tracked button.' },
  {
    key: 'errors', label: 'Errors', ...counted, polarity: 'down',
    explain: 'Exceptions that nothing caught, and errors recorded with trackError().',
  },
  { key: 'apiCalls', label: 'API calls', ...counted, polarity: 'neutral', explain: 'Requests of the app to its API that were timed.' },
  {
    key: 'sessions', label: 'Sessions', ...counted, polarity: 'up',
    explain: 'Tab sessions begun in this period: a random id that ends after 30 idle minutes and cannot be linked to another.',
  },
  {
    key: 'avgSessionLength', label: 'Avg session', ...timed, polarity: 'up',
    explain: 'Mean visible time of a session. Time in a hidden tab does not count.',
  },
  { key: 'avgApiLatency', label: 'Avg API', ...measured(formatLatency), polarity: 'down', explain: 'Mean time from request to answer over all API calls.' },
  {
    key: 'errorRate', label: 'Error rate', ...measured(formatRate), formatTick: formatPercent, polarity: 'down',
    explain: 'Errors per 100 actions. It can pass 100, because an error needs no action.',
  },
]

/** Finds a metric by its key; the first one when there is no such key. */
export function findMetric(key: string | null): Metric {
  const [first] = METRICS
  const found = METRICS.find((metric) => metric.key === key) ?? first
  if (!found) throw new Error('The list of metrics is empty.')
  return found
}
