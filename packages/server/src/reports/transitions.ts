import type { ReportTransition } from '@parel/telemetry-core'
import type { TransitionRow } from '../store/store'

/** How often one page followed another, over all days, the most frequent first. */
export function toTransitions(rows: readonly TransitionRow[], limit: number): readonly ReportTransition[] {
  const byFrom = new Map<string, Map<string, number>>()
  for (const { from, to, count } of rows) {
    const targets = byFrom.get(from) ?? new Map<string, number>()
    byFrom.set(from, targets.set(to, (targets.get(to) ?? 0) + count))
  }
  return [...byFrom]
    .flatMap(([from, targets]) => [...targets].map(([to, count]) => ({ from, to, count })))
    .sort((left, right) => right.count - left.count || (`${left.from} ${left.to}` < `${right.from} ${right.to}` ? -1 : 1))
    .slice(0, limit)
}
