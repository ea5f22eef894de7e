import { EVENT_TYPES } from '@parel/telemetry-core'
import { compareText } from './compare-text'
import type { PackedRow } from './daily-row'
import type { DayFold } from './day-fold'
import { mergeGroups, type FoldGroup } from './fold-group'
import { type FoldLimits, OTHER_CONTEXT } from './fold-limits'
import { foldRareGroups, RARE_CONTEXT, rareWord, splitRare } from './fold-rare'
import { type NameOf, type Naming, packGroup, type PackOptions, type VisiblePages } from './pack-group'

const other = -1

/** Makes the rows of a day from its fold. Rows of groups that did not change since the last call are reused. */
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
    // The same object while the pages are the same, so that rows are remade only when necessary.
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

const pageTypes: readonly (string | undefined)[] = ['page_view', 'page_leave', 'api_call']

function pagesIn(groups: readonly FoldGroup[], named: NameOf): VisiblePages {
  return new Set(groups.filter(({ type, context }) => context >= 0 && pageTypes.includes(EVENT_TYPES[type])).map(({ context }) => named(context)))
}

function isSameSet(left: VisiblePages, right: VisiblePages): boolean {
  return left === right || (left !== null && right !== null && left.size === right.size && [...left].every((name) => right.has(name)))
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

function listTransitions(fold: DayFold, { named, limits, visible }: PackOptions): (readonly [string, string, number])[] {
  const pairs: { readonly name: string; readonly from: string; readonly to: string; readonly count: number }[] = []
  fold.transitions.forEach((from, to, count) => pairs.push({ name: `${named(from)} ${named(to)}`, from: named(from), to: named(to), count }))
  const isShown = ({ from, to }: (typeof pairs)[number]) => visible === null || (visible.has(from) && visible.has(to))
  const { shown, rare } = splitRare(pairs, { minSessions: limits.minSessions, isShown })
  const all = shown.map(({ from, to, count }) => [from, to, count] as const)
  const sorted = all.sort((left, right) => right[2] - left[2] || compareText(left[0], right[0]) || compareText(left[1], right[1]))
  const rest = sorted.slice(limits.transitionsPerDay).reduce((sum, [, , count]) => sum + count, 0)
  const kept = rest === 0 ? sorted : [...sorted.slice(0, limits.transitionsPerDay), [OTHER_CONTEXT, OTHER_CONTEXT, rest] as const]
  return rare === 0 ? kept : [...kept, [RARE_CONTEXT, RARE_CONTEXT, rare]]
}
