import type { EventType } from '@parel/telemetry-core'
import type { Counts, DailyRow, PageHistograms } from '../store/store'
import { trendOf } from './day-vitals'
import { timedViewsOf } from './fold'
import { addHistograms, type OpenPageHistograms } from './page-histograms'

type MapName = 'statusCounts' | 'errorTypes' | 'pages' | 'hours' | 'platforms' | 'endHours'

// What the panels read of a whole period. The rest would cost most of the time: every row of every day has a map of hours.
const mapsOfType: Partial<Record<EventType, readonly MapName[]>> = {
  api_call: ['statusCounts'],
  action: ['pages'],
  error: ['pages'],
  session_start: ['hours', 'platforms'],
  session_end: ['endHours'],
}
const typesWithHistogram: ReadonlySet<EventType> = new Set(['api_call', 'session_end', 'web_vital'])

/** Adds up rows, and forgets each as soon as it is added: what lives shortly costs nothing. */
export interface RowMerger {
  add(rows: readonly DailyRow[]): void
  /** One row for each type and context, in the order of their first appearance. Nothing is to be added any more. */
  finish(): readonly DailyRow[]
}

/** What of the rows goes into which sum, and which parts it keeps. */
interface MergeChoice {
  readonly contextOf: (row: DailyRow) => string
  readonly mapsOf: (type: EventType) => readonly MapName[]
  readonly hasHistogram: (type: EventType) => boolean
  /** Of a web vital. */
  readonly vitalsOf: (row: DailyRow) => PageHistograms
}

/** Creates a merger of rows. Rows that were merged before may be merged again: everything is a sum, a minimum or a maximum. */
export function createRowMerger({ contextOf, mapsOf, hasHistogram, vitalsOf }: MergeChoice = byContext): RowMerger {
  const byType = new Map<EventType, Map<string, Sum>>()
  const sumOf = (row: DailyRow): Sum => {
    let sums = byType.get(row.type)
    if (sums === undefined) byType.set(row.type, (sums = new Map()))
    const context = contextOf(row)
    let sum = sums.get(context)
    if (sum === undefined) sums.set(context, (sum = createSum(row, context)))
    return sum
  }
  return {
    add(rows) {
      for (const row of rows) {
        const sum = sumOf(row)
        addNumbers(sum, row)
        for (const name of mapsOf(row.type)) addCounts((sum.maps[name] ??= new Map()), row[name])
        if (hasHistogram(row.type) && row.durationCount > 0) addCounts(sum.histogram, row.histogram)
        if (row.type === 'web_vital') addHistograms(sum.vitals, vitalsOf(row))
      }
    },
    finish: () => [...byType.values()].flatMap((sums) => [...sums.values()].map(toRow)),
  }
}

const byContext: MergeChoice = {
  contextOf: ({ context }) => context,
  mapsOf: (type) => mapsOfType[type] ?? [],
  hasHistogram: (type) => typesWithHistogram.has(type),
  vitalsOf: ({ vitals }) => vitals,
}

/** The rows of one day as one for each type; errors stay apart by kind, and web vitals have what their trend needs. */
export function mergeDay(rows: readonly DailyRow[], { hours }: { readonly hours: boolean }): readonly DailyRow[] {
  const merger = createRowMerger({
    contextOf: ({ type, context }) => (type === 'error' ? context : ''),
    mapsOf: () => (hours ? ['hours'] : []),
    hasHistogram: (type) => type === 'api_call',
    vitalsOf: trendOf,
  })
  merger.add(rows)
  return merger.finish()
}

type Numbers = 'count' | 'failed' | 'sessions' | 'durationCount' | 'durationSum' | 'toldViews'
type Durations = 'durationMin' | 'durationMax' | 'p50' | 'p95' | 'p99'

type Sum = Pick<DailyRow, 'day' | 'type' | 'context'> & Record<Numbers, number> & Record<Durations, number | null> & {
  live: boolean
  /** Rows with durations: of one alone the percentiles are known. */
  measured: number
  readonly histogram: Map<number, number>
  readonly vitals: OpenPageHistograms
  readonly maps: Partial<Record<MapName, Map<string, number>>>
}

function createSum({ day, type }: DailyRow, context: string): Sum {
  return {
    day, type, context, count: 0, failed: 0, sessions: 0, durationCount: 0, durationSum: 0, toldViews: 0, durationMin: null, durationMax: null,
    p50: null, p95: null, p99: null, live: false, measured: 0, histogram: new Map(), vitals: new Map(), maps: {},
  }
}

function addNumbers(sum: Sum, row: DailyRow): void {
  sum.count += row.count
  sum.failed += row.failed
  sum.sessions += row.sessions
  sum.live ||= row.live
  if (row.durationCount === 0) return
  sum.durationCount += row.durationCount
  sum.durationSum += row.durationSum
  sum.toldViews += timedViewsOf(row)
  if (row.durationMin !== null) sum.durationMin = Math.min(sum.durationMin ?? row.durationMin, row.durationMin)
  if (row.durationMax !== null) sum.durationMax = Math.max(sum.durationMax ?? row.durationMax, row.durationMax)
  const isOnly = ++sum.measured === 1
  sum.p50 = isOnly ? row.p50 : null
  sum.p95 = isOnly ? row.p95 : null
  sum.p99 = isOnly ? row.p99 : null
}

function addCounts<Key>(sum: Map<Key, number>, counts: ReadonlyMap<Key, number>): void {
  // Without a pair for each: histograms are read as they are packed.
  counts.forEach((count, key) => sum.set(key, (sum.get(key) ?? 0) + count))
}

const noCounts: Counts = new Map()

// Named one by one: to copy the rest of an object costs as much as everything else here.
function toRow({ day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, histogram, vitals, live, maps }: Sum): DailyRow {
  const { statusCounts = noCounts, errorTypes = noCounts, pages = noCounts, hours = noCounts, platforms = noCounts, endHours = noCounts } = maps
  return {
    day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, histogram, live,
    statusCounts, errorTypes, pages, hours, platforms, endHours, vitals,
  }
}
