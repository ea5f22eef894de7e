import type { DailyRow, Day, DayAggregates, PeriodTotals, TotalsQuery, TransitionRow } from '../store/store'
import { createRowMerger, mergeDay } from './merge-rows'
import { createTransitionMerger } from './merge-transitions'
import { narrowRows, narrowTransitions } from './narrow'
import { suppressRare, suppressRareTransitions } from './suppress-rare'

/** What of a {@link TotalsQuery} changes the totals of a day. */
export type TotalsChoice = Omit<TotalsQuery, 'from' | 'to'>

/** Totals of one day from its rows. Rare names are hidden before anything is filtered or added up, so that no query can reveal them. */
export function totalDay(day: DayAggregates, transitions: readonly TransitionRow[], choice: TotalsChoice): PeriodTotals {
  const shown = suppressRare(day.rows, choice.minSessions)
  const rows = narrowRows(shown, choice.filters)
  const steps = choice.transitions > 0 ? suppressRareTransitions(transitions, choice.minSessions > 1 ? shown : [], choice.minSessions) : []
  return {
    days: [{ ...day, rows: mergeDay(rows, choice) }],
    rows: choice.rows ? rows : [],
    transitions: narrowTransitions(steps, choice.filters),
  }
}

/** Joins totals, which may come one after another. */
export function joinTotals(parts: Iterable<PeriodTotals>, limit = Infinity): PeriodTotals {
  const days: DayAggregates[] = []
  const rows = createRowMerger()
  const transitions = createTransitionMerger()
  const damaged: Day[] = []
  for (const part of parts) {
    days.push(...part.days)
    rows.add(part.rows)
    transitions.add(part.transitions)
    damaged.push(...(part.damaged ?? []))
  }
  return { days, rows: rows.finish(), transitions: transitions.finish(limit), ...(damaged.length > 0 && { damaged }) }
}

/** Days of which a map that was asked for could not be read. */
export function listDamaged(days: Iterable<readonly DailyRow[]>): readonly Day[] {
  return [...days].flatMap((rows) => rows.find(({ isDamaged }) => isDamaged)?.day ?? [])
}

/**
 * Totals of days from their rows: `readTotals` of a store that has all rows at hand.
 *
 * @param days - As `readDays` answers, in the order of the days.
 * @param transitions - As `readTransitions` answers for the same days; left unread when the choice has none.
 * @example
 * ```ts
 * const readTotals = async (query, now) => totalDays(await store.readDays(query, now), [], query)
 * ```
 */
export function totalDays(days: readonly DayAggregates[], transitions: readonly TransitionRow[], choice: TotalsChoice): PeriodTotals {
  const byDay = new Map<Day, TransitionRow[]>()
  for (const row of transitions) {
    const known = byDay.get(row.day)
    if (known === undefined) byDay.set(row.day, [row])
    else known.push(row)
  }
  return joinTotals(days.map((day) => totalDay(day, byDay.get(day.day) ?? [], choice)), choice.transitions)
}

