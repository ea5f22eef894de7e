import { dateOfDay } from '@parel/telemetry-core'
import { changeRow } from '../rows/change-row'
import type { Counts, DailyRow, Day } from '../store/store'
import type { Days, HourPoint, ReportClock } from './series'

/**
 * The time in the previous period that corresponds to now in the requested one. Null when the requested period is over, because then both are complete.
 */
export function clockOfPrevious(
  period: { readonly from: Day; readonly to: Day },
  previous: { readonly from: Day },
  clock: ReportClock,
): ReportClock | null {
  if (clock.today < period.from || clock.today > period.to) return null
  return { ...clock, today: clock.today - (period.from - previous.from) }
}

/** The time of a clock as the API writes it: `2025-10-06T16:20`, in the reporting time zone. */
export function timeOfClock({ today, hour, minute }: ReportClock): string {
  return `${dateOfDay(today)}T${twoDigits(hour)}:${twoDigits(minute)}`
}

/**
 * Cuts the rows of the running day at the time of the clock, so that a part of a day is compared with the same part. Rows keep counts by hour: whole hours are
 * exact, the running one counts by its share of minutes. Durations have no hours; their mean stays that of the day and weighs as much as its part.
 */
export function cutDay(rows: readonly DailyRow[], clock: ReportClock): readonly DailyRow[] {
  return rows.map((row) => cutRow(row, clock))
}

/** Takes the days away that the clock has not reached. */
export function endDays(days: Days, { today }: ReportClock): Days {
  return days.filter((rows) => (rows[0]?.day ?? today) <= today)
}

/** Cuts the current hour of a series by hours. Later hours stay: nothing is compared with them, and they show how the day continued. */
export function cutHour(points: readonly HourPoint[], { minute }: ReportClock): readonly HourPoint[] {
  const part = (count: number) => Math.round((count * minute) / 60)
  return points.map((point) =>
    point.partial
      ? { ...point, pageViews: part(point.pageViews), actions: part(point.actions), errors: part(point.errors), apiCalls: part(point.apiCalls), sessions: part(point.sessions) }
      : point,
  )
}

// Fractions stay until the sums are rounded at the edge: many rows with one event in the hour would each round to nothing.
function cutRow(row: DailyRow, clock: ReportClock): DailyRow {
  const share = shareUntil(row.hours, clock)
  const pages = new Map([...row.pages].map(([page, count]) => [page, count * share]))
  return changeRow(row, { count: row.count * share, failed: row.failed * share, durationCount: row.durationCount * share, durationSum: row.durationSum * share, pages })
}

function shareUntil(hours: Counts, { hour, minute }: ReportClock): number {
  let total = 0
  let passed = 0
  for (const [name, count] of hours) {
    total += count
    if (Number(name) < hour) passed += count
    else if (Number(name) === hour) passed += (count * minute) / 60
  }
  // A row without hours is taken as even over the day.
  return total === 0 ? (hour + minute / 60) / 24 : passed / total
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
