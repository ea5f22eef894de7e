import { bucketEnd, ZERO_BUCKET } from '@parel/telemetry-core'
import { bucketOf } from './buckets'
import { createNumberCounts, type NumberCounts } from './number-counts'

/** Durations of one group: every value with its count, and counts by histogram bucket, so that both exact percentiles and the histogram are cheap. */
export interface ValueCounts {
  count: number
  sum: number
  readonly values: NumberCounts
  /** Counts by bucket, from {@link ZERO_BUCKET} on. */
  buckets: Uint32Array
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

// Up to a tenth of a second; most groups need one larger list.
const firstBuckets = 216
const bucketStep = 128

export function createValueCounts(): ValueCounts {
  return { count: 0, sum: 0, values: createNumberCounts(), buckets: new Uint32Array(firstBuckets) }
}

/** Adds `times` durations of `value` whole milliseconds; a negative number takes them away again. */
export function addValue(counts: ValueCounts, value: number, times = 1): void {
  counts.count += times
  counts.sum += value * times
  counts.values.add(value, times)
  const index = bucketOf(value) - ZERO_BUCKET
  if (index >= counts.buckets.length) {
    const larger = new Uint32Array(index + bucketStep)
    larger.set(counts.buckets)
    counts.buckets = larger
  }
  counts.buckets[index] = (counts.buckets[index] ?? 0) + times
}

export function mergeValues(into: ValueCounts, from: ValueCounts): void {
  from.values.forEach((value, times) => addValue(into, value, times))
}

/** Sum, extremes, histogram, and percentiles by linear interpolation between closest ranks. */
export function describeValues(counts: ValueCounts): DurationNumbers {
  const histogram: (readonly [number, number])[] = []
  counts.buckets.forEach((count, index) => {
    if (count > 0) histogram.push([index + ZERO_BUCKET, count])
  })
  const at = (fraction: number) => percentile(counts, histogram, fraction)
  return { count: counts.count, sum: counts.sum, min: at(0), max: at(1), p50: at(0.5), p95: at(0.95), p99: at(0.99), histogram }
}

type Sorted = readonly (readonly [number, number])[]

function percentile(counts: ValueCounts, sorted: Sorted, fraction: number): number | null {
  if (counts.count === 0) return null
  const rank = (counts.count - 1) * fraction
  const floor = Math.floor(rank)
  const low = valueAt(counts, sorted, floor)
  return rank === floor ? low : low + (valueAt(counts, sorted, floor + 1) - low) * (rank - floor)
}

function valueAt({ values }: ValueCounts, sorted: Sorted, rank: number): number {
  let before = 0
  for (const [bucket, count] of sorted) {
    if (before + count > rank) return valueInBucket(values, bucket, rank - before)
    before += count
  }
  throw new RangeError(`There is no value at rank ${rank}.`)
}

function valueInBucket(values: NumberCounts, bucket: number, rank: number): number {
  // One to the left and right: where a bucket ends is a fraction, and may be rounded.
  const [first, last] = bucket === ZERO_BUCKET ? [0, 0] : [Math.max(1, Math.floor(bucketEnd(bucket - 1)) - 1), Math.ceil(bucketEnd(bucket)) + 1]
  let seen = 0
  for (const value of last - first < values.size() ? range(first, last) : listValues(values, first, last)) {
    if (bucketOf(value) !== bucket) continue
    seen += values.get(value)
    if (seen > rank) return value
  }
  throw new RangeError(`There is no value at rank ${rank}.`)
}

function* range(first: number, last: number): Generator<number> {
  for (let value = first; value <= last; value++) yield value
}

function listValues(values: NumberCounts, first: number, last: number): readonly number[] {
  const found: number[] = []
  values.forEach((value) => {
    if (value >= first && value <= last) found.push(value)
  })
  return found.sort((left, right) => left - right)
}
