import { suppressRare, suppressRareTransitions } from '../rows/suppress-rare'
import { narrowRows, narrowTransitions } from '../rows/narrow'
import type { DailyRow, Day, PeriodTotals, TransitionRow } from '../store/store'
import type { ReportQuery } from './parse-report-query'
import type { Days } from './series'

/** The input of a report: the rows of days, or totals that a store has computed from them. */
export type ReportData = RowData | TotalData

/** Rows as they are kept; nothing is hidden or filtered yet. */
export interface RowData {
  /** Rows of each day that has some, in the order of the days. */
  readonly days: Days
  /** Only read when `transitions` are asked for. */
  readonly transitions: readonly TransitionRow[]
  /** The period before; null without `compare`. */
  readonly previous: Days | null
}

/** Totals for the choice of the query; enough for everything but a list of all aggregates. */
export interface TotalData {
  readonly totals: PeriodTotals
  /** The period before, and all rows of its day that is cut at the hour, if one is; those are not hidden or filtered yet. */
  readonly previous: { readonly totals: PeriodTotals; readonly running: readonly DailyRow[] } | null
}

/** What may be shown. */
export interface VisibleData {
  readonly days: Days
  /** Rows of the whole period; for a sum it makes no difference whether they are merged. */
  readonly rows: readonly DailyRow[]
  readonly transitions: readonly Omit<TransitionRow, 'day'>[]
  /** `running`: the day that is cut at the hour, hidden but not narrowed, because narrowing forgets the hours of a row. */
  readonly previous: { readonly days: Days; readonly running: readonly DailyRow[] } | null
}

/** What a report needs to know in order to hide rare names. */
export interface VisibleOptions {
  readonly minSessions: number
  /** The day of the period before that is cut at the hour; null when both periods are over. */
  readonly runningDay: Day | null
}

/** Hides rare names, then filters. Names are hidden before anything is filtered or added up, so that no query can reveal them. */
export function visibleData(data: ReportData, { filters, include }: ReportQuery, { minSessions, runningDay }: VisibleOptions): VisibleData {
  const hide = (all: Days): Days => all.map((rows) => suppressRare(rows, minSessions))
  const narrow = (all: Days): Days => all.map((rows) => narrowRows(rows, filters))
  if ('totals' in data) {
    const { totals, previous } = data
    return { ...totals, days: daysOf(totals), previous: previous && { days: daysOf(previous.totals), running: suppressRare(previous.running, minSessions) } }
  }
  const shown = hide(data.days)
  const days = narrow(shown)
  const previous = data.previous === null ? null : hide(data.previous)
  return {
    days,
    rows: include.size > 0 ? days.flat() : [],
    transitions: narrowTransitions(suppressRareTransitions(data.transitions, minSessions > 1 ? shown.flat() : [], minSessions), filters),
    previous: previous && { days: narrow(previous), running: previous.find((rows) => rows[0]?.day === runningDay) ?? [] },
  }
}

function daysOf({ days }: PeriodTotals): Days {
  return days.map(({ rows }) => rows)
}
