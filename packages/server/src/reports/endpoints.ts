import type { ReportEndpoint } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { addCounts, groupRows, sumOf, toCounts } from '../rows/fold'
import { mergeDurations } from '../rows/merge-durations'
import { describeDurations, toBuckets } from './latency'
import { ratePer100 } from './round'

/** API endpoints, the slowest first. */
export function toEndpoints(rows: readonly DailyRow[], limit: number): readonly ReportEndpoint[] {
  const groups = groupRows(rows.filter((row) => row.type === 'api_call'), (row) => row.context)
  return [...groups]
    .map(([endpoint, ofEndpoint]) => toEndpoint(endpoint, ofEndpoint))
    .sort((left, right) => (right.p95 ?? 0) - (left.p95 ?? 0) || right.count - left.count || (left.endpoint < right.endpoint ? -1 : 1))
    .slice(0, limit)
}

function toEndpoint(endpoint: string, rows: readonly DailyRow[]): ReportEndpoint {
  const merged = mergeDurations(rows)
  const count = sumOf(rows, (row) => row.count)
  return {
    endpoint,
    count,
    ...describeDurations(merged),
    errorRate: ratePer100(sumOf(rows, (row) => row.failed), count),
    statusCodes: toCounts(addCounts(rows.map((row) => row.statusCounts))),
    latency: toBuckets(merged, 2),
  }
}
