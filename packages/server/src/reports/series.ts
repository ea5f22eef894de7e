import { dateOfDay, type EventType, type ReportSeriesPoint } from '@parel/telemetry-core'
import type { Counts, DailyRow, Day, RowFilters } from '../store/store'
import { addCounts, sumOf } from '../rows/fold'
import { mergeDurations } from '../rows/merge-durations'
import { describeDurations } from './latency'
import { memoByRows } from './memo-by-rows'
import { ratePer100 } from './round'
import { summarize } from './summary'

/** The time of the report, in its zone. */
export interface ReportClock {
  readonly today: Day
  /** 0 to 23. */
  readonly hour: number
  /** 0 to 59. */
  readonly minute: number
}

interface Period {
  readonly from: Day
  readonly to: Day
}

/** When a report is made, and what it is narrowed to. */
export interface SeriesSetting {
  readonly clock: ReportClock
  readonly filters: RowFilters
}

/** Rows of each day that has some. */
export type Days = readonly (readonly DailyRow[])[]

const noRows: readonly DailyRow[] = []

/** One point a day, days without events included. */
export function daySeries(days: Days, period: Period, { clock, filters }: SeriesSetting): readonly ReportSeriesPoint[] {
  return fillDays(days, period).map(({ day, rows }) => ({
    time: dateOfDay(day),
    partial: day === clock.today,
    ...summarize([rows], filters),
    ...callsOfDay(rows),
  }))
}

/** Counts of an hour: rows keep them for every hour. */
export type HourPoint = ReportSeriesPoint & { readonly actions: number; readonly errors: number }

/** One point an hour. Rows keep counts by hour, not durations and failures, so the averages of an hour and its failed calls are unknown. */
export function hourSeries(days: Days, period: Period, clock: ReportClock): readonly HourPoint[] {
  return fillDays(days, period).flatMap(({ day, rows }) => {
    const [hours, date] = [hoursOfDay(rows), dateOfDay(day)]
    return Array.from({ length: 24 }, (_, hour) => hourPoint(hours, { date, hour, partial: day === clock.today && hour === clock.hour }))
  })
}

function fillDays(days: Days, { from, to }: Period): readonly { readonly day: Day; readonly rows: readonly DailyRow[] }[] {
  const byDay = new Map(days.map((rows) => [rows[0]?.day, rows]))
  return Array.from({ length: to - from + 1 }, (_, index) => ({ day: from + index, rows: byDay.get(from + index) ?? noRows }))
}

/** Actions and errors of one page are counted by the day: at which of their hours they were there is unknown, which is not zero. Of one action there is no error rate, as in {@link summarize}. */
export function forgetHours(points: readonly HourPoint[], { page, action }: RowFilters): readonly ReportSeriesPoint[] {
  if (page !== null) return points.map((point) => ({ ...point, actions: null, errors: null, errorRate: null }))
  return action === null ? points : points.map((point) => ({ ...point, errorRate: null }))
}

const callsOfDay = memoByRows((rows) => {
  const calls = rows.filter((row) => row.type === 'api_call')
  return { p95ApiLatency: describeDurations(mergeDurations(calls)).p95, apiErrorRate: ratePer100(sumOf(calls, (row) => row.failed), sumOf(calls, (row) => row.count)) }
})

const hoursOfDay = memoByRows((rows): ReadonlyMap<EventType, Counts> => {
  const types = [...new Set(rows.map((row) => row.type))]
  return new Map(types.map((type) => [type, addCounts(rows.filter((row) => row.type === type).map((row) => row.hours))]))
})

function hourPoint(hours: ReadonlyMap<EventType, Counts>, { date, hour, partial }: { readonly date: string; readonly hour: number; readonly partial: boolean }): HourPoint {
  const key = String(hour)
  const countOf = (type: EventType) => hours.get(type)?.get(key) ?? 0
  return {
    time: `${date}T${key.padStart(2, '0')}:00`,
    partial,
    pageViews: countOf('page_view'),
    actions: countOf('action'),
    errors: countOf('error'),
    apiCalls: countOf('api_call'),
    sessions: countOf('session_start'),
    avgApiLatency: null,
    p95ApiLatency: null,
    apiErrorRate: null,
    errorRate: ratePer100(countOf('error'), countOf('action')),
    avgSessionLength: null,
  }
}
