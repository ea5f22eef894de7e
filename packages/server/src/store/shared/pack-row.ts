import type { Counts, DailyRow } from '../store'
import { MAP_NAMES, type PackedMaps, type PackedRow } from './daily-row'
import { encodeHistogram } from './histogram-bytes'

/** Packs a row, for a cache or for another thread. */
export function packRow(row: DailyRow): PackedRow {
  const { type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, toldViews } = row
  const histogram = encodeHistogram([...row.histogram].sort(([left], [right]) => left - right))
  return [type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, histogram, packMaps(row), type === 'page_leave' ? toldViews : null]
}

function packMaps(row: Record<keyof PackedMaps, Counts>): string | null {
  const filled = MAP_NAMES.filter((name) => row[name].size > 0)
  return filled.length === 0 ? null : JSON.stringify(Object.fromEntries(filled.map((name) => [name, [...row[name]]])))
}
