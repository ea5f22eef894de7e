import type { ReportAction } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { addCounts, groupRows, sumOf, toCounts } from '../rows/fold'
import { ratePer100 } from './round'

const maxPagesOfAction = 20

/** Most used actions; adoption is the share of sessions that used one. */
export function toActions(rows: readonly DailyRow[], limit: number): readonly ReportAction[] {
  const sessions = sumOf(rows.filter((row) => row.type === 'session_start'), (row) => row.count)
  const groups = groupRows(rows.filter((row) => row.type === 'action'), (row) => row.context)
  return [...groups]
    .map(([action, ofAction]) => {
      const withIt = sumOf(ofAction, (row) => row.sessions)
      return {
        action,
        count: sumOf(ofAction, (row) => row.count),
        sessions: withIt,
        // Events without a session count as one together, and a session counts on every day, so the share could pass 100.
        adoption: ratePer100(Math.min(withIt, sessions), sessions),
        pages: toCounts(addCounts(ofAction.map((row) => row.pages)), maxPagesOfAction),
      }
    })
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count || (left.action < right.action ? -1 : 1))
    .slice(0, limit)
}
