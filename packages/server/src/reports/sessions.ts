import type { ReportSessions } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { addCounts, sumOf, toCounts } from '../rows/fold'
import { mergeDurations } from '../rows/merge-durations'
import { describeDurations, toBuckets } from './latency'

/** Sessions: how many, how long, from where, at which hours. */
export function toSessions(rows: readonly DailyRow[]): ReportSessions {
  const starts = rows.filter((row) => row.type === 'session_start')
  const lengths = mergeDurations(rows.filter((row) => row.type === 'session_end'))
  const numbers = describeDurations(lengths)
  const hours = addCounts(starts.map((row) => row.hours))
  return {
    count: sumOf(starts, (row) => row.count),
    avgLength: numbers.avg,
    medianLength: numbers.p50,
    percentiles: numbers.percentiles,
    lengths: toBuckets(lengths, 1),
    platforms: toCounts(addCounts(starts.map((row) => row.platforms))),
    startsByHour: Array.from({ length: 24 }, (_, hour) => hours.get(String(hour)) ?? 0),
  }
}
