import type { Report, ReportPeriod, ReportSections } from '@parel/telemetry-core'
import type { DailyRow, Day, TransitionRow } from '../store/store'
import { toActions } from './actions'
import { toAggregates } from './aggregates'
import type { Calendar } from './calendar'
import { toEndpoints } from './endpoints'
import { toErrors } from './errors'
import { narrowRows } from './narrow'
import { toPages } from './pages'
import type { ReportQuery } from './parse-report-query'
import { daySeries, hourSeries, type ReportClock } from './series'
import { toSessions } from './sessions'
import { summarize } from './summary'
import { suppressRare, suppressRareTransitions } from './suppress-rare'
import { toTransitions } from './transitions'

/** What a report is made from. */
export interface ReportData {
  readonly rows: readonly DailyRow[]
  /** Only read when `transitions` are asked for. */
  readonly transitions: readonly TransitionRow[]
  /** The period before; null without `compare`. */
  readonly previous: readonly DailyRow[] | null
}

/** Where and when a report is made. */
export interface ReportSetting {
  readonly calendar: Calendar
  readonly clock: ReportClock
  /** Contexts with fewer sessions in a day are shown as `(rare)`. */
  readonly minSessions: number
}

/** Makes the answer of `GET /api/telemetry`. Pure: rows in, numbers out. */
export function buildReport(query: ReportQuery, data: ReportData, setting: ReportSetting): Report {
  const rows = visibleRows(data.rows, query, setting)
  return {
    summary: summarize(rows),
    aggregates: toAggregates(rows, query.type),
    period: describePeriod(query, setting.calendar),
    ...(query.include.size > 0 && { timeZone: setting.calendar.timeZone }),
    ...buildSections(query, { rows, transitions: data.transitions }, setting),
    ...(data.previous !== null && { previous: buildPrevious(query, data.previous, setting) }),
  }
}

function visibleRows(rows: readonly DailyRow[], query: ReportQuery, { minSessions }: ReportSetting): readonly DailyRow[] {
  return narrowRows(suppressRare(rows, minSessions), query.filters)
}

function buildSections(query: ReportQuery, data: Omit<ReportData, 'previous'>, { clock, minSessions }: ReportSetting): ReportSections {
  const { include, limit } = query
  const { rows } = data
  return {
    ...(include.has('series') && { series: daySeries(rows, query, clock) }),
    ...(include.has('hours') && { hours: hourSeries(rows, query, clock) }),
    ...(include.has('pages') && { pages: toPages(rows, limit) }),
    ...(include.has('actions') && { actions: toActions(rows, limit) }),
    ...(include.has('endpoints') && { endpoints: toEndpoints(rows, limit) }),
    ...(include.has('errors') && { errors: toErrors(rows, query, limit) }),
    ...(include.has('sessions') && { sessions: toSessions(rows) }),
    ...(include.has('transitions') && { transitions: toTransitions(suppressRareTransitions(data.transitions, minSessions), limit) }),
  }
}

function buildPrevious(query: ReportQuery, rows: readonly DailyRow[], setting: ReportSetting): NonNullable<Report['previous']> {
  const period = previousPeriod(query)
  const visible = visibleRows(rows, query, setting)
  return {
    summary: summarize(visible),
    period: describePeriod(period, setting.calendar),
    ...(query.include.has('series') && { series: daySeries(visible, period, setting.clock) }),
    ...(query.include.has('hours') && { hours: hourSeries(visible, period, setting.clock) }),
  }
}

/** The period before: as long, and shifted by whole weeks where it has a week or more, so that Mondays meet Mondays. */
export function previousPeriod({ from, to }: { readonly from: Day; readonly to: Day }): { readonly from: Day; readonly to: Day } {
  const days = to - from + 1
  const shift = days < 7 ? days : Math.ceil(days / 7) * 7
  return { from: from - shift, to: to - shift }
}

/** First and last millisecond of a period in the reporting time zone. */
export function describePeriod({ from, to }: { readonly from: Day; readonly to: Day }, calendar: Calendar): ReportPeriod {
  return {
    days: to - from + 1,
    startDate: new Date(calendar.startOf(from)).toISOString(),
    endDate: new Date(calendar.startOf(to + 1) - 1).toISOString(),
  }
}
