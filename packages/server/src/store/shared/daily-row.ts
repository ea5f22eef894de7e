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
const mapNames = ['statusCounts', 'errorTypes', 'pages', 'hours', 'platforms'] as const

/** Makes a row of a packed one. Histogram and maps are unpacked when first read: 90 days of 500 contexts rarely need them all. Not to be spread. */
export function unpackRow(packed: PackedRow, day: Day, live: boolean): DailyRow {
  return new LazyRow(packed, day, live)
}

// A class, for once: a hundred thousand rows may stay in memory, and with getters of its own each of them would be several times as large.
class LazyRow implements DailyRow {
  readonly day: Day
  readonly live: boolean
  readonly type: EventType
  readonly context: string
  readonly count: number
  readonly failed: number
  readonly sessions: number
  readonly durationCount: number
  readonly durationSum: number
  readonly durationMin: number | null
  readonly durationMax: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  private readonly packedHistogram: Uint8Array | null
  private readonly packedMaps: string | null
  private openHistogram: ReadonlyMap<number, number> | null = null
  private openMaps: Map<keyof PackedMaps, Counts> | null = null

  constructor(packed: PackedRow, day: Day, live: boolean) {
    this.day = day
    this.live = live
    ;[
      this.type, this.context, this.count, this.failed, this.sessions, this.durationCount, this.durationSum, this.durationMin, this.durationMax,
      this.p50, this.p95, this.p99, this.packedHistogram, this.packedMaps,
    ] = packed
  }

  get histogram(): ReadonlyMap<number, number> {
    return (this.openHistogram ??= decodeHistogram(this.packedHistogram))
  }

  get statusCounts(): Counts {
    return this.mapOf('statusCounts')
  }

  get errorTypes(): Counts {
    return this.mapOf('errorTypes')
  }

  get pages(): Counts {
    return this.mapOf('pages')
  }

  get hours(): Counts {
    return this.mapOf('hours')
  }

  get platforms(): Counts {
    return this.mapOf('platforms')
  }

  private mapOf(name: keyof PackedMaps): Counts {
    if (this.packedMaps === null) return noCounts
    this.openMaps ??= new Map()
    let counts = this.openMaps.get(name)
    if (counts === undefined) this.openMaps.set(name, (counts = readMap(this.packedMaps, name)))
    return counts
  }
}

/** Reads one map. The others stay text: hours are the longest, and only a single day shows them. */
function readMap(json: string, name: keyof PackedMaps): Counts {
  // Unambiguous: inside of a name every quote has a backslash in front, and what follows a name is never a colon.
  const start = json.indexOf(`"${name}":`)
  if (start < 0) return noCounts
  const ends = mapNames.slice(mapNames.indexOf(name) + 1).map((next) => json.indexOf(`,"${next}":`, start))
  const end = ends.find((index) => index >= 0) ?? json.length - 1
  return new Map(JSON.parse(json.slice(start + name.length + 3, end)) as (readonly [string, number])[])
}
