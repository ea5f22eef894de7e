import { dateOfDay, type ReportErrors } from '@parel/telemetry-core'
import { addCounts, groupRows, toCounts } from '../rows/fold'
import type { DailyRow, Day } from '../store/store'
import type { Days } from './series'

// Always listed, so that "none" can be read off the page.
const knownKinds: readonly string[] = ['api_error', 'client_error', 'network_error']

interface ErrorRows {
  readonly days: Days
  readonly rows: readonly DailyRow[]
}

/** Errors by kind, by page and by day. */
export function toErrors({ days, rows }: ErrorRows, period: { readonly from: Day; readonly to: Day }, limit: number): ReportErrors {
  const errors = rows.filter(isError)
  const byDay = groupRows(days.flatMap((ofDay) => ofDay.filter(isError)), (row) => row.day)
  return {
    kinds: toCounts(countKinds(errors, true)).filter(({ name }, index) => index < limit || knownKinds.includes(name)),
    pages: toCounts(addCounts(errors.map((row) => row.pages)), limit),
    series: Array.from({ length: period.to - period.from + 1 }, (_, index) => ({
      time: dateOfDay(period.from + index),
      kinds: toCounts(countKinds(byDay.get(period.from + index) ?? [], false), limit),
    })),
  }
}

const isError = (row: DailyRow) => row.type === 'error'

function countKinds(rows: readonly DailyRow[], withKnown: boolean): Map<string, number> {
  const counts = addCounts(rows.map((row) => new Map([[row.context, row.count]])))
  if (withKnown) for (const kind of knownKinds) counts.set(kind, counts.get(kind) ?? 0)
  return counts
}
