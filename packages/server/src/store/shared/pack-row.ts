import type { Counts, DailyRow, PageHistograms } from '../store'
import { MAP_NAMES, type MapName, type PackedRow } from './daily-row'
import { encodeHistogram } from './histogram-bytes'
import { packVitals } from './pack-vitals'

/** Packs a row, for a cache or for another thread. */
export function packRow(row: DailyRow): PackedRow {
  const { type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, toldViews } = row
  const histogram = encodeHistogram([...row.histogram].sort(([left], [right]) => left - right))
  return [type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, histogram, packMaps(row), type === 'page_leave' ? toldViews : null]
}

function packMaps(row: Record<MapName, Counts> & { readonly vitals: PageHistograms }): string | null {
  const filled = MAP_NAMES.filter((name) => row[name].size > 0).map((name) => [name, [...row[name]]] as const)
  const all = row.vitals.size > 0 ? [...filled, ['vitals', packVitals(row.vitals)] as const] : filled
  return all.length === 0 ? null : JSON.stringify(Object.fromEntries(all))
}
