import type { Counts, DailyRow, Day, TransitionRow } from '../store/store'
import { changeRow } from './change-row'
import { addCounts, groupRows, sumCounts, sumOf, timedViewsOf } from './fold'
import { mergeDurations } from './merge-durations'
import { joinPages } from './page-histograms'

/** The name under which contexts with too few sessions appear together. */
export const rareContext = '(rare)'
/** The name under which what did not fit counts together: it names nobody's page. */
export const otherContext = '[other]'

/**
 * Folds contexts with fewer than `minSessions` sessions, by day and type, into one row `(rare)`, so that no number stands for a handful of
 * people. Totals stay exact; therefore a group that is itself too small takes the next smallest context along: else the total minus the others
 * would give the hidden one away. A page that is hidden as a context is hidden in the maps of actions and errors too, however often it is there.
 */
export function suppressRare(rows: readonly DailyRow[], minSessions: number): readonly DailyRow[] {
  if (minSessions <= 1) return rows
  return [...groupRows(rows, (row) => row.day).values()].flatMap((ofDay) => {
    const groups = groupRows(ofDay, (row) => row.type)
    const visible = [...groups.values()].flatMap((group) => suppressGroup(group, minSessions))
    const pages = pagesIn(visible)
    return visible.map((row) => {
      const named = suppressNames(row.pages, (page) => pages.has(page), minSessions)
      const vitals = row.type === 'web_vital' ? joinPages(row.vitals, (page) => named.has(page), rareContext) : row.vitals
      return changeRow(row, { pages: named, vitals, errorTypes: suppressNames(row.errorTypes, () => true, minSessions) })
    })
  })
}

const pageTypes: readonly string[] = ['page_view', 'page_leave', 'api_call']

/** Pages that some row shows by name. */
function pagesIn(rows: readonly DailyRow[]): ReadonlySet<string> {
  return new Set(rows.filter(({ type, context }) => pageTypes.includes(type) && context !== rareContext).map(({ context }) => context))
}

function suppressGroup(group: readonly DailyRow[], minSessions: number): readonly DailyRow[] {
  const named = group.filter((row) => row.context !== '' && row.context !== rareContext)
  // What the store has folded already stays folded, and hides the others as well.
  const folded = group.filter((row) => row.context === rareContext)
  const rare = [...folded, ...smallestOf(named, { sizeOf: (row) => row.sessions, nameOf: (row) => row.context, minimum: minSessions, folded })]
  return rare.length === folded.length ? group : [...group.filter((row) => !rare.includes(row)), mergeRare(rare)]
}

interface SmallestOptions<Item> {
  readonly sizeOf: (item: Item) => number
  readonly nameOf: (item: Item) => string
  readonly minimum: number
  /** Must go, whatever its size. */
  readonly mustGo?: (item: Item) => boolean
  /** Already folded: the smallest join them. */
  readonly folded?: readonly Item[]
}

/** The items that are too small to show, and the next smallest until there are two and together they are not small any more. */
function smallestOf<Item>(items: readonly Item[], { sizeOf, nameOf, minimum, mustGo = () => false, folded = [] }: SmallestOptions<Item>): readonly Item[] {
  const isSmall = (item: Item) => mustGo(item) || sizeOf(item) < minimum
  const bySize = [...items].sort((left, right) => Number(isSmall(right)) - Number(isSmall(left)) || sizeOf(left) - sizeOf(right) || (nameOf(left) < nameOf(right) ? -1 : 1))
  let size = bySize.filter(isSmall).length
  if (size === 0) return []
  const sum = () => [...folded, ...bySize.slice(0, size)].reduce((total, item) => total + sizeOf(item), 0)
  while (size < bySize.length && (size + folded.length < 2 || sum() < minimum)) size++
  return bySize.slice(0, size)
}

function mergeRare(rows: readonly DailyRow[]): DailyRow {
  const [first] = rows
  if (first === undefined) throw new RangeError('There is nothing to merge.')
  const { count: durationCount, sum: durationSum, min: durationMin, max: durationMax, histogram } = mergeDurations(rows)
  const pages = sumOf(rows, (row) => sumCounts(row.pages))
  return changeRow(first, {
    context: rareContext,
    count: sumOf(rows, (row) => row.count),
    failed: sumOf(rows, (row) => row.failed),
    sessions: sumOf(rows, (row) => row.sessions),
    durationCount, durationSum, durationMin, durationMax, histogram,
    toldViews: sumOf(rows, timedViewsOf),
    p50: null,
    p95: null,
    p99: null,
    statusCounts: addCounts(rows.map((row) => row.statusCounts)),
    errorTypes: new Map(),
    pages: pages === 0 ? new Map() : new Map([[rareContext, pages]]),
    hours: addCounts(rows.map((row) => row.hours)),
    platforms: addCounts(rows.map((row) => row.platforms)),
    // Values of different web vitals must not be merged.
    vitals: new Map(),
  })
}

// These maps count events, not sessions; fewer events than sessions asked for are fewer sessions too.
function suppressNames(counts: Counts, isShown: (name: string) => boolean, minimum: number): Counts {
  const folded = [...counts].filter(([name]) => name === rareContext)
  const named = [...counts].filter(([name]) => name !== rareContext)
  const rare = smallestOf(named, { sizeOf: ([, count]) => count, nameOf: ([name]) => name, minimum, mustGo: ([name]) => !isShown(name), folded })
  if (rare.length === 0) return counts
  const kept = named.filter((entry) => !rare.includes(entry))
  return new Map([...kept, [rareContext, [...folded, ...rare].reduce((sum, [, count]) => sum + count, 0)]])
}

/**
 * Folds transitions that happened too rarely, and those from or to a page that is hidden on that day.
 *
 * @param visible - The rows of all days after {@link suppressRare}.
 */
export function suppressRareTransitions(rows: readonly TransitionRow[], visible: readonly DailyRow[], minimum: number): readonly TransitionRow[] {
  if (minimum <= 1) return rows
  const pages = new Map([...groupRows(visible, (row) => row.day)].map(([day, ofDay]) => [day, pagesIn(ofDay)]))
  const byDay = new Map<Day, TransitionRow[]>()
  for (const row of rows) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row])
  return [...byDay].flatMap(([day, ofDay]) => {
    const isHidden = (page: string) => pages.get(day)?.has(page) !== true
    // What did not fit is no way between two pages of that name.
    const isNamed = ({ from, to }: TransitionRow) => from !== otherContext || to !== otherContext
    // What the store has folded already stays folded, and hides the others as well.
    const folded = ofDay.filter(({ from, to }) => from === rareContext && to === rareContext)
    const named = ofDay.filter((row) => !folded.includes(row))
    const small = smallestOf(named, { sizeOf: (row) => row.count, nameOf: ({ from, to }) => `${from} ${to}`, minimum, mustGo: (row) => isNamed(row) && (isHidden(row.from) || isHidden(row.to)), folded })
    const rare = [...small, ...folded]
    const kept = named.filter((row) => !rare.includes(row))
    return rare.length === 0 ? kept : [...kept, { day, from: rareContext, to: rareContext, count: rare.reduce((sum, { count }) => sum + count, 0) }]
  })
}
