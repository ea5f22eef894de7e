import type { Counts, DailyRow, TransitionRow } from '../store/store'
import { addCounts, groupRows, sumOf } from './fold'
import { mergeDurations } from './latency'

/** The name under which contexts with too few sessions appear together. */
export const rareContext = '(rare)'

/**
 * Folds contexts with fewer than `minSessions` sessions, by day and type, into one row `(rare)`, so that no number stands for a handful of
 * people. Totals stay exact; therefore a group that is itself too small takes the next smallest context along: else the total minus the others
 * would give the hidden one away.
 */
export function suppressRare(rows: readonly DailyRow[], minSessions: number): readonly DailyRow[] {
  if (minSessions <= 1) return rows
  const groups = groupRows(rows, (row) => `${row.day} ${row.type}`)
  return [...groups.values()].flatMap((group) => suppressGroup(group, minSessions))
}

function suppressGroup(group: readonly DailyRow[], minSessions: number): readonly DailyRow[] {
  const named = group.filter((row) => row.context !== '')
  const rare = rareOf(named, minSessions)
  const kept = group.filter((row) => !rare.includes(row)).map((row) => ({ ...row, ...suppressMaps(row, minSessions) }))
  return rare.length === 0 ? kept : [...kept, mergeRare(rare)]
}

function rareOf(rows: readonly DailyRow[], minSessions: number): readonly DailyRow[] {
  const bySize = [...rows].sort((left, right) => left.sessions - right.sessions || (left.context < right.context ? -1 : 1))
  let size = bySize.findIndex((row) => row.sessions >= minSessions)
  if (size === -1) size = bySize.length
  if (size === 0) return []
  while (size < bySize.length && (size < 2 || sumOf(bySize.slice(0, size), (row) => row.sessions) < minSessions)) size++
  return bySize.slice(0, size)
}

function mergeRare(rows: readonly DailyRow[]): DailyRow {
  const [first] = rows
  if (first === undefined) throw new RangeError('There is nothing to merge.')
  const { count: durationCount, sum: durationSum, min: durationMin, max: durationMax, histogram } = mergeDurations(rows)
  return {
    ...first,
    context: rareContext,
    count: sumOf(rows, (row) => row.count),
    failed: sumOf(rows, (row) => row.failed),
    sessions: sumOf(rows, (row) => row.sessions),
    durationCount, durationSum, durationMin, durationMax, histogram,
    p50: null,
    p95: null,
    p99: null,
    statusCounts: addCounts(rows.map((row) => row.statusCounts)),
    errorTypes: new Map(),
    pages: new Map([[rareContext, sumOf(rows, (row) => sumCounts(row.pages))]]),
    hours: addCounts(rows.map((row) => row.hours)),
    platforms: addCounts(rows.map((row) => row.platforms)),
  }
}

function suppressMaps(row: DailyRow, minSessions: number): Pick<DailyRow, 'pages' | 'errorTypes'> {
  return { pages: suppressCounts(row.pages, minSessions), errorTypes: suppressCounts(row.errorTypes, minSessions) }
}

// These maps count events, not sessions; fewer events than sessions asked for are fewer sessions too.
function suppressCounts(counts: Counts, minimum: number): Counts {
  const bySize = [...counts].sort(([, left], [, right]) => left - right)
  const rare = bySize.filter(([, count]) => count < minimum)
  const next = bySize[rare.length]
  if (rare.length === 1 && next !== undefined) rare.push(next)
  if (rare.length === 0) return counts
  const kept = bySize.filter((entry) => !rare.includes(entry))
  return new Map([...kept, [rareContext, rare.reduce((sum, [, count]) => sum + count, 0)]])
}

function sumCounts(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** Folds transitions that happened too rarely. */
export function suppressRareTransitions(rows: readonly TransitionRow[], minimum: number): readonly TransitionRow[] {
  if (minimum <= 1) return rows
  return rows.map((row) => (row.count < minimum ? { ...row, from: rareContext, to: rareContext } : row))
}
