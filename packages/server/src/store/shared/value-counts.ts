import { ZERO_BUCKET } from '@parel/telemetry-core'
import { bucketOf } from './buckets'

/** Durations of one group: every value with its count, kept by histogram bucket so that both exact percentiles and the histogram are cheap. */
export interface ValueCounts {
  count: number
  sum: number
  readonly buckets: Map<number, Bucket>
}

interface Bucket {
  count: number
  readonly values: Map<number, number>
}

/** Numbers of a group of durations. */
export interface DurationNumbers {
  readonly count: number
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  /** Counts by bucket, ascending. */
  readonly histogram: readonly (readonly [number, number])[]
}

export function createValueCounts(): ValueCounts {
  return { count: 0, sum: 0, buckets: new Map() }
}

/** Adds `times` durations of `value` whole milliseconds; a negative number takes them away again. */
export function addValue(counts: ValueCounts, value: number, times = 1): void {
  counts.count += times
  counts.sum += value * times
  const index = bucketOf(value)
  let bucket = counts.buckets.get(index)
  if (bucket === undefined) counts.buckets.set(index, (bucket = { count: 0, values: new Map() }))
  bucket.count += times
  const left = (bucket.values.get(value) ?? 0) + times
  if (left === 0) bucket.values.delete(value)
  else bucket.values.set(value, left)
  if (bucket.count === 0) counts.buckets.delete(index)
}

export function mergeValues(into: ValueCounts, from: ValueCounts): void {
  for (const { values } of from.buckets.values()) for (const [value, times] of values) addValue(into, value, times)
}

/** Sum, extremes, histogram, and percentiles by linear interpolation between closest ranks. */
export function describeValues(counts: ValueCounts): DurationNumbers {
  const sorted = [...counts.buckets].sort(([left], [right]) => left - right)
  const at = (fraction: number) => percentile(sorted, counts.count, fraction)
  return {
    count: counts.count,
    sum: counts.sum,
    min: at(0),
    max: at(1),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    histogram: sorted.map(([index, bucket]) => [index, bucket.count] as const),
  }
}

type Sorted = readonly (readonly [number, Bucket])[]

function percentile(sorted: Sorted, count: number, fraction: number): number | null {
  if (count === 0) return null
  const rank = (count - 1) * fraction
  const floor = Math.floor(rank)
  const low = valueAt(sorted, floor)
  return rank === floor ? low : low + (valueAt(sorted, floor + 1) - low) * (rank - floor)
}

function valueAt(sorted: Sorted, rank: number): number {
  let before = 0
  for (const [index, bucket] of sorted) {
    if (before + bucket.count > rank) return index === ZERO_BUCKET ? 0 : valueInBucket(bucket, rank - before)
    before += bucket.count
  }
  throw new RangeError(`There is no value at rank ${rank}.`)
}

function valueInBucket(bucket: Bucket, rank: number): number {
  let seen = 0
  for (const [value, times] of [...bucket.values].sort(([left], [right]) => left - right)) {
    seen += times
    if (seen > rank) return value
  }
  throw new RangeError(`There is no value at rank ${rank}.`)
}
