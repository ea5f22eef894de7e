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

/** A row with its packed parts. Years of days are kept this way, so they have one prototype and no closures of their own. */
interface LazyRow {
  readonly packedHistogram: Uint8Array | null
  readonly packedMaps: string | null
  openHistogram: ReadonlyMap<number, number> | null
  openMaps: ReadonlyMap<string, Counts> | null
}

const lazyParts: Pick<DailyRow, 'histogram' | keyof PackedMaps> & ThisType<LazyRow> = {
  get histogram() {
    return (this.openHistogram ??= decodeHistogram(this.packedHistogram))
  },
  get statusCounts() {
    return mapOf(this, 'statusCounts')
  },
  get errorTypes() {
    return mapOf(this, 'errorTypes')
  },
  get pages() {
    return mapOf(this, 'pages')
  },
  get hours() {
    return mapOf(this, 'hours')
  },
  get platforms() {
    return mapOf(this, 'platforms')
  },
}

/** Makes a row of a packed one. Histogram and maps are unpacked when first read: 90 days of 500 contexts rarely need them all. Not to be spread. */
export function unpackRow(packed: PackedRow, day: Day, live: boolean): DailyRow {
  const [type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, packedHistogram, packedMaps] = packed
  const own = {
    __proto__: lazyParts,
    day, type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p50, p95, p99, live,
    packedHistogram, packedMaps, openHistogram: null, openMaps: null,
  }
  return own as unknown as DailyRow
}

function mapOf(row: LazyRow, name: keyof PackedMaps): Counts {
  return (row.openMaps ??= unpackMaps(row.packedMaps)).get(name) ?? noCounts
}

function unpackMaps(json: string | null): ReadonlyMap<string, Counts> {
  if (json === null) return new Map()
  const maps = JSON.parse(json) as PackedMaps
  return new Map(Object.entries(maps).map(([name, counts]) => [name, new Map(counts as readonly (readonly [string, number])[])]))
}
