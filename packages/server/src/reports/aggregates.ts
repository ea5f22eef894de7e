import { dateOfDay, EVENT_TYPES, type EventType, type ReportAggregate } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { divide, ratePer100, roundMs } from './round'

/** The rows as the API shows them: by date, then type, the most frequent first. */
export function toAggregates(rows: readonly DailyRow[], type: EventType | null): readonly ReportAggregate[] {
  const wanted = type === null ? [...rows] : rows.filter((row) => row.type === type)
  const dates = new Map([...new Set(wanted.map(({ day }) => day))].map((day) => [day, dateOfDay(day)]))
  return wanted.sort(byDayTypeCount).map((row) => toAggregate(row, dates.get(row.day) ?? ''))
}

const typeOrder = new Map(EVENT_TYPES.map((type, index) => [type, index]))

function byDayTypeCount(left: DailyRow, right: DailyRow): number {
  if (left.day !== right.day) return left.day - right.day
  if (left.type !== right.type) return (typeOrder.get(left.type) ?? 0) - (typeOrder.get(right.type) ?? 0)
  if (left.count !== right.count) return right.count - left.count
  return left.context < right.context ? -1 : 1
}

function toAggregate(row: DailyRow, date: string): ReportAggregate {
  const hasDurations = row.durationCount > 0 && row.p50 !== null && row.p95 !== null && row.p99 !== null
  return {
    date,
    type: row.type,
    context: row.context === '' ? null : row.context,
    count: row.count,
    avgDuration: roundMs(divide(row.durationSum, row.durationCount)),
    ...(hasDurations && { p50Duration: ms(row.p50), p95Duration: ms(row.p95), p99Duration: ms(row.p99) }),
    ...(row.type === 'api_call' && { errorRate: ratePer100(row.failed, row.count) }),
  }
}

function ms(value: number | null): number {
  return roundMs(value) ?? 0
}
