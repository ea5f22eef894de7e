import type { DailyRow } from '../store/store'

/** A copy of a row with some parts changed. A spread would leave out what a store's row unpacks only when it is read. */
export function changeRow(row: DailyRow, changes: Partial<DailyRow>): DailyRow {
  const { day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, live } = row
  const { histogram, statusCounts, errorTypes, pages, hours, platforms, endHours, vitals } = row
  return {
    day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, live,
    histogram, statusCounts, errorTypes, pages, hours, platforms, endHours, vitals, ...changes,
  }
}
