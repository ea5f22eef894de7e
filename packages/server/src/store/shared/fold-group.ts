import { ZERO_BUCKET } from '@parel/telemetry-core'
import { bucketOf } from './buckets'
import { addCount, createNumberCounts, eachCount, type NumberCounts } from './number-counts'
import { addNumber, createNumberSet, eachNumber, type NumberSet } from './number-set'
import { addValue, createValueCounts, mergeValues, type ValueCounts } from './value-counts'

/** The folded data of one type and context. Names are numbers until the rows are made. */
export interface FoldGroup {
  readonly type: number
  readonly context: number
  count: number
  /** How many of them are of the platform `mobile`; the others are of `web`. */
  mobile: number
  /** Sessions by slot, from 1 on; 0 stands for all events without one. */
  readonly sessions: NumberSet
  values: ValueCounts | null
  status: NumberCounts | null
  kinds: NumberCounts | null
  pages: NumberCounts | null
  /** Of a web vital, for each page its values by bucket; bucket numbers begin at 0 here. */
  vitals: Map<number, NumberCounts> | null
  readonly hours: number[]
  /** Only for session ends: the hours of the ends, while `hours` has those of the starts. Empty in all other groups. */
  readonly endHours: number[]
  /** Of leaves, how many views were left beyond one for each session. */
  extraTold: number
  /** Changes with every event, so that finished rows can be kept. */
  version: number
}

/** Creates an empty group. */
export function createGroup(type: number, context: number): FoldGroup {
  return {
    type,
    context,
    count: 0,
    mobile: 0,
    sessions: createNumberSet(),
    values: null,
    status: null,
    kinds: null,
    pages: null,
    vitals: null,
    hours: Array<number>(24).fill(0),
    endHours: [],
    extraTold: 0,
    version: 0,
  }
}

/** Adds a duration in whole milliseconds. */
export function addDuration(group: FoldGroup, duration: number, times = 1): void {
  addValue((group.values ??= createValueCounts()), duration, times)
}

/** Adds to one of the counts of a group by number. */
export function addOne(group: FoldGroup, name: 'status' | 'kinds' | 'pages', key: number, times = 1): void {
  addCount((group[name] ??= createNumberCounts()), key, times)
}

/** Adds a value of a web vital that was measured on a page. */
export function addVital(group: FoldGroup, page: number, value: number): void {
  group.vitals ??= new Map()
  let counts = group.vitals.get(page)
  if (counts === undefined) group.vitals.set(page, (counts = createNumberCounts()))
  addCount(counts, bucketOf(value) - ZERO_BUCKET)
}

/** Merges groups of one type into a new one; distinct sessions and durations stay exact. Values of different web vitals are not merged. */
export function mergeGroups(groups: readonly FoldGroup[], context: number): FoldGroup {
  const merged = createGroup(groups[0]?.type ?? 0, context)
  let told = 0
  for (const group of groups) {
    merged.count += group.count
    merged.mobile += group.mobile
    told += toldViewsOf(group)
    eachNumber(group.sessions, (session) => addNumber(merged.sessions, session))
    if (group.values !== null) mergeValues((merged.values ??= createValueCounts()), group.values)
    for (const name of ['status', 'kinds', 'pages'] as const) if (group[name] !== null) eachCount(group[name], (key, times) => addOne(merged, name, key, times))
    group.hours.forEach((times, hour) => (merged.hours[hour] = (merged.hours[hour] ?? 0) + times))
  }
  merged.extraTold = told - merged.sessions.size
  return merged
}

/** Of a group of leaves: views that were left, each once. */
export function toldViewsOf({ sessions, extraTold }: FoldGroup): number {
  return sessions.size + extraTold
}
