import type { ReportSummary } from '@parel/telemetry-core'
import type { DailyRow, RowFilters } from '../store/store'
import { memoByRows } from './memo-by-rows'
import { divide, ratePer100, roundMs } from './round'

interface Totals {
  pageViews: number
  actions: number
  errors: number
  apiCalls: number
  sessions: number
  latencySum: number
  latencyCount: number
  lengthSum: number
  lengthCount: number
}

const noTotals: Totals = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0, latencySum: 0, latencyCount: 0, lengthSum: 0, lengthCount: 0 }

/**
 * The eight numbers of some days, each with its rows.
 *
 * @param filters - What the rows were narrowed to. Errors know nothing of actions: all of them per 100 uses of one would be the rate of nothing.
 */
export function summarize(days: readonly (readonly DailyRow[])[], { action }: Pick<RowFilters, 'action'>): ReportSummary {
  const total = { ...noTotals }
  for (const day of days) {
    const ofDay = totalsOfDay(day)
    for (const name of Object.keys(total) as (keyof Totals)[]) total[name] += ofDay[name]
  }
  const { latencySum, latencyCount, lengthSum, lengthCount, ...counts } = total
  return {
    // Whole already, but for a day that was cut at a time (cut-previous.ts).
    pageViews: Math.round(counts.pageViews),
    actions: Math.round(counts.actions),
    errors: Math.round(counts.errors),
    apiCalls: Math.round(counts.apiCalls),
    sessions: Math.round(counts.sessions),
    avgApiLatency: roundMs(divide(latencySum, latencyCount)),
    errorRate: action === null ? ratePer100(counts.errors, counts.actions) : null,
    avgSessionLength: roundMs(divide(lengthSum, lengthCount)),
  }
}

const totalsOfDay = memoByRows((rows): Totals => {
  const total = { ...noTotals }
  for (const row of rows) addRow(total, row)
  return total
})

function addRow(total: Totals, row: DailyRow): void {
  if (row.type === 'page_view') total.pageViews += row.count
  else if (row.type === 'action') total.actions += row.count
  else if (row.type === 'error') total.errors += row.count
  else if (row.type === 'session_start') total.sessions += row.count
  else if (row.type === 'session_end') {
    total.lengthSum += row.durationSum
    total.lengthCount += row.durationCount
  } else if (row.type === 'api_call') {
    total.apiCalls += row.count
    total.latencySum += row.durationSum
    total.latencyCount += row.durationCount
  }
}
