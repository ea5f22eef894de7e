import type { ReportSessions } from '@parel/telemetry-core'
import type { Counts, DailyRow } from '../store/store'
import { addCounts, sumOf, toCounts } from '../rows/fold'
import { mergeDurations } from '../rows/merge-durations'
import { describeDurations, toBuckets } from './latency'

/** Sessions: how many, how long, from where, at which hours. */
export function toSessions(rows: readonly DailyRow[]): ReportSessions {
  const starts = rows.filter((row) => row.type === 'session_start')
  const ends = rows.filter((row) => row.type === 'session_end')
  const lengths = mergeDurations(ends)
  const numbers = describeDurations(lengths)
  return {
    count: sumOf(starts, (row) => row.count),
    avgLength: numbers.avg,
    medianLength: numbers.p50,
    percentiles: numbers.percentiles,
    lengths: toBuckets(lengths, 1),
    platforms: toCounts(addCounts(starts.map((row) => row.platforms))),
    startsByHour: countByHour(starts.map((row) => row.hours)),
    endsByHour: countByHour(ends.map((row) => row.endHours)),
  }
}

function countByHour(maps: readonly Counts[]): readonly number[] {
  const hours = addCounts(maps)
  return Array.from({ length: 24 }, (_, hour) => hours.get(String(hour)) ?? 0)
}
