/** Counts by bucket, see {@link bucketOf}. Histograms are merged by addition, in any order. */
export type LatencyHistogram = Map<number, number>

// OpenTelemetry's exponential layout at scale 5: 32 buckets per doubling, so that the middle of a bucket is within 1.1 % of each of its values.
const BUCKETS_PER_DOUBLING = 32

/** The bucket of the value 0. */
export const ZERO_BUCKET = -2

/**
 * The bucket of a duration: `⌈log2(d) × 32⌉ − 1`, the same in every language and database.
 *
 * @param duration - Whole milliseconds, 0 or more.
 * @example
 * ```ts
 * bucketOf(1000)
 * // => 318
 * ```
 */
export function bucketOf(duration: number): number {
  return duration >= 1 ? Math.ceil(Math.log2(duration) * BUCKETS_PER_DOUBLING) - 1 : ZERO_BUCKET
}

/** The end of a bucket in milliseconds; the bucket holds (end of the previous one, end]. */
export function bucketEnd(bucket: number): number {
  return bucket <= ZERO_BUCKET ? 0 : 2 ** ((bucket + 1) / BUCKETS_PER_DOUBLING)
}

/** An empty histogram. */
export function createHistogram(): LatencyHistogram {
  return new Map()
}

/** Adds a duration in milliseconds, `count` times. */
export function recordValue(histogram: LatencyHistogram, duration: number, count = 1): void {
  const bucket = bucketOf(duration)
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + count)
}

/** The sum of histograms. */
export function mergeHistograms(histograms: Iterable<ReadonlyMap<number, number>>): LatencyHistogram {
  const sum = createHistogram()
  for (const histogram of histograms) for (const [bucket, count] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + count)
  return sum
}

/**
 * The percentile `p` in milliseconds, within 1.1 % of the exact one. Null if there are no values.
 *
 * @param p - 0 to 1.
 */
export function histogramQuantile(histogram: ReadonlyMap<number, number>, p: number): number | null {
  const buckets = [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const total = buckets.reduce((sum, [, count]) => sum + count, 0)
  if (!total) return null
  const rank = clampShare(p) * (total - 1)
  const low = valueAt(buckets, Math.floor(rank))
  return low + (valueAt(buckets, Math.ceil(rank)) - low) * (rank - Math.floor(rank))
}

function valueAt(buckets: readonly (readonly [number, number])[], rank: number): number {
  let seen = 0
  for (const [bucket, count] of buckets) {
    seen += count
    if (seen > rank) return bucketMiddle(bucket)
  }
  return 0
}

// The geometric mean, because the error is relative. 1 ms is the only whole number in the first bucket.
function bucketMiddle(bucket: number): number {
  if (bucket <= ZERO_BUCKET) return 0
  return bucket === -1 ? 1 : 2 ** ((bucket + 0.5) / BUCKETS_PER_DOUBLING)
}

/**
 * The exact percentile with linear interpolation between the closest ranks, as in NumPy, `percentile_cont` and `quantileExactInclusive`.
 *
 * @param sorted - Values in ascending order.
 * @param p - 0 to 1.
 * @example
 * ```ts
 * exactPercentile([10, 20, 30, 40], 0.5)
 * // => 25
 * ```
 */
export function exactPercentile(sorted: ArrayLike<number>, p: number): number | null {
  if (!sorted.length) return null
  const rank = clampShare(p) * (sorted.length - 1)
  const low = sorted[Math.floor(rank)] ?? 0
  return low + ((sorted[Math.ceil(rank)] ?? low) - low) * (rank - Math.floor(rank))
}

function clampShare(p: number): number {
  return Math.min(Math.max(p, 0), 1)
}

/** Writes a histogram as text: `bucket:count` pairs in ascending order. Equal histograms give equal text. */
export function encodeHistogram(histogram: ReadonlyMap<number, number>): string {
  return [...histogram]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a - b)
    .map((pair) => pair.join(':'))
    .join()
}

/** Reads what {@link encodeHistogram} wrote; invalid parts are left out. */
export function decodeHistogram(text: string): LatencyHistogram {
  const histogram = createHistogram()
  for (const pair of text.split(',')) {
    const match = /^(-?\d{1,4}):(\d{1,15})$/.exec(pair)
    if (match) histogram.set(Number(match[1]), Number(match[2]))
  }
  return histogram
}

/** One bar of a chart: values in (from, to], milliseconds. */
export interface HistogramBar {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * Bars for a chart, `barsPerDoubling` of them for each doubling of the duration, without empty ones at the ends.
 *
 * @param barsPerDoubling - 1, 2, 4, 8, 16 or 32. @default 2
 */
export function histogramBars(histogram: ReadonlyMap<number, number>, barsPerDoubling = 2): HistogramBar[] {
  const width = BUCKETS_PER_DOUBLING / barsPerDoubling
  const counts = new Map<number, number>()
  for (const [bucket, count] of histogram) {
    const bar = bucket <= ZERO_BUCKET ? -1 : Math.max(0, Math.floor(bucket / width))
    if (count > 0) counts.set(bar, (counts.get(bar) ?? 0) + count)
  }
  if (!counts.size) return []
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())]
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const bar = first + index
    const from = bar <= 0 ? 0 : 2 ** (bar / barsPerDoubling)
    return { from, to: bar < 0 ? 0 : 2 ** ((bar + 1) / barsPerDoubling), count: counts.get(bar) ?? 0 }
  })
}
