import type { AppParts } from './parts'
import { previousPeriod, type ReportData, type ReportSetting } from '../reports/build-report'
import { createCalendar, type Calendar } from '../reports/calendar'
import type { ReportQuery } from '../reports/parse-report-query'
import type { Day, TelemetryStore } from '../store/store'

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

/** Reads what a report needs. */
export async function readReportInput(
  parts: Pick<AppParts, 'options' | 'store'>,
  parse: (clock: { readonly today: Day }) => ReportQuery,
): Promise<ReportInput> {
  const now = parts.options.now()
  const store = await parts.store()
  const calendar = await calendarOf(store, now)
  const clock = { today: calendar.dayOf(now), hour: calendar.hourOf(now), minute: calendar.minuteOf(now) }
  const query = parse(clock)
  return { query, data: await readData(store, query, now), setting: { calendar, clock, minSessions: parts.options.minSessions } }
}

async function readData(store: TelemetryStore, query: ReportQuery, now: number): Promise<ReportData> {
  const { from, to } = query
  const [days, transitions, previous] = await Promise.all([
    readDays(store, { from, to }, now),
    query.include.has('transitions') ? store.readTransitions({ from, to }, now) : [],
    query.compare ? readDays(store, previousPeriod(query), now) : null,
  ])
  return { days, transitions, previous }
}

async function readDays(store: TelemetryStore, period: { readonly from: Day; readonly to: Day }, now: number): Promise<ReportData['days']> {
  const days = await store.readDays(period, now)
  return [...days].sort((left, right) => left.day - right.day).map(({ rows }) => rows)
}
