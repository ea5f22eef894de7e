import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'

/** What a transaction changes about days, written once at its end. */
export interface DayBook {
  noteEvents(day: Day, count: number): void
  /** The numbers of a day change though it gained no event. */
  noteChange(day: Day): void
  flush(): void
  forget(): void
}

/** Creates the book over the tables of `db`. */
export function createDayBook(db: DatabaseSync): DayBook {
  const raise = db.prepare(`INSERT INTO telemetry_days (day, generation, epoch, events, aggregated_generation, sealed) VALUES (?, 1, 0, ?, NULL, 0)
    ON CONFLICT (day) DO UPDATE SET generation = generation + 1, events = events + excluded.events WHERE sealed = 0`)
  const events = new Map<Day, number>()
  return {
    noteEvents: (day, count) => void events.set(day, (events.get(day) ?? 0) + count),
    noteChange: (day) => void events.set(day, events.get(day) ?? 0),
    forget: () => events.clear(),
    flush() {
      for (const [day, count] of events) raise.run(day, count)
      events.clear()
    },
  }
}
