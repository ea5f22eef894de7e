import { EVENT_TYPES, type EventType } from '@parel/telemetry-core'
import type { Counts, DailyRow, Day, PageHistograms } from '../store'
import { openHistogram } from './histogram-bytes'
import { openVitals, type PackedVitals } from './pack-vitals'
import { parseOwnJson } from './parse-own-json'
import { CELL, packColumns, ROW_WIDTH, type RowColumns } from './row-columns'

/** A row as it is stored; the maps stay packed until someone looks. */
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
  /** Only of `page_leave`, and not of days sealed before it was kept. */
  toldViews: number | null,
]

/** The maps of a row as lists, in the order of their names. */
export interface PackedMaps {
  readonly statusCounts?: readonly (readonly [string, number])[]
  readonly errorTypes?: readonly (readonly [string, number])[]
  readonly pages?: readonly (readonly [string, number])[]
  readonly hours?: readonly (readonly [string, number])[]
  readonly platforms?: readonly (readonly [string, number])[]
  readonly endHours?: readonly (readonly [string, number])[]
  readonly vitals?: PackedVitals
}

const noCounts: Counts = new Map()
const noVitals: PageHistograms = new Map()
/** The counts of a row, in the order in which they are written. */
export const MAP_NAMES = ['statusCounts', 'errorTypes', 'pages', 'hours', 'platforms', 'endHours'] as const
/** One of {@link MAP_NAMES}. */
export type MapName = (typeof MAP_NAMES)[number]
/** All that is written, the values of a web vital last: {@link readMap} looks for the next one. */
const partNames: readonly (keyof PackedMaps)[] = [...MAP_NAMES, 'vitals']

/** Makes rows of columns. Histogram and maps are unpacked when first read: 90 days of 500 contexts rarely need them all. Not to be spread. */
export function unpackRows(columns: RowColumns, day: Day, live: boolean): DailyRow[] {
  return columns.contexts.map((_, index) => new LazyRow(columns, index, { day, live }))
}

/** Makes one row of a packed one. */
export function unpackRow(packed: PackedRow, day: Day, live: boolean): DailyRow {
  return new LazyRow(packColumns([packed]), 0, { day, live })
}

// A class, for once: a hundred thousand rows may stay in memory, and with getters of its own each of them would be several times as large.
class LazyRow implements DailyRow {
  readonly day: Day
  readonly live: boolean
  // What every sort and sum looks at, many times.
  readonly type: EventType
  readonly context: string
  readonly count: number
  isDamaged = false
  private readonly columns: RowColumns
  private readonly index: number
  private openMaps: Map<MapName, Counts> | null = null

  constructor(columns: RowColumns, index: number, { day, live }: Pick<DailyRow, 'day' | 'live'>) {
    this.day = day
    this.live = live
    this.columns = columns
    this.index = index
    this.type = EVENT_TYPES[this.cell(CELL.type)] ?? 'action'
    this.context = columns.contexts[index] ?? ''
    this.count = this.cell(CELL.count)
  }

  get failed(): number {
    return this.cell(CELL.failed)
  }

  get sessions(): number {
    return this.cell(CELL.sessions)
  }

  get durationCount(): number {
    return this.cell(CELL.durationCount)
  }

  get durationSum(): number {
    return this.cell(CELL.durationSum)
  }

  get durationMin(): number | null {
    return this.optional(CELL.durationMin)
  }

  get durationMax(): number | null {
    return this.optional(CELL.durationMax)
  }

  get toldViews(): number {
    return this.optional(CELL.toldViews) ?? this.durationCount
  }

  get p50(): number | null {
    return this.optional(CELL.p50)
  }

  get p95(): number | null {
    return this.optional(CELL.p95)
  }

  get p99(): number | null {
    return this.optional(CELL.p99)
  }

  get histogram(): ReadonlyMap<number, number> {
    return openHistogram(this.columns.histograms.subarray(this.startOf(CELL.histogramEnd), this.cell(CELL.histogramEnd)))
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

  get endHours(): Counts {
    return this.mapOf('endHours')
  }

  /** Anew each time: it is asked for once, and is the largest part of its row. */
  get vitals(): PageHistograms {
    return this.type === 'web_vital' ? openVitals(this.partOf('vitals') as PackedVitals) : noVitals
  }

  private mapOf(name: MapName): Counts {
    this.openMaps ??= new Map()
    let counts = this.openMaps.get(name)
    if (counts === undefined) this.openMaps.set(name, (counts = readMap(this.partOf(name))))
    return counts
  }

  private partOf(name: keyof PackedMaps): readonly unknown[] {
    const part = readPart(this.columns.maps.slice(this.startOf(CELL.mapsEnd), this.cell(CELL.mapsEnd)), name)
    // Thrown, one changed byte would take every report away that has this day in it. Whoever asked for the row sees what it lacks.
    this.isDamaged ||= part === null
    return part ?? []
  }

  private cell(cell: number): number {
    return this.columns.numbers[this.index * ROW_WIDTH + cell] ?? 0
  }

  private optional(cell: number): number | null {
    const value = this.cell(cell)
    return Number.isNaN(value) ? null : value
  }

  /** Where a piece of the row begins: where that of the row before ends. */
  private startOf(end: typeof CELL.histogramEnd | typeof CELL.mapsEnd): number {
    return this.index === 0 ? 0 : (this.columns.numbers[(this.index - 1) * ROW_WIDTH + end] ?? 0)
  }
}

function readMap(counts: readonly unknown[]): Counts {
  return counts.length === 0 ? noCounts : new Map(counts as (readonly [string, number])[])
}

/** Whether every part of stored maps can be read. */
export function areMapsWhole(json: string): boolean {
  const maps = parseOwnJson(json)
  if (typeof maps !== 'object' || maps === null) return false
  return Object.entries(maps).every(([name, part]) => partNames.some((known) => known === name) && Array.isArray(part) && part.every(Array.isArray))
}

/** Reads one part; null when it is damaged. The others stay text: hours are the longest, and only a single day shows them. */
function readPart(json: string, name: keyof PackedMaps): readonly unknown[] | null {
  // Unambiguous: inside of a name every quote has a backslash in front, and what follows a name is never a colon.
  const start = json.indexOf(`"${name}":`)
  if (start < 0) return []
  const ends = partNames.slice(partNames.indexOf(name) + 1).map((next) => json.indexOf(`,"${next}":`, start))
  const end = ends.find((index) => index >= 0) ?? json.length - 1
  const part = parseOwnJson(json.slice(start + name.length + 3, end))
  return Array.isArray(part) && part.every(Array.isArray) ? part : null
}
