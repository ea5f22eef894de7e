import { describeDurations } from '@parel/telemetry-testing'
import { expect } from 'vitest'
import { createCalendar, dayOfDate } from '@parel/telemetry-core'
import { buildReport, encodeReport } from '../../src/reports/build-report'
import { joinBytes } from '../../src/reports/encode-aggregates'
import { parseReportQuery } from '../../src/reports/parse-report-query'
import type { RowData } from '../../src/reports/visible-data'
import type { DailyRow } from '../../src/store/store'
import { dailyRow } from './daily-row'

/** The running day of these reports. */
export const today = dayOfDate('2025-10-13') ?? 0
const setting = { calendar: createCalendar('UTC'), clock: { today, hour: 12, minute: 15 }, minSessions: 1 }

/** The report on some rows, built and written. */
export function report(query: string, rows: readonly DailyRow[], data: Partial<RowData> = {}) {
  const days = [...new Set(rows.map(({ day }) => day))].sort((left, right) => left - right).map((day) => rows.filter((row) => row.day === day))
  const input = [parseReportQuery(new URLSearchParams(query), { today }), { days, transitions: [], previous: null, ...data }, setting] as const
  const built = buildReport(...input)
  // What is sent is written by another way, which must say the same; twice, because the second time comes from memory.
  expect(JSON.parse(new TextDecoder().decode(joinBytes(encodeReport(...input))))).toEqual(built)
  expect(JSON.parse(new TextDecoder().decode(joinBytes(encodeReport(...input))))).toEqual(built)
  return built
}

/** A row of durations, as a store would fold it. */
export function timed(fields: Partial<DailyRow> & Pick<DailyRow, 'day' | 'type'>, durations: readonly number[]): DailyRow {
  return dailyRow({ count: durations.length, ...describeDurations(durations), ...fields })
}
