import { EVENT_TYPES } from '@parel/telemetry-core'
import type { PackedRow } from './daily-row'

/** Rows of a day as columns: a few long pieces of memory, where a list of rows would be thousands of small ones, in either thread and while they travel. */
export interface RowColumns {
  readonly contexts: readonly string[]
  /** {@link ROW_WIDTH} numbers a row, in the order of {@link CELL}; NaN stands for null. */
  readonly numbers: Float64Array
  /** Those of all rows, one after another. */
  readonly histograms: Uint8Array
  /** JSON of the maps of all rows, one after another. */
  readonly maps: string
}

/** Where a number of a row stands. */
export const CELL = {
  type: 0, count: 1, failed: 2, sessions: 3, durationCount: 4, durationSum: 5, durationMin: 6, durationMax: 7, p50: 8, p95: 9, p99: 10, histogramEnd: 11, mapsEnd: 12, toldViews: 13,
} as const

export const ROW_WIDTH = 14

/** Writes rows as columns. */
export function packColumns(rows: readonly PackedRow[]): RowColumns {
  const contexts: string[] = []
  const numbers = new Float64Array(rows.length * ROW_WIDTH)
  const histograms = new Uint8Array(rows.reduce((bytes, row) => bytes + (row[12]?.length ?? 0), 0))
  let maps = ''
  let histogramEnd = 0
  rows.forEach((row, index) => {
    const [type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, histogram, ownMaps, toldViews] = row
    contexts.push(context)
    if (histogram !== null) histograms.set(histogram, histogramEnd)
    histogramEnd += histogram?.length ?? 0
    maps += ownMaps ?? ''
    numbers.set(
      [
        EVENT_TYPES.indexOf(type), count, failed, sessions, durationCount, durationSum, durationMin ?? Number.NaN, durationMax ?? Number.NaN,
        p50 ?? Number.NaN, p95 ?? Number.NaN, p99 ?? Number.NaN, histogramEnd, maps.length, toldViews ?? Number.NaN,
      ],
      index * ROW_WIDTH,
    )
  })
  return { contexts, numbers, histograms, maps }
}
