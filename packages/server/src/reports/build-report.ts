import { type Calendar, dateOfDay, type Report, type ReportPeriod, type ReportSections } from '@parel/telemetry-core'
import { mergeTransitions } from '../rows/merge-transitions'
import { narrowRows } from '../rows/narrow'
import { listDamaged } from '../rows/total-days'
import type { Day } from '../store/store'
import { toActions } from './actions'
import { toAggregates } from './aggregates'
import { clockOfPrevious, cutDay, cutHour, endDays, timeOfClock } from './cut-previous'
import { encodeAggregates, encodeText } from './encode-aggregates'
import { toEndpoints } from './endpoints'
import { toErrors } from './errors'
import { toPages } from './pages'
import type { ReportQuery } from './parse-report-query'
import { daySeries, forgetHours, hourSeries, type Days, type ReportClock } from './series'
import { toSessions } from './sessions'
import { summarize } from './summary'
import { toVitals } from './vitals'
import { visibleData, type ReportData, type VisibleData } from './visible-data'

/** Where and when a report is made. */
export interface ReportSetting {
  readonly calendar: Calendar
  readonly clock: ReportClock
  /** Contexts with fewer sessions in a day are shown as `(rare)`. */
  readonly minSessions: number
}

/** Makes the answer of `GET /api/telemetry`. Pure: rows in, numbers out. */
export function buildReport(query: ReportQuery, data: ReportData, setting: ReportSetting): Report {
  const visible = showOf(query, data, setting)
  const { summary, ...rest } = buildNumbers(query, visible, setting)
  return { summary, aggregates: visible.days.flatMap((rows) => toAggregates(rows, query.type)), ...rest, ...tellDamage(data) }
}

/** The same as JSON in UTF-8, in pieces: of a long list, megabytes are the same as the last time. */
export function encodeReport(query: ReportQuery, data: ReportData, setting: ReportSetting): readonly Uint8Array<ArrayBuffer>[] {
  const visible = showOf(query, data, setting)
  const { summary, ...rest } = buildNumbers(query, visible, setting)
  return [
    encodeText(`{"summary":${JSON.stringify(summary)},"aggregates":[`),
    ...encodeAggregates(visible.days, query.type),
    encodeText(']'),
    // One by one: a text of hundreds of kilobytes is no short-lived object to V8, and stays for long.
    ...Object.entries({ ...rest, ...tellDamage(data) }).map(([name, section]) => encodeText(`,"${name}":${JSON.stringify(section)}`)),
    encodeText('}'),
  ]
}

/** Days of whose details some could not be read, `YYYY-MM-DD`. Known when the report is made: what nobody asks for is not looked at. */
export function damagedDays(data: ReportData): readonly string[] {
  const days = 'totals' in data ? [...(data.totals.damaged ?? []), ...(data.previous?.totals.damaged ?? []), ...listDamaged([data.previous?.running ?? []])] : listDamaged([...data.days, ...(data.previous ?? [])])
  return [...new Set(days)].toSorted((left, right) => left - right).map(dateOfDay)
}

function tellDamage(data: ReportData): Pick<Report, 'damagedDays'> {
  const days = damagedDays(data)
  return days.length === 0 ? {} : { damagedDays: days }
}

function showOf(query: ReportQuery, data: ReportData, { minSessions, clock }: ReportSetting): VisibleData {
  return visibleData(data, query, { minSessions, runningDay: clockOfPrevious(query, previousPeriod(query), clock)?.today ?? null })
}

function buildNumbers(query: ReportQuery, { days, rows, transitions, previous }: VisibleData, setting: ReportSetting): Omit<Report, 'aggregates' | 'damagedDays'> {
  return {
    summary: summarize(days, query.filters),
    period: describePeriod(query, setting.calendar),
    ...(query.include.size > 0 && { timeZone: setting.calendar.timeZone }),
    ...buildSeries(query, { days, period: query }, setting),
    ...buildSections(query, { days, rows, transitions }),
    ...(previous !== null && { previous: buildPrevious(query, previous, setting) }),
  }
}

type SeriesSections = Pick<ReportSections, 'series' | 'hours'>

function buildSeries(query: ReportQuery, { days, period }: { readonly days: Days; readonly period: { readonly from: Day; readonly to: Day } }, { clock }: ReportSetting): SeriesSections {
  return {
    ...(query.include.has('series') && { series: daySeries(days, period, { ...query, clock }) }),
    ...(query.include.has('hours') && { hours: forgetHours(hourSeries(days, period, clock), query.filters) }),
  }
}

function buildSections(query: ReportQuery, { days, rows, transitions }: Omit<VisibleData, 'previous'>): Omit<ReportSections, keyof SeriesSections> {
  const { include, limit } = query
  return {
    ...(include.has('pages') && { pages: toPages(rows, limit) }),
    ...(include.has('actions') && { actions: toActions(rows, limit) }),
    ...(include.has('endpoints') && { endpoints: toEndpoints(rows, limit) }),
    ...(include.has('errors') && { errors: toErrors({ days, rows }, query, limit) }),
    ...(include.has('sessions') && { sessions: toSessions(rows) }),
    ...(include.has('vitals') && { vitals: toVitals({ days, rows }, limit) }),
    ...(include.has('transitions') && { transitions: mergeTransitions(transitions, limit) }),
  }
}

function buildPrevious(query: ReportQuery, { days: whole, running }: NonNullable<VisibleData['previous']>, setting: ReportSetting): NonNullable<Report['previous']> {
  const period = previousPeriod(query)
  const described = { period: describePeriod(period, setting.calendar) }
  const clock = clockOfPrevious(query, period, setting.clock)
  if (clock === null) return { summary: summarize(whole, query.filters), ...described, ...buildSeries(query, { days: whole, period }, setting) }
  const part = narrowRows(cutDay(running, clock), query.filters)
  const cut = whole.map((rows) => (rows[0]?.day === clock.today ? part : rows))
  return {
    summary: summarize(endDays(cut, clock), query.filters),
    ...described,
    until: timeOfClock(clock),
    ...(query.include.has('series') && { series: daySeries(cut, period, { ...query, clock }) }),
    ...(query.include.has('hours') && { hours: forgetHours(cutHour(hourSeries(whole, period, clock), clock), query.filters) }),
  }
}

/** The period before: as long, and shifted by as many whole weeks as it takes, so that Mondays meet Mondays: today meets the same weekday of last week. */
export function previousPeriod({ from, to }: { readonly from: Day; readonly to: Day }): { readonly from: Day; readonly to: Day } {
  const shift = Math.ceil((to - from + 1) / 7) * 7
  return { from: from - shift, to: to - shift }
}

/** First and last millisecond of a period in the reporting time zone. */
function describePeriod({ from, to }: { readonly from: Day; readonly to: Day }, calendar: Calendar): ReportPeriod {
  return {
    days: to - from + 1,
    startDate: new Date(calendar.startOf(from)).toISOString(),
    endDate: new Date(calendar.startOf(to + 1) - 1).toISOString(),
  }
}
