import type { DailyRow, RowFilters } from '../store/store'
import { changeRow } from './change-row'
import type { Transition } from './merge-transitions'

/**
 * Keeps what happened at a page, an endpoint, an action or an error. Numbers without that dimension stay as they are.
 *
 * An action row knows how often it happened on each page, but not in how many sessions or at which hours there: sessions become the smaller of
 * the two counts, hours are unknown.
 */
export function narrowRows(rows: readonly DailyRow[], filters: RowFilters): readonly DailyRow[] {
  const { page, endpoint, action, error } = filters
  if (page === null && endpoint === null && action === null && error === null) return rows
  return rows.flatMap((row) => {
    if (!fits(row, filters)) return []
    if (page === null) return [row]
    if (row.type === 'web_vital') return vitalAtPage(row, page)
    return row.type === 'action' || row.type === 'error' ? atPage(row, page) : [row]
  })
}

/** Keeps the transitions to and from a page. */
export function narrowTransitions<Row extends Transition>(rows: readonly Row[], { page }: RowFilters): readonly Row[] {
  return page === null ? rows : rows.filter(({ from, to }) => from === page || to === page)
}

function fits(row: DailyRow, { page, endpoint, action, error }: RowFilters): boolean {
  const isAny = (wanted: string | null) => wanted === null || row.context === wanted
  if (row.type === 'page_view' || row.type === 'page_leave') return isAny(page)
  if (row.type === 'api_call') return isAny(endpoint)
  if (row.type === 'action') return isAny(action)
  return row.type !== 'error' || isAny(error)
}

function atPage(row: DailyRow, page: string): readonly DailyRow[] {
  const count = row.pages.get(page) ?? 0
  if (count === 0) return []
  return [changeRow(row, { count, sessions: Math.min(row.sessions, count), pages: new Map([[page, count]]), hours: new Map(), platforms: new Map() })]
}

// Sums and exact percentiles of one page are not kept; its values are, rounded to buckets.
function vitalAtPage(row: DailyRow, page: string): readonly DailyRow[] {
  const unknown = { durationCount: 0, durationSum: 0, durationMin: null, durationMax: null, p50: null, p95: null, p99: null, histogram: new Map<number, number>() }
  const own = row.vitals.get(page)
  return atPage(row, page).map((at) => changeRow(at, { ...unknown, vitals: new Map(own && [[page, own]]) }))
}
