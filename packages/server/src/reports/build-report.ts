import type { Report, ReportPeriod } from '@parel/telemetry-core'
import type { DailyRow, Day } from '../store/store'
import { toAggregates } from './aggregates'
import type { Calendar } from './calendar'
import type { ReportQuery } from './parse-report-query'
import { summarize } from './summary'

/** What a report is made from. */
export interface ReportData {
  readonly rows: readonly DailyRow[]
}

/** Makes the answer of `GET /api/telemetry`. Pure: rows in, numbers out. */
export function buildReport(query: ReportQuery, data: ReportData, calendar: Calendar): Report {
  return {
    summary: summarize(data.rows),
    aggregates: toAggregates(data.rows, query.type),
    period: describePeriod(query.from, query.to, calendar),
  }
}

/** First and last millisecond of a period in the reporting time zone. */
export function describePeriod(from: Day, to: Day, calendar: Calendar): ReportPeriod {
  return {
    days: to - from + 1,
    startDate: new Date(calendar.startOf(from)).toISOString(),
    endDate: new Date(calendar.startOf(to + 1) - 1).toISOString(),
  }
}
