import type { EventType } from '@parel/telemetry-core'
import type { Counts, DailyRow } from '../store/store'
import { addCounts, sumOf } from './fold'
import { mergeDurations } from './merge-durations'

type MapName = 'statusCounts' | 'errorTypes' | 'pages' | 'hours' | 'platforms'

// What the panels read of a whole period. The rest would cost most of the time: every row of every day has a map of hours.
const mapsOfType: Partial<Record<EventType, readonly MapName[]>> = {
  api_call: ['statusCounts'],
  action: ['pages'],
  error: ['pages'],
  session_start: ['hours', 'platforms'],
}
const typesWithHistogram: ReadonlySet<EventType> = new Set(['api_call', 'session_end'])

/**
 * Merges rows of many days into one for each type and context; rows that were merged before may be merged
 * again: everything is a sum, a minimum or a maximum.
 */
export function mergeRows(rows: readonly DailyRow[]): readonly DailyRow[] {
  return groupByContext(rows, ({ context }) => context).map(([context, group]) => {
    const { type } = group[0]
    return mergeGroup(group, { context, maps: mapsOfType[type] ?? [], histogram: typesWithHistogram.has(type) })
  })
}

/** The rows of one day as one for each type; errors stay apart by kind. */
export function mergeDay(rows: readonly DailyRow[], { hours }: { readonly hours: boolean }): readonly DailyRow[] {
  return groupByContext(rows, ({ type, context }) => (type === 'error' ? context : '')).map(([context, group]) =>
    mergeGroup(group, { context, maps: hours ? ['hours'] : [], histogram: group[0].type === 'api_call' }),
  )
}

type Group = [DailyRow, ...DailyRow[]]

function groupByContext(rows: readonly DailyRow[], contextOf: (row: DailyRow) => string): readonly (readonly [context: string, Group])[] {
  const byType = new Map<EventType, Map<string, Group>>()
  for (const row of rows) {
    let byContext = byType.get(row.type)
    if (byContext === undefined) byType.set(row.type, (byContext = new Map()))
    const context = contextOf(row)
    const group = byContext.get(context)
    if (group === undefined) byContext.set(context, [row])
    else group.push(row)
  }
  return [...byType.values()].flatMap((byContext) => [...byContext])
}

interface Wanted {
  readonly context: string
  readonly maps: readonly MapName[]
  readonly histogram: boolean
}

const noCounts: Counts = new Map()
const noHistogram: DailyRow['histogram'] = new Map()

function mergeGroup(group: Group, { context, maps, histogram }: Wanted): DailyRow {
  const [{ day, type }] = group
  const durations = mergeDurations(group)
  const { p50 = null, p95 = null, p99 = null } = durations.only ?? {}
  const mapOf = (name: MapName) => (maps.includes(name) ? addCounts(group.map((row) => row[name])) : noCounts)
  return {
    day, type, context, p50, p95, p99,
    count: sumOf(group, (row) => row.count),
    failed: sumOf(group, (row) => row.failed),
    sessions: sumOf(group, (row) => row.sessions),
    durationCount: durations.count,
    durationSum: durations.sum,
    durationMin: durations.min,
    durationMax: durations.max,
    histogram: histogram ? durations.histogram : noHistogram,
    statusCounts: mapOf('statusCounts'),
    errorTypes: mapOf('errorTypes'),
    pages: mapOf('pages'),
    hours: mapOf('hours'),
    platforms: mapOf('platforms'),
    live: group.some((row) => row.live),
  }
}
