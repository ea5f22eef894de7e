import { histogramBars, histogramQuantile, type PercentileAccuracy, type ReportBucket } from '@parel/telemetry-core'
import type { MergedDurations } from '../rows/merge-durations'
import { divide, roundMs } from './round'

/** Mean and percentiles of merged durations, and how exact they are. */
export interface LatencyNumbers {
  readonly avg: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly percentiles: PercentileAccuracy
}

/** Numbers of merged durations: exact from one row, else within 1.1 % from the histogram. */
export function describeDurations(merged: MergedDurations): LatencyNumbers {
  const { only } = merged
  const isExact = merged.count === 0 || (only !== null && only.p50 !== null)
  const at = (fraction: number) => roundMs(quantile(merged, fraction))
  return {
    avg: roundMs(divide(merged.sum, merged.count)),
    p50: only?.p50 === undefined || only.p50 === null ? at(0.5) : roundMs(only.p50),
    p95: only?.p95 === undefined || only.p95 === null ? at(0.95) : roundMs(only.p95),
    p99: only?.p99 === undefined || only.p99 === null ? at(0.99) : roundMs(only.p99),
    percentiles: isExact ? 'exact' : 'approximate',
  }
}

function quantile({ count, histogram, min, max }: MergedDurations, fraction: number): number | null {
  const middle = count === 0 ? null : histogramQuantile(histogram, fraction)
  // The middle of a bucket may lie outside the range of the values.
  return middle === null ? null : Math.min(Math.max(middle, min ?? 0), max ?? Infinity)
}

/**
 * Bars of a distribution, without gaps between the first and the last.
 *
 * @param barsPerDoubling - Bars between a duration and its double; their borders are borders of the histogram, so every count is exact.
 */
export function toBuckets({ histogram }: Pick<MergedDurations, 'histogram'>, barsPerDoubling: number): readonly ReportBucket[] {
  return histogramBars(histogram, barsPerDoubling).map(({ from, to, count }) => ({ from: roundMs(from) ?? 0, to: roundMs(to) ?? 0, count }))
}
