import { EVENT_TYPES } from '@parel/telemetry-core'
import { compareText } from './compare-text'
import type { PackedMaps, PackedRow } from './daily-row'
import { toldViewsOf, type FoldGroup } from './fold-group'
import { type FoldLimits, OTHER_CONTEXT } from './fold-limits'
import { RARE_CONTEXT, rareWord, splitRare } from './fold-rare'
import { listVitals } from './fold-vitals'
import { encodeHistogram } from './histogram-bytes'
import { eachCount, type NumberCounts } from './number-counts'
import { describeValues } from './value-counts'

/** The name of a word by its number. 0 is the empty name; negative numbers stand for `[other]` and `(rare)`, which are never stored as words. */
export type NameOf = (word: number) => string

/** How contexts are named, and how many of them. */
export interface Naming {
  readonly named: NameOf
  readonly limits: FoldLimits
}

/** Pages that have a row under their own name; null if none is hidden. */
export type VisiblePages = ReadonlySet<string> | null

/** What a row may name. */
export interface PackOptions extends Naming {
  readonly visible: VisiblePages
}

/** Packs the counts, durations and maps of a group into the row that is stored and transferred. */
export function packGroup(group: FoldGroup, options: PackOptions): PackedRow {
  const type = EVENT_TYPES[group.type] ?? 'action'
  const numbers = group.values === null ? null : describeValues(group.values)
  const isSession = type === 'session_start' || type === 'session_end'
  return [
    type, options.named(group.context), group.count, countFailed(group), isSession ? group.count : group.sessions.size,
    numbers?.count ?? 0, numbers?.sum ?? 0, numbers?.min ?? null, numbers?.max ?? null,
    numbers?.p50 ?? null, numbers?.p95 ?? null, numbers?.p99 ?? null,
    encodeHistogram(numbers?.histogram ?? []), packMaps(group, options),
    type === 'page_leave' ? toldViewsOf(group) : null,
  ]
}

/** Counts calls that were answered with an error, or not at all. */
function countFailed({ status }: FoldGroup): number {
  return listCounts(status).reduce((sum, [code, count]) => sum + (code >= 400 || code === 0 ? count : 0), 0)
}

function packMaps(group: FoldGroup, options: PackOptions): string | null {
  const { named, limits, visible } = options
  const isRare = group.context === rareWord
  const words = (counts: NumberCounts | null, isShown: (name: string) => boolean) =>
    limitNames(hideRare(addNames(counts, named), { ...options, isShown }), limits.namesPerMap)
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
  const vitals = listVitals(group, { nameOf: named, pages: new Set(pages.map(([page]) => page)), collective: limits.minSessions > 1 ? RARE_CONTEXT : OTHER_CONTEXT })
  return JSON.stringify(Object.fromEntries([...sorted, ['vitals', vitals] as const].filter(([, part]) => part.length > 0)))
}

type NamedCount = readonly [string, number]

function listHours(hours: readonly number[]): readonly NamedCount[] {
  return hours.map((count, hour) => [String(hour), count] as const).filter(([, count]) => count > 0)
}

/** A page that has no row of its own is not named in the rows of others either. */
function hideRare(counts: readonly NamedCount[], { limits, isShown }: PackOptions & { readonly isShown: (name: string) => boolean }): readonly NamedCount[] {
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
