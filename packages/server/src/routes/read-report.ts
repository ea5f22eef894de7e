import type { Report } from '@parel/telemetry-core'
import type { AppParts } from './parts'
import { buildReport, previousPeriod, type ReportData } from '../reports/build-report'
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

/** Reads what a report needs and makes it. */
export async function readReport(
  parts: Pick<AppParts, 'options' | 'store'>,
  parse: (clock: { readonly today: Day }) => ReportQuery,
): Promise<{ readonly report: Report; readonly query: ReportQuery }> {
  const now = parts.options.now()
  const store = await parts.store()
  const calendar = await calendarOf(store, now)
  const clock = { today: calendar.dayOf(now), hour: calendar.hourOf(now) }
  const query = parse(clock)
  const data = await readData(store, query, now)
  return { report: buildReport(query, data, { calendar, clock, minSessions: parts.options.minSessions }), query }
}

async function readData(store: TelemetryStore, query: ReportQuery, now: number): Promise<ReportData> {
  const { from, to } = query
  const [rows, transitions, previous] = await Promise.all([
    store.readAggregates({ from, to }, now),
    query.include.has('transitions') ? store.readTransitions({ from, to }, now) : [],
    query.compare ? store.readAggregates(previousPeriod(query), now) : null,
  ])
  return { rows, transitions, previous }
}
