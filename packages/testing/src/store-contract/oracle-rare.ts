import type { ContractRow } from './store-under-test'

// What the maps and transitions of one day may show when small counts are hidden, written as simply as possible.

type Row = Omit<ContractRow, 'live'>
type Counts = ReadonlyMap<string, number>
interface Transition {
  readonly day: number
  readonly from: string
  readonly to: string
  readonly count: number
}

const pageTypes: readonly string[] = ['page_view', 'page_leave', 'api_call']

/** Pages that have a row of their own under their name. */
export function shownPages(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(rows.filter(({ type }) => pageTypes.includes(type)).map(({ context }) => context).filter((context) => context !== '(rare)' && context !== '[other]'))
}

/** Takes hidden pages and small counts out of the maps of a day's rows. */
export function hideInMaps(rows: readonly Row[], minSessions: number): readonly Row[] {
  const pages = shownPages(rows)
  return rows.map((row) => {
    const isRare = row.context === '(rare)'
    const errorTypes = hide(row.errorTypes, minSessions, () => !isRare)
    const named = hide(row.pages, minSessions, (page) => !isRare && pages.has(page))
    return { ...row, errorTypes, pages: named, vitals: minSessions > 1 ? joinVitals(row.vitals, named) : row.vitals }
  })
}

/** Values of pages that are not named belong to `(rare)`. */
function joinVitals(vitals: Row['vitals'], named: Counts): Row['vitals'] {
  const joined = new Map<string, Map<number, number>>()
  for (const [page, histogram] of vitals) {
    const name = named.has(page) ? page : '(rare)'
    const sum = joined.get(name) ?? new Map<number, number>()
    for (const [bucket, count] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + count)
    joined.set(name, sum)
  }
  return joined
}

/** Takes hidden pages and small counts out of a day's transitions. */
export function hideTransitions(list: readonly Transition[], minSessions: number, pages: ReadonlySet<string>): readonly Transition[] {
  const counts = new Map(list.map(({ from, to, count }) => [`${from} ${to}`, count]))
  const left = hide(counts, minSessions, (pair) => pair.split(' ').every((page) => pages.has(page)))
  const rare = left.get('(rare)')
  const kept = list.filter(({ from, to }) => left.has(`${from} ${to}`))
  return rare === undefined ? kept : [...kept, { day: list[0]?.day ?? 0, from: '(rare)', to: '(rare)', count: rare }]
}

function hide(counts: Counts, minSessions: number, isShown: (name: string) => boolean): Counts {
  if (minSessions <= 1) return counts
  const bySize = [...counts].sort(([left, leftCount], [right, rightCount]) => leftCount - rightCount || (left < right ? -1 : 1))
  const hidden = bySize.filter(([name, count]) => count < minSessions || !isShown(name))
  if (hidden.length === 0) return counts
  const others = bySize.filter((entry) => !hidden.includes(entry))
  const sum = () => hidden.reduce((total, [, count]) => total + count, 0)
  while (others.length > 0 && (hidden.length < 2 || sum() < minSessions)) hidden.push(others.shift() ?? ['', 0])
  return new Map([...others, ['(rare)', sum()]])
}
