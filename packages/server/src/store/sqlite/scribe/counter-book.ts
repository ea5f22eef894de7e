import type { DatabaseSync } from 'node:sqlite'

/** Totals of everything that ever came, written once a transaction. */
export interface CounterBook {
  count(name: string, change: number): void
  flush(): void
  forget(): void
}

/** Creates the book over the tables of `db`. */
export function createCounterBook(db: DatabaseSync): CounterBook {
  // Some of them count what clients tell; a total beyond what JavaScript holds could not be read any more.
  const add = db.prepare(`INSERT INTO telemetry_counters (name, value) VALUES (?1, min(?2, ${Number.MAX_SAFE_INTEGER}))
    ON CONFLICT (name) DO UPDATE SET value = min(value + excluded.value, ${Number.MAX_SAFE_INTEGER})`)
  const changes = new Map<string, number>()
  return {
    count(name, change) {
      if (change !== 0) changes.set(name, (changes.get(name) ?? 0) + change)
    },
    forget: () => changes.clear(),
    flush() {
      for (const [name, change] of changes) add.run(name, change)
      changes.clear()
    },
  }
}
