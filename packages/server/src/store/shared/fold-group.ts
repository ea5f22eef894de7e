import { createNumberSet, type NumberSet } from './number-set'
import { addValue, createValueCounts, mergeValues, type ValueCounts } from './value-counts'

/** What a fold knows of one type and context. Names are numbers until the rows are made. */
export interface FoldGroup {
  readonly type: number
  readonly context: number
  count: number
  failed: number
  /** Sessions by number; 0 stands for all events without one. */
  readonly sessions: NumberSet
  values: ValueCounts | null
  readonly status: Map<number, number>
  readonly kinds: Map<number, number>
  readonly pages: Map<number, number>
  readonly hours: number[]
  readonly platforms: number[]
  /** Changes with every event, so that finished rows can be kept. */
  version: number
}

export function createGroup(type: number, context: number): FoldGroup {
  return {
    type,
    context,
    count: 0,
    failed: 0,
    sessions: createNumberSet(),
    values: null,
    status: new Map(),
    kinds: new Map(),
    pages: new Map(),
    hours: Array<number>(24).fill(0),
    platforms: [0, 0],
    version: 0,
  }
}

export function addDuration(group: FoldGroup, duration: number, times = 1): void {
  addValue((group.values ??= createValueCounts()), duration, times)
}

export function addOne(counts: Map<number, number>, key: number, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times)
}

/** Merges groups of one type into a new one; distinct sessions and durations stay exact. */
export function mergeGroups(groups: readonly FoldGroup[], context: number): FoldGroup {
  const merged = createGroup(groups[0]?.type ?? 0, context)
  for (const group of groups) {
    merged.count += group.count
    merged.failed += group.failed
    group.sessions.forEach(merged.sessions.add)
    if (group.values !== null) mergeValues((merged.values ??= createValueCounts()), group.values)
    for (const name of ['status', 'kinds', 'pages'] as const) for (const [key, times] of group[name]) addOne(merged[name], key, times)
    group.hours.forEach((times, hour) => (merged.hours[hour] = (merged.hours[hour] ?? 0) + times))
    group.platforms.forEach((times, platform) => (merged.platforms[platform] = (merged.platforms[platform] ?? 0) + times))
  }
  return merged
}
