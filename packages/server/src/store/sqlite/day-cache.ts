import { unpackRows } from '../shared/daily-row'
import type { Day, DayAggregates } from '../store'
import type { PackedDay } from './protocol'

/** Days that the host has seen, by version: a clean day never changes, so it travels between threads once. */
export interface DayCache {
  readonly known: readonly (readonly [Day, string])[]
  /** Unpacks an answer; days without rows are taken from the cache. Null when one is no longer there. */
  take(days: readonly PackedDay[]): readonly DayAggregates[] | null
  clear(): void
}

/** Rows that stay in memory, some 300 bytes each, more where maps and histograms were looked at. */
const maxRows = 100_000

/** Creates an empty cache. */
export function createDayCache(): DayCache {
  const kept = new Map<Day, KeptDay>()
  let rows = 0
  const forget = (day: Day) => {
    rows -= kept.get(day)?.size ?? 0
    kept.delete(day)
  }
  const keep = (day: Day, entry: KeptDay) => {
    forget(day)
    kept.set(day, entry)
    rows += entry.size
    for (const other of kept.keys()) {
      if (rows <= maxRows) break
      if (other !== day) forget(other)
    }
  }
  return {
    get known() {
      return [...kept].map(([day, { version }]) => [day, version] as const)
    },
    clear() {
      kept.clear()
      rows = 0
    },
    take(days) {
      const found = days.map((packed) => openDay(packed, kept.get(packed.day)))
      found.forEach((opened, index) => {
        if (opened !== undefined && days[index]?.rows !== null) keep(opened.aggregates.day, opened.entry)
      })
      return found.every((opened, index) => opened?.aggregates.version === days[index]?.version) ? found.flatMap((opened) => opened?.aggregates ?? []) : null
    },
  }
}

interface KeptDay {
  readonly version: string
  readonly size: number
  readonly aggregates: () => DayAggregates
}

interface OpenedDay {
  readonly entry: KeptDay
  readonly aggregates: DayAggregates
}

function openDay({ day, version, live, rows: columns }: PackedDay, known: KeptDay | undefined): OpenedDay | undefined {
  if (columns === null) return known && { entry: known, aggregates: known.aggregates() }
  const open = (): DayAggregates => ({ day, version, live, rows: unpackRows(columns, day, live) })
  const aggregates = open()
  // Rows of a day that changes go with their answer: kept until the next one, they would grow old with every answer, and old memory is seldom collected.
  // A day that is asked for again unchanged, as yesterday is until it is aggregated, is opened once more and kept.
  return { aggregates, entry: { version, size: columns.contexts.length, aggregates: live ? once(open) : () => aggregates } }
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}
