import type { ReportPage, ReportSections } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { addCounts, groupRows, sumOf, timedViewsOf } from '../rows/fold'
import { otherContext, rareContext } from '../rows/suppress-rare'
import { divide, roundMs } from './round'

// These stand for many pages and are not pages themselves.
const collective = new Set([otherContext, rareContext])

/** Top pages, and how many different ones were seen. */
export function toPages(rows: readonly DailyRow[], limit: number): NonNullable<ReportSections['pages']> {
  const views = groupRows(rows.filter((row) => row.type === 'page_view'), (row) => row.context)
  const leaves = groupRows(rows.filter((row) => row.type === 'page_leave'), (row) => row.context)
  const errors = addCounts(rows.filter((row) => row.type === 'error').map((row) => row.pages))
  const pages = [...views].map(([page, ofPage]) => toPage({ page, views: ofPage, leaves: leaves.get(page) ?? [], errors: errors.get(page) ?? 0 }))
  return {
    uniquePages: pages.filter(({ page }) => !collective.has(page)).length,
    rows: pages.sort((left, right) => right.views - left.views || (left.page < right.page ? -1 : 1)).slice(0, limit),
  }
}

interface PageRows {
  readonly page: string
  readonly views: readonly DailyRow[]
  readonly leaves: readonly DailyRow[]
  readonly errors: number
}

function toPage({ page, views, leaves, errors }: PageRows): ReportPage {
  const count = sumOf(views, (row) => row.count)
  // A page can be hidden and shown many times in one view; each leave event reports the time since the last one, and some views report none. For older days only the leave events are known.
  const told = Math.min(count, sumOf(leaves, timedViewsOf))
  return {
    page,
    views: count,
    sessions: sumOf(views, (row) => row.sessions),
    avgVisibleTime: roundMs(divide(sumOf(leaves, (row) => row.durationSum), told)),
    errors,
  }
}
