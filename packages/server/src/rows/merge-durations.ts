import { mergeHistograms } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'

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
  let histogram: MergedDurations['histogram'] | undefined
  return {
    count: measured.reduce((sum, row) => sum + row.durationCount, 0),
    sum: measured.reduce((sum, row) => sum + row.durationSum, 0),
    min: measured.reduce<number | null>((min, row) => smaller(min, row.durationMin), null),
    max: measured.reduce<number | null>((max, row) => larger(max, row.durationMax), null),
    // By far the most expensive part, and not every caller needs it.
    get histogram() {
      return (histogram ??= mergeHistograms(measured.map((row) => row.histogram)))
    },
    only: measured.length === 1 ? (measured[0] ?? null) : null,
  }
}

function smaller(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right)
}

function larger(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right)
}
