import type { EventType } from '@parel/telemetry-core'
import type { Counts, DailyRow, Day } from '../store'
import { decodeHistogram } from './histogram-bytes'

/** A row as it is stored and as it travels between threads; the maps stay packed until someone looks. */
export type PackedRow = readonly [
  type: EventType,
  context: string,
  count: number,
  failed: number,
  sessions: number,
  durationCount: number,
  durationSum: number,
  durationMin: number | null,
  durationMax: number | null,
  p50: number | null,
  p95: number | null,
  p99: number | null,
  histogram: Uint8Array | null,
  /** JSON of {@link PackedMaps}. */
  maps: string | null,
]

/** The maps of a row as lists, in the order of their names. */
export interface PackedMaps {
  readonly statusCounts?: readonly (readonly [string, number])[]
  readonly errorTypes?: readonly (readonly [string, number])[]
  readonly pages?: readonly (readonly [string, number])[]
  readonly hours?: readonly (readonly [string, number])[]
  readonly platforms?: readonly (readonly [string, number])[]
}

const noCounts: Counts = new Map()

/** Makes a row of a packed one. Histogram and maps are unpacked when first read: 90 days of 500 contexts rarely need them all. */
export function unpackRow(packed: PackedRow, day: Day, live: boolean): DailyRow {
  const [type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, bytes, json] = packed
  let histogram: ReadonlyMap<number, number> | undefined
  let maps: ReadonlyMap<string, Counts> | undefined
  const mapOf = (name: keyof PackedMaps) => (maps ??= unpackMaps(json)).get(name) ?? noCounts
  return {
    day, type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, live,
    get histogram() {
      return (histogram ??= decodeHistogram(bytes))
    },
    get statusCounts() {
      return mapOf('statusCounts')
    },
    get errorTypes() {
      return mapOf('errorTypes')
    },
    get pages() {
      return mapOf('pages')
    },
    get hours() {
      return mapOf('hours')
    },
    get platforms() {
      return mapOf('platforms')
    },
  }
}

function unpackMaps(json: string | null): ReadonlyMap<string, Counts> {
  if (json === null) return new Map()
  const maps = JSON.parse(json) as PackedMaps
  return new Map(Object.entries(maps).map(([name, counts]) => [name, new Map(counts as readonly (readonly [string, number])[])]))
}
