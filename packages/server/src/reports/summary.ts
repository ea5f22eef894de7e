import type { ReportSummary } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { divide, ratePer100, roundMs } from './round'

/** The eight numbers of some rows. */
export function summarize(rows: readonly DailyRow[]): ReportSummary {
  const total = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0, latency: { sum: 0, count: 0 }, length: { sum: 0, count: 0 } }
  for (const row of rows) {
    if (row.type === 'page_view') total.pageViews += row.count
    else if (row.type === 'action') total.actions += row.count
    else if (row.type === 'error') total.errors += row.count
    else if (row.type === 'session_start') total.sessions += row.count
    else if (row.type === 'session_end') addDurations(total.length, row)
    else if (row.type === 'api_call') {
      total.apiCalls += row.count
      addDurations(total.latency, row)
    }
  }
  const { latency, length, ...counts } = total
  return {
    ...counts,
    avgApiLatency: roundMs(divide(latency.sum, latency.count)),
    errorRate: ratePer100(counts.errors, counts.actions),
    avgSessionLength: roundMs(divide(length.sum, length.count)),
  }
}

function addDurations(total: { sum: number; count: number }, row: DailyRow): void {
  total.sum += row.durationSum
  total.count += row.durationCount
}
