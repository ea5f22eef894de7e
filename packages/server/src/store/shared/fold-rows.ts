import { EVENT_TYPES } from '@parel/telemetry-core'
import { compareText } from './compare-text'
import type { PackedMaps, PackedRow } from './daily-row'
import type { DayFold } from './day-fold'
import { mergeGroups, toldViewsOf, type FoldGroup } from './fold-group'
import { foldRareGroups, RARE_CONTEXT, rareWord, splitRare } from './fold-rare'
import { listVitals } from './fold-vitals'
import { encodeHistogram } from './histogram-bytes'
import { eachCount, type NumberCounts } from './number-counts'
import { describeValues } from './value-counts'

/** Under this name contexts count that did not fit. */
export const OTHER_CONTEXT = '[other]'

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

/** Makes rows of a fold. Rows of groups that did not change since the last time are kept. */
export interface RowMaker {
  rows(fold: DayFold): PackedRow[]
  transitions(fold: DayFold): (readonly [from: string, to: string, count: number])[]
}

/** Creates the maker of one day's rows. */
export function createRowMaker({ nameOf, limits }: { readonly nameOf: NameOf; readonly limits: FoldLimits }): RowMaker {
  const named: NameOf = (word) => (word === other ? OTHER_CONTEXT : word === rareWord ? RARE_CONTEXT : word === 0 ? '' : nameOf(word))
  const kept = new WeakMap<FoldGroup, { readonly version: number; readonly visible: VisiblePages; readonly row: PackedRow }>()
  const rowOf = (group: FoldGroup, visible: VisiblePages): PackedRow => {
    const known = kept.get(group)
    if (known?.version === group.version && known.visible === visible) return known.row
    const row = packGroup(group, { named, limits, visible })
    kept.set(group, { version: group.version, visible, row })
    return row
  }
  let lastVisible: VisiblePages = null
  const limitDay = (fold: DayFold) => {
    const groups = limitGroups(fold.groups, { named, limits })
    const visible = limits.minSessions > 1 ? pagesIn(groups, named) : null
    // One object as long as the pages are the same, so that rows are made again only when they must.
    if (!isSameSet(visible, lastVisible)) lastVisible = visible
    return { groups, visible: lastVisible }
  }
  return {
    rows(fold) {
      const { begun, ended } = fold.sessions
      const { groups, visible } = limitDay(fold)
      return [...groups, ...[begun, ended].filter(({ count }) => count > 0)].map((group) => rowOf(group, visible)).sort(compareRows)
    },
    transitions: (fold) => listTransitions(fold, { named, limits, visible: limitDay(fold).visible }),
  }
}

interface Naming {
  readonly named: NameOf
  readonly limits: FoldLimits
}

/** Pages that some row shows by name; null where all are shown. */
type VisiblePages = ReadonlySet<string> | null

const pageTypes: readonly (string | undefined)[] = ['page_view', 'page_leave', 'api_call']

function pagesIn(groups: readonly FoldGroup[], named: NameOf): VisiblePages {
  return new Set(groups.filter(({ type, context }) => context >= 0 && pageTypes.includes(EVENT_TYPES[type])).map(({ context }) => named(context)))
}

function isSameSet(left: VisiblePages, right: VisiblePages): boolean {
  return left === right || (left !== null && right !== null && left.size === right.size && [...left].every((name) => right.has(name)))
}

interface Telling extends Naming {
  readonly visible: VisiblePages
}

/** Order of rows: by type as listed in core, then by context. */
export function compareRows(left: PackedRow, right: PackedRow): number {
  return EVENT_TYPES.indexOf(left[0]) - EVENT_TYPES.indexOf(right[0]) || compareText(left[1], right[1])
}

function limitGroups(groups: readonly FoldGroup[], naming: Naming): readonly FoldGroup[] {
  const byType = new Map<number, FoldGroup[]>()
  for (const group of groups) {
    const known = byType.get(group.type)
    if (known === undefined) byType.set(group.type, [group])
    else known.push(group)
  }
  return [...byType.values()].flatMap((ofType) => capGroups(foldRareGroups(mergeSameName(ofType, naming), { minSessions: naming.limits.minSessions, nameOf: naming.named }), naming))
}

// A stored word may already be called `[other]`: what did not fit into the vocabulary.
function mergeSameName(groups: readonly FoldGroup[], { named }: Naming): readonly FoldGroup[] {
  const reserved = groups.filter(({ context }) => named(context) === OTHER_CONTEXT)
  return reserved.length === 0 ? groups : [...groups.filter((group) => !reserved.includes(group)), mergeGroups(reserved, other)]
}

function capGroups(groups: readonly FoldGroup[], { named, limits }: Naming): readonly FoldGroup[] {
  const special = groups.filter(({ context }) => context < 0)
  const plain = groups.filter(({ context }) => context >= 0)
  if (plain.length <= limits.contextsPerDay) return groups
  const sorted = plain.sort((left, right) => right.count - left.count || compareText(named(left.context), named(right.context)))
  const overflow = [...sorted.slice(limits.contextsPerDay), ...special.filter(({ context }) => context === other)]
  return [...sorted.slice(0, limits.contextsPerDay), ...special.filter(({ context }) => context === rareWord), mergeGroups(overflow, other)]
}

function packGroup(group: FoldGroup, naming: Telling): PackedRow {
  const type = EVENT_TYPES[group.type] ?? 'action'
  const numbers = group.values === null ? null : describeValues(group.values)
  const isSession = type === 'session_start' || type === 'session_end'
  return [
    type, naming.named(group.context), group.count, countFailed(group), isSession ? group.count : group.sessions.size,
    numbers?.count ?? 0, numbers?.sum ?? 0, numbers?.min ?? null, numbers?.max ?? null,
    numbers?.p50 ?? null, numbers?.p95 ?? null, numbers?.p99 ?? null,
    encodeHistogram(numbers?.histogram ?? []), packMaps(group, naming),
    type === 'page_leave' ? toldViewsOf(group) : null,
  ]
}

/** Calls that were answered with an error, or not at all. */
function countFailed({ status }: FoldGroup): number {
  return listCounts(status).reduce((sum, [code, count]) => sum + (code >= 400 || code === 0 ? count : 0), 0)
}

function packMaps(group: FoldGroup, telling: Telling): string | null {
  const { limits, visible } = telling
  const isRare = group.context === rareWord
  const words = (counts: NumberCounts | null, isShown: (name: string) => boolean) =>
    limitNames(hideRare(addNames(counts, telling.named), { ...telling, isShown }), limits.namesPerMap)
  const pages = words(group.pages, (page) => !isRare && visible?.has(page) !== false)
  const counts: Omit<PackedMaps, 'vitals'> = {
    statusCounts: listCounts(group.status).map(([status, count]) => [String(status), count] as const),
    errorTypes: words(group.kinds, () => !isRare),
    pages,
    hours: listHours(group.hours),
    platforms: ([['web', group.count - group.mobile], ['mobile', group.mobile]] as const).filter(([, count]) => count > 0),
    endHours: listHours(group.endHours),
  }
  const sorted = Object.entries(counts).map(([name, list]) => [name, [...list].sort(([left], [right]) => compareText(left, right))] as const)
  const vitals = listVitals(group, { nameOf: telling.named, pages: new Set(pages.map(([page]) => page)), collective: limits.minSessions > 1 ? RARE_CONTEXT : OTHER_CONTEXT })
  return JSON.stringify(Object.fromEntries([...sorted, ['vitals', vitals] as const].filter(([, part]) => part.length > 0)))
}

type NamedCount = readonly [string, number]

function listHours(hours: readonly number[]): readonly NamedCount[] {
  return hours.map((count, hour) => [String(hour), count] as const).filter(([, count]) => count > 0)
}

/** A page that is no row of its own is not named in the rows of others either. */
function hideRare(counts: readonly NamedCount[], { limits, isShown }: Telling & { readonly isShown: (name: string) => boolean }): readonly NamedCount[] {
  const items = counts.map(([name, count]) => ({ name, count }))
  const { shown, rare } = splitRare(items, { minSessions: limits.minSessions, isShown: ({ name }) => isShown(name) })
  const kept = shown.map(({ name, count }) => [name, count] as const)
  return rare === 0 ? kept : [...kept, [RARE_CONTEXT, rare]]
}

function listCounts(counts: NumberCounts | null): readonly (readonly [key: number, count: number])[] {
  const listed: (readonly [number, number])[] = []
  if (counts !== null) eachCount(counts, (key, count) => listed.push([key, count]))
  return listed
}

function addNames(counts: NumberCounts | null, named: NameOf): readonly NamedCount[] {
  const byName = new Map<string, number>()
  for (const [word, count] of listCounts(counts)) byName.set(named(word), (byName.get(named(word)) ?? 0) + count)
  return [...byName]
}

function limitNames(counts: readonly NamedCount[], limit: number): readonly NamedCount[] {
  if (counts.length <= limit) return counts
  const sorted = counts.filter(([name]) => name !== OTHER_CONTEXT).sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compareText(left, right))
  const kept = sorted.slice(0, limit)
  return [...kept, [OTHER_CONTEXT, counts.reduce((sum, [, count]) => sum + count, 0) - kept.reduce((sum, [, count]) => sum + count, 0)]]
}

function listTransitions(fold: DayFold, { named, limits, visible }: Telling): (readonly [string, string, number])[] {
  const pairs: { readonly name: string; readonly from: string; readonly to: string; readonly count: number }[] = []
  fold.transitions.forEach((from, to, count) => pairs.push({ name: `${named(from)} ${named(to)}`, from: named(from), to: named(to), count }))
  const isShown = ({ from, to }: (typeof pairs)[number]) => visible === null || (visible.has(from) && visible.has(to))
  const { shown, rare } = splitRare(pairs, { minSessions: limits.minSessions, isShown })
  const all = shown.map(({ from, to, count }) => [from, to, count] as const)
  const sorted = all.sort((left, right) => right[2] - left[2] || compareText(left[0], right[0]) || compareText(left[1], right[1]))
  const rest = sorted.slice(limits.transitionsPerDay).reduce((sum, [, , count]) => sum + count, 0)
  const told = rest === 0 ? sorted : [...sorted.slice(0, limits.transitionsPerDay), [OTHER_CONTEXT, OTHER_CONTEXT, rest] as const]
  return rare === 0 ? told : [...told, [RARE_CONTEXT, RARE_CONTEXT, rare]]
}
