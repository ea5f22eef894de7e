import type { ReportSeriesPoint, ReportSummary } from '@parel/telemetry-core'
import type { Polarity } from './format/change'
import { formatCount, formatLatency, formatLength, formatPercent, formatRate, formatShortCount } from './format/numbers'
import { FILTERS, type Filter } from './state/filters'

/** What a drawing needs to know of a number. */
export type Drawn = Pick<Metric, 'label' | 'format' | 'formatTick' | 'tickUnit' | 'tickStep' | 'polarity'>

/** The key of a number that is known over time. */
export type MetricKey = Exclude<keyof ReportSeriesPoint, 'time' | 'partial'>

/** One number: how it is called, written and judged. */
export interface Metric<Key extends MetricKey = MetricKey> {
  readonly key: Key
  readonly label: string
  readonly format: (value: number | null) => string
  /** For the axis, where room is short. */
  readonly formatTick: (value: number) => string
  /** What the axis counts in when its highest value is this: round minutes are not round milliseconds. */
  readonly tickUnit: (top: number) => number
  /** Lines of the axis are multiples of this, because their text says no less: half a view would read as one. 0: any. */
  readonly tickStep: number
  readonly polarity: Polarity
  /** The filters under which it is another number, the narrowest first. */
  readonly narrowedBy: readonly Filter[]
  /** What the number means; shown on hover and focus. */
  readonly explain: string
}

const inOnes = (_top: number) => 1
const inClockUnits = (ms: number) => (ms > 7_200_000 ? 3_600_000 : ms > 120_000 ? 60_000 : 1000)
const counted = { format: formatCount, formatTick: formatShortCount, tickUnit: inOnes, tickStep: 1 }
/** What is drawn and written in one way. */
export const measured = (format: (value: number | null) => string) => ({ format, formatTick: format, tickUnit: inOnes, tickStep: 0 })
const latency = { ...measured(formatLatency), polarity: 'down', narrowedBy: ['endpoint'] } as const
const rated = { ...measured(formatRate), formatTick: formatPercent, polarity: 'down' } as const
const timed = { format: formatLength, formatTick: formatLength, tickUnit: inClockUnits, tickStep: 1000 }

/** The eight numbers, in the order of the guide. */
export const METRICS: readonly Metric<MetricKey & keyof ReportSummary>[] = [
  {
    key: 'pageViews', label: 'Page views', ...counted, polarity: 'up', narrowedBy: ['page'],
    explain: 'How often a page was shown. Pages are routes such as /orders/[id]: the browser removes identifiers.',
  },
  {
    key: 'actions', label: 'Actions', ...counted, polarity: 'up', narrowedBy: ['action', 'page'],
    explain: 'How often a named action was recorded, such as a click on a tracked button.',
  },
  {
    key: 'errors', label: 'Errors', ...counted, polarity: 'down', narrowedBy: ['error', 'page'],
    explain: 'Exceptions that nothing caught, and errors recorded with trackError().',
  },
  { key: 'apiCalls', label: 'API calls', ...counted, polarity: 'neutral', narrowedBy: ['endpoint'], explain: 'Timed requests of the app to its API.' },
  {
    key: 'sessions', label: 'Sessions', ...counted, polarity: 'up', narrowedBy: [],
    explain: 'Tab sessions started in this period: a random id that ends after 30 idle minutes or 4 hours.',
  },
  {
    key: 'avgSessionLength', label: 'Avg session', ...timed, polarity: 'up', narrowedBy: [],
    explain: 'Mean visible time of a session. Time in a hidden tab does not count.',
  },
  { key: 'avgApiLatency', label: 'Avg API', ...latency, explain: 'Mean time from request to response of the API calls.' },
  {
    key: 'errorRate', label: 'Error rate', ...rated, narrowedBy: ['error', 'page'],
    explain: 'Errors per 100 actions. It can pass 100, because an error needs no action; of one action there is none.',
  },
]

/** All that can be drawn over time: the eight, and what tells more of API calls. */
export const CHARTED: readonly Metric[] = [
  ...METRICS,
  { key: 'p95ApiLatency', label: 'p95 API', ...latency, explain: '95 of 100 calls of a day were faster than this.' },
  { key: 'apiErrorRate', label: 'Failed calls', ...rated, narrowedBy: ['endpoint'], explain: 'Calls with status 400 or above, or without a response, per 100 calls.' },
]

/** What the chart shows until something else is chosen: of the narrowest filter that is set, what it counts; without one, page views. */
export function mainMetric(filters: Iterable<Filter>): Metric {
  const set = [...filters]
  const narrowest = FILTERS.findLast((filter) => set.includes(filter)) ?? 'page'
  const found = CHARTED.find(({ narrowedBy }) => narrowedBy[0] === narrowest)
  if (!found) throw new Error('The list of metrics is empty.')
  return found
}

/** Finds a metric by its key. */
export const findMetric = (key: string | null): Metric | undefined => CHARTED.find((metric) => metric.key === key)
