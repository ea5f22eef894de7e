import { bucketOf } from './buckets'
import { addCount, countOf, createNumberCounts, eachCount, type NumberCounts } from './number-counts'

/** Durations of one group: every value with its count, for exact percentiles and the histogram. */
export interface ValueCounts {
  count: number
  sum: number
  readonly values: NumberCounts
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

/** Creates an empty collection. */
export function createValueCounts(): ValueCounts {
  return { count: 0, sum: 0, values: createNumberCounts() }
}

/** Adds `times` durations of `value` whole milliseconds; a negative number takes them away again. */
export function addValue(counts: ValueCounts, value: number, times = 1): void {
  counts.count += times
  counts.sum += value * times
  addCount(counts.values, value, times)
}

/** Adds everything of `from`. */
export function mergeValues(into: ValueCounts, from: ValueCounts): void {
  eachCount(from.values, (value, times) => addValue(into, value, times))
}

/** Sum, extremes, histogram, and percentiles by linear interpolation between closest ranks. */
export function describeValues(counts: ValueCounts): DurationNumbers {
  const sorted = sortValues(counts)
  const at = (fraction: number) => percentile(sorted, fraction)
  return { count: counts.count, sum: counts.sum, min: at(0), max: at(1), p50: at(0.5), p95: at(0.95), p99: at(0.99), histogram: countBuckets(sorted) }
}

/** Values in order, and how many there are up to each. */
interface Sorted {
  readonly values: Uint32Array
  readonly upTo: Uint32Array
}

function sortValues({ values: counts }: ValueCounts): Sorted {
  // A list of pairs would be sorted by calls of a function, and this is done for each group of a report.
  const values = new Uint32Array(counts.taken)
  let length = 0
  eachCount(counts, (value) => (values[length++] = value))
  const sorted = values.subarray(0, length).sort()
  let before = 0
  const upTo = sorted.map((value) => (before += countOf(counts, value)))
  return { values: sorted, upTo }
}

function percentile({ values, upTo }: Sorted, fraction: number): number | null {
  const count = upTo.at(-1)
  if (count === undefined) return null
  const rank = (count - 1) * fraction
  const floor = Math.floor(rank)
  const low = valueAt({ values, upTo }, floor)
  return rank === floor ? low : low + (valueAt({ values, upTo }, floor + 1) - low) * (rank - floor)
}

/** The value at a position in the sorted list of all values, each repeated as often as it occurs. */
function valueAt({ values, upTo }: Sorted, rank: number): number {
  let [from, to] = [0, values.length - 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((upTo[middle] ?? 0) > rank) to = middle
    else from = middle + 1
  }
  return values[from] ?? 0
}

function countBuckets({ values, upTo }: Sorted): readonly (readonly [number, number])[] {
  const histogram: [number, number][] = []
  values.forEach((value, index) => {
    const [bucket, count] = [bucketOf(value), (upTo[index] ?? 0) - (upTo[index - 1] ?? 0)]
    const last = histogram.at(-1)
    if (last?.[0] === bucket) last[1] += count
    else histogram.push([bucket, count])
  })
  return histogram
}
