import { type Calendar, createCalendar, type EventType } from '@parel/telemetry-core'
import type { AppParts } from './parts'
import { previousPeriod, type ReportSetting } from '../reports/build-report'
import { clockOfPrevious } from '../reports/cut-previous'
import type { ReportQuery } from '../reports/parse-report-query'
import type { ReportData } from '../reports/visible-data'
import type { DailyRow, Day, TelemetryStore } from '../store/store'

const calendars = new WeakMap<TelemetryStore, Promise<Calendar>>()

/** The calendar of a store. Its zone is fixed when it is created, so one look is enough. */
export function calendarOf(store: TelemetryStore, now: number): Promise<Calendar> {
  const known = calendars.get(store)
  if (known !== undefined) return known
  const calendar = store.health(now).then(({ timeZone }) => createCalendar(timeZone))
  calendars.set(store, calendar)
  calendar.catch(() => calendars.delete(store))
  return calendar
}

/** Everything that makes a report. */
export interface ReportInput {
  readonly query: ReportQuery
  readonly data: ReportData
  readonly setting: ReportSetting
}

/** Reads the data for a report. */
export async function readReportInput(
  parts: Pick<AppParts, 'options' | 'store'>,
  parse: (clock: { readonly today: Day }) => ReportQuery,
): Promise<ReportInput> {
  const now = parts.options.now()
  const store = await parts.store()
  const calendar = await calendarOf(store, now)
  const clock = { today: calendar.dayOf(now), hour: calendar.hourOf(now), minute: calendar.minuteOf(now) }
  const query = parse(clock)
  const setting = { calendar, clock, minSessions: parts.options.minSessions }
  return { query, data: await readData(store, query, { ...setting, now }), setting }
}

async function readData(store: TelemetryStore, query: ReportQuery, setting: ReportSetting & { readonly now: number }): Promise<ReportData> {
  return needsAllRows(query) ? readRows(store, query, setting.now) : readTotals(store, query, setting)
}

const sessionTypes: readonly (EventType | null)[] = ['session_start', 'session_end']

/** Sessions have one row a day: with a list of nothing else, sums are enough. Everything in one answer comes from one state of the data. */
function needsAllRows({ type }: ReportQuery): boolean {
  return !sessionTypes.includes(type)
}

async function readRows(store: TelemetryStore, query: ReportQuery, now: number): Promise<ReportData> {
  const { from, to } = query
  const [days, transitions, previous] = await Promise.all([
    readDays(store, { from, to }, now),
    query.include.has('transitions') ? store.readTransitions({ from, to }, now) : [],
    query.compare ? readDays(store, previousPeriod(query), now) : null,
  ])
  return { days, transitions, previous }
}

async function readTotals(store: TelemetryStore, query: ReportQuery, { clock, minSessions, now }: ReportSetting & { readonly now: number }): Promise<ReportData> {
  const { from, to, filters, include, limit } = query
  const before = previousPeriod(query)
  const running = clockOfPrevious(query, before, clock)?.today
  const choice = { filters, minSessions, hours: include.has('hours') }
  const [totals, previous, rows] = await Promise.all([
    store.readTotals({ ...choice, from, to, rows: include.size > 0, transitions: include.has('transitions') ? limit : 0 }, now),
    query.compare ? store.readTotals({ ...choice, ...before, rows: false, transitions: 0 }, now) : null,
    query.compare && running !== undefined ? store.readDays({ from: running, to: running }, now) : [],
  ])
  return { totals, previous: previous && { totals: previous, running: rows.flatMap((day) => day.rows) } }
}

async function readDays(store: TelemetryStore, period: { readonly from: Day; readonly to: Day }, now: number): Promise<readonly (readonly DailyRow[])[]> {
  const days = await store.readDays(period, now)
  return [...days].sort((left, right) => left.day - right.day).map(({ rows }) => rows)
}
