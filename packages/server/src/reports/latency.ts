import { histogramBars, histogramQuantile, mergeHistograms, type PercentileAccuracy, type ReportBucket } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { divide, roundMs } from './round'

/** Durations of several rows, merged. */
export interface MergedDurations {
  readonly count: number
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly histogram: ReadonlyMap<number, number>
  /** The row itself when there is only one: its percentiles are exact. */
  readonly only: DailyRow | null
}

/** Merges the durations of rows. Percentiles do not average; histograms add up. */
export function mergeDurations(rows: readonly DailyRow[]): MergedDurations {
  const measured = rows.filter((row) => row.durationCount > 0)
  return {
    count: measured.reduce((sum, row) => sum + row.durationCount, 0),
    sum: measured.reduce((sum, row) => sum + row.durationSum, 0),
    min: measured.reduce<number | null>((min, row) => smaller(min, row.durationMin), null),
    max: measured.reduce<number | null>((max, row) => larger(max, row.durationMax), null),
    histogram: mergeHistograms(measured.map((row) => row.histogram)),
    only: measured.length === 1 ? (measured[0] ?? null) : null,
  }
}

function smaller(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right)
}

function larger(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right)
}

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
  // The middle of a bucket may lie outside of what was ever seen.
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
