import type { TransitionRow } from '../store/store'

/** How often one page followed another, whatever the day. */
export type Transition = Omit<TransitionRow, 'day'>

/** Adds up transitions. */
export interface TransitionMerger {
  add(rows: readonly Transition[]): void
  /** The most frequent first, up to `limit`. */
  finish(limit: number): readonly Transition[]
}

/** Creates a merger of transitions. */
export function createTransitionMerger(): TransitionMerger {
  const byFrom = new Map<string, Map<string, number>>()
  return {
    add(rows) {
      for (const { from, to, count } of rows) {
        let targets = byFrom.get(from)
        if (targets === undefined) byFrom.set(from, (targets = new Map()))
        targets.set(to, (targets.get(to) ?? 0) + count)
      }
    },
    finish: (limit) =>
      [...byFrom]
        .flatMap(([from, targets]) => [...targets].map(([to, count]) => ({ from, to, count })))
        .sort((left, right) => right.count - left.count || (`${left.from} ${left.to}` < `${right.from} ${right.to}` ? -1 : 1))
        .slice(0, limit),
  }
}

/** Adds transitions up, the most frequent first, up to `limit`. */
export function mergeTransitions(rows: readonly Transition[], limit: number): readonly Transition[] {
  const merger = createTransitionMerger()
  merger.add(rows)
  return merger.finish(limit)
}
