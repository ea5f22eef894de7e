import { EVENT_TYPES } from '@parel/telemetry-core'
import type { PackedMaps, PackedRow } from './daily-row'
import type { DayFold } from './day-fold'
import { mergeGroups, type FoldGroup } from './fold-group'
import { encodeHistogram } from './histogram-bytes'
import { describeValues } from './value-counts'
import { createNumberSet } from './number-set'
import { pagesOfTransition } from './transition-fold'

/** Under this name contexts count that did not fit. */
export const OTHER_CONTEXT = '[other]'
/** Under this name contexts count that too few sessions saw. */
export const RARE_CONTEXT = '(rare)'

/** Limits of what a day tells. */
export interface FoldLimits {
  /** Contexts of one type on one day; the rest counts as `[other]`. */
  readonly contextsPerDay: number
  /** Names in one map of a row; the rest counts as `[other]`. */
  readonly namesPerMap: number
  /** Pairs of pages on one day; the rest counts as `[other]` to `[other]`. */
  readonly transitionsPerDay: number
  /** Contexts with fewer distinct sessions count as `(rare)`. */
  readonly minSessions: number
}

export const defaultFoldLimits: FoldLimits = { contextsPerDay: 500, namesPerMap: 50, transitionsPerDay: 1000, minSessions: 1 }

/** Numbers of words; 0 is the empty one. Negative numbers stand for the two names that are never stored as words. */
export type NameOf = (word: number) => string

const other = -1
const rare = -2

/** Makes rows of a fold. Rows of groups that did not change since the last time are kept. */
export interface RowMaker {
  rows(fold: DayFold): PackedRow[]
  transitions(fold: DayFold): (readonly [from: string, to: string, count: number])[]
}

/** Creates the maker of one day's rows. */
export function createRowMaker({ nameOf, limits }: { readonly nameOf: NameOf; readonly limits: FoldLimits }): RowMaker {
  const named: NameOf = (word) => (word === other ? OTHER_CONTEXT : word === rare ? RARE_CONTEXT : word === 0 ? '' : nameOf(word))
  const kept = new WeakMap<FoldGroup, { readonly version: number; readonly row: PackedRow }>()
  const rowOf = (group: FoldGroup): PackedRow => {
    const known = kept.get(group)
    if (known?.version === group.version) return known.row
    const row = packGroup(group, { named, limits })
    kept.set(group, { version: group.version, row })
    return row
  }
  return {
    rows(fold) {
      const { begun, ended } = fold.sessions
      const groups = [...limitGroups(fold.groups, { named, limits }), ...[begun, ended].filter(({ count }) => count > 0)]
      return groups.map(rowOf).sort(compareRows)
    },
    transitions: (fold) => listTransitions(fold, { named, limits }),
  }
}

interface Naming {
  readonly named: NameOf
  readonly limits: FoldLimits
}

/** Order of rows: by type as listed in core, then by context. */
export function compareRows(left: PackedRow, right: PackedRow): number {
  return EVENT_TYPES.indexOf(left[0]) - EVENT_TYPES.indexOf(right[0]) || compareText(left[1], right[1])
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function limitGroups(groups: readonly FoldGroup[], naming: Naming): readonly FoldGroup[] {
  const byType = new Map<number, FoldGroup[]>()
  for (const group of groups) {
    const known = byType.get(group.type)
    if (known === undefined) byType.set(group.type, [group])
    else known.push(group)
  }
  return [...byType.values()].flatMap((ofType) => capGroups(foldRare(mergeSameName(ofType, naming), naming), naming))
}

// A stored word may already be called `[other]`: what did not fit into the vocabulary.
function mergeSameName(groups: readonly FoldGroup[], { named }: Naming): readonly FoldGroup[] {
  const reserved = groups.filter(({ context }) => named(context) === OTHER_CONTEXT)
  return reserved.length === 0 ? groups : [...groups.filter((group) => !reserved.includes(group)), mergeGroups(reserved, other)]
}

/** Folds contexts that too few sessions saw; takes the next smallest along while the total would still give a small one away. */
function foldRare(groups: readonly FoldGroup[], { named, limits }: Naming): readonly FoldGroup[] {
  const { minSessions } = limits
  if (minSessions <= 1) return groups
  const bySize = [...groups].sort((left, right) => left.sessions.size() - right.sessions.size() || compareText(named(left.context), named(right.context)))
  const firstKept = bySize.findIndex(({ sessions }) => sessions.size() >= minSessions)
  let size = firstKept === -1 ? bySize.length : firstKept
  if (size === 0) return groups
  while (size < bySize.length && (size < 2 || countSessions(bySize.slice(0, size)) < minSessions)) size++
  return [...bySize.slice(size), mergeGroups(bySize.slice(0, size), rare)]
}

function countSessions(groups: readonly FoldGroup[]): number {
  const all = createNumberSet()
  for (const { sessions } of groups) sessions.forEach(all.add)
  return all.size()
}

function capGroups(groups: readonly FoldGroup[], { named, limits }: Naming): readonly FoldGroup[] {
  const special = groups.filter(({ context }) => context < 0)
  const plain = groups.filter(({ context }) => context >= 0)
  if (plain.length <= limits.contextsPerDay) return groups
  const sorted = plain.sort((left, right) => right.count - left.count || compareText(named(left.context), named(right.context)))
  const overflow = [...sorted.slice(limits.contextsPerDay), ...special.filter(({ context }) => context === other)]
  return [...sorted.slice(0, limits.contextsPerDay), ...special.filter(({ context }) => context === rare), mergeGroups(overflow, other)]
}

function packGroup(group: FoldGroup, naming: Naming): PackedRow {
  const type = EVENT_TYPES[group.type] ?? 'action'
  const numbers = group.values === null ? null : describeValues(group.values)
  const isSession = type === 'session_start' || type === 'session_end'
  return [
    type, naming.named(group.context), group.count, group.failed, isSession ? group.count : group.sessions.size(),
    numbers?.count ?? 0, numbers?.sum ?? 0, numbers?.min ?? null, numbers?.max ?? null,
    numbers?.p50 ?? null, numbers?.p95 ?? null, numbers?.p99 ?? null,
    encodeHistogram(numbers?.histogram ?? []), packMaps(group, naming),
  ]
}

function packMaps(group: FoldGroup, { named, limits }: Naming): string | null {
  const words = (counts: ReadonlyMap<number, number>) => limitNames(addNames(counts, named), limits.namesPerMap)
  const all: PackedMaps = {
    statusCounts: [...group.status].map(([status, count]) => [String(status), count] as const),
    errorTypes: words(group.kinds),
    pages: words(group.pages),
    hours: [...group.hours].map((count, hour) => [String(hour), count] as const).filter(([, count]) => count > 0),
    platforms: (['web', 'mobile'] as const).map((name, index) => [name, group.platforms[index] ?? 0] as const).filter(([, count]) => count > 0),
  }
  const filled = Object.entries(all).filter(([, counts]) => counts.length > 0)
  return JSON.stringify(Object.fromEntries(filled.map(([name, counts]) => [name, [...counts].sort(([left], [right]) => compareText(left, right))])))
}

type NamedCount = readonly [string, number]

function addNames(counts: ReadonlyMap<number, number>, named: NameOf): readonly NamedCount[] {
  const byName = new Map<string, number>()
  for (const [word, count] of counts) byName.set(named(word), (byName.get(named(word)) ?? 0) + count)
  return [...byName]
}

function limitNames(counts: readonly NamedCount[], limit: number): readonly NamedCount[] {
  if (counts.length <= limit) return counts
  const sorted = counts.filter(([name]) => name !== OTHER_CONTEXT).sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compareText(left, right))
  const kept = sorted.slice(0, limit)
  return [...kept, [OTHER_CONTEXT, counts.reduce((sum, [, count]) => sum + count, 0) - kept.reduce((sum, [, count]) => sum + count, 0)]]
}

function listTransitions(fold: DayFold, { named, limits }: Naming): (readonly [string, string, number])[] {
  const all = [...fold.transitions.counts].map(([key, count]) => {
    const [from, to] = pagesOfTransition(key)
    return [named(from), named(to), count] as const
  })
  const sorted = all.sort((left, right) => right[2] - left[2] || compareText(left[0], right[0]) || compareText(left[1], right[1]))
  const rest = sorted.slice(limits.transitionsPerDay).reduce((sum, [, , count]) => sum + count, 0)
  return rest === 0 ? sorted : [...sorted.slice(0, limits.transitionsPerDay), [OTHER_CONTEXT, OTHER_CONTEXT, rest]]
}
