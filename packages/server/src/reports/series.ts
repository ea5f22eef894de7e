import type { ReportSeriesPoint } from '@parel/telemetry-core'
import type { DailyRow, Day } from '../store/store'
import { dateOfDay } from './calendar'
import { groupRows } from './fold'
import { describeDurations, mergeDurations } from './latency'
import { ratePer100 } from './round'
import { summarize } from './summary'

/** The time of the report, in its zone. */
export interface ReportClock {
  readonly today: Day
  /** 0 to 23. */
  readonly hour: number
}

/** One point a day, days without events included. */
export function daySeries(rows: readonly DailyRow[], period: { readonly from: Day; readonly to: Day }, clock: ReportClock): readonly ReportSeriesPoint[] {
  const byDay = groupRows(rows, (row) => row.day)
  return daysOf(period).map((day) => {
    const ofDay = byDay.get(day) ?? []
    const latency = describeDurations(mergeDurations(ofDay.filter((row) => row.type === 'api_call')))
    return { time: dateOfDay(day), partial: day === clock.today, ...summarize(ofDay), p95ApiLatency: latency.p95 }
  })
}

/** One point an hour. Rows keep counts by hour, not durations, so the averages of an hour are unknown. */
export function hourSeries(rows: readonly DailyRow[], period: { readonly from: Day; readonly to: Day }, clock: ReportClock): readonly ReportSeriesPoint[] {
  const byDay = groupRows(rows, (row) => row.day)
  return daysOf(period).flatMap((day) => Array.from({ length: 24 }, (_, hour) => hourPoint(byDay.get(day) ?? [], { day, hour, clock })))
}

function hourPoint(rows: readonly DailyRow[], at: { readonly day: Day; readonly hour: number; readonly clock: ReportClock }): ReportSeriesPoint {
  const key = String(at.hour)
  const countOf = (type: DailyRow['type']) => rows.reduce((sum, row) => (row.type === type ? sum + (row.hours.get(key) ?? 0) : sum), 0)
  const actions = countOf('action')
  const errors = countOf('error')
  return {
    time: `${dateOfDay(at.day)}T${key.padStart(2, '0')}:00`,
    partial: at.day === at.clock.today && at.hour === at.clock.hour,
    pageViews: countOf('page_view'),
    actions,
    errors,
    apiCalls: countOf('api_call'),
    sessions: countOf('session_start'),
    avgApiLatency: null,
    p95ApiLatency: null,
    errorRate: ratePer100(errors, actions),
    avgSessionLength: null,
  }
}

function daysOf({ from, to }: { readonly from: Day; readonly to: Day }): readonly Day[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
