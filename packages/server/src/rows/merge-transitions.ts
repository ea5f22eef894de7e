import type { TransitionRow } from '../store/store'

/** How often one page followed another, whatever the day. */
export type Transition = Omit<TransitionRow, 'day'>

/** Adds transitions up, the most frequent first, up to `limit`. */
export function mergeTransitions(rows: readonly Transition[], limit = Infinity): readonly Transition[] {
  const byFrom = new Map<string, Map<string, number>>()
  for (const { from, to, count } of rows) {
    let targets = byFrom.get(from)
    if (targets === undefined) byFrom.set(from, (targets = new Map()))
    targets.set(to, (targets.get(to) ?? 0) + count)
  }
  return [...byFrom]
    .flatMap(([from, targets]) => [...targets].map(([to, count]) => ({ from, to, count })))
    .sort((left, right) => right.count - left.count || (`${left.from} ${left.to}` < `${right.from} ${right.to}` ? -1 : 1))
    .slice(0, limit)
}
