import { unpackRow } from '../shared/daily-row'
import type { Day, DayAggregates } from '../store'
import type { PackedDay } from './protocol'

/** Days that the host has seen, by version: a clean day never changes, so it travels between threads once. */
export interface DayCache {
  readonly known: readonly (readonly [Day, string])[]
  /** Unpacks an answer; days without rows are taken from the cache. Null when one is no longer there. */
  take(days: readonly PackedDay[]): readonly DayAggregates[] | null
  clear(): void
}

/** Rows that stay unpacked in memory, about 1 KB each. */
const maxRows = 100_000

/** Creates an empty cache. */
export function createDayCache(): DayCache {
  const kept = new Map<Day, DayAggregates>()
  let rows = 0
  const forget = (day: Day) => {
    rows -= kept.get(day)?.rows.length ?? 0
    kept.delete(day)
  }
  const keep = (aggregates: DayAggregates) => {
    forget(aggregates.day)
    kept.set(aggregates.day, aggregates)
    rows += aggregates.rows.length
    for (const day of kept.keys()) {
      if (rows <= maxRows) break
      if (day !== aggregates.day) forget(day)
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
      const found = days.map(({ day, version, live, rows: packed }): DayAggregates | undefined =>
        packed === null ? kept.get(day) : { day, version, live, rows: packed.map((row) => unpackRow(row, day, live)) },
      )
      found.forEach((aggregates, index) => {
        if (aggregates !== undefined && days[index]?.rows !== null) keep(aggregates)
      })
      return found.every((aggregates, index) => aggregates?.version === days[index]?.version) ? found.filter((aggregates) => aggregates !== undefined) : null
    },
  }
}
