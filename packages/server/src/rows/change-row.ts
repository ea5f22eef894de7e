import type { DailyRow } from '../store/store'

/** A copy of a row with some parts changed. A spread would lose the properties that a store's row unpacks on access. */
export function changeRow(row: DailyRow, changes: Partial<DailyRow>): DailyRow {
  const { day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, live } = row
  const { histogram, statusCounts, errorTypes, pages, hours, platforms, endHours, vitals } = row
  return {
    day, type, context, count, failed, sessions, durationCount, durationSum, toldViews, durationMin, durationMax, p50, p95, p99, live,
    histogram, statusCounts, errorTypes, pages, hours, platforms, endHours, vitals, ...changes,
  }
}
