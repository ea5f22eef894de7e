import type { ReportCount } from '@parel/telemetry-core'
import type { Counts, DailyRow } from '../store/store'

/** Groups rows by a key, in the order of their first appearance. */
export function groupRows<Key>(rows: readonly DailyRow[], keyOf: (row: DailyRow) => Key): Map<Key, DailyRow[]> {
  const groups = new Map<Key, DailyRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return groups
}

/** Adds up maps of counts. */
export function addCounts(maps: Iterable<Counts>): Map<string, number> {
  const total = new Map<string, number>()
  for (const map of maps) for (const [name, count] of map) total.set(name, (total.get(name) ?? 0) + count)
  return total
}

/** All counts of a map together. */
export function sumCounts(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** Counts as the API lists them: the most frequent first, equal ones by name. */
export function toCounts(counts: Counts, limit = Infinity): readonly ReportCount[] {
  return [...counts].map(([name, count]) => ({ name, count })).sort(byCountThenName).slice(0, limit)
}

function byCountThenName(left: ReportCount, right: ReportCount): number {
  return right.count - left.count || (left.name < right.name ? -1 : 1)
}

/** For a `page_leave` row: the views that reported a time. Zero if none did, as for a page that was open for more than a day. */
export function timedViewsOf({ toldViews, durationCount }: Pick<DailyRow, 'toldViews' | 'durationCount'>): number {
  return Math.min(toldViews, durationCount)
}

/** Adds one number of each row. */
export function sumOf(rows: readonly DailyRow[], numberOf: (row: DailyRow) => number): number {
  return rows.reduce((sum, row) => sum + numberOf(row), 0)
}
