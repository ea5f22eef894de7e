import { DatabaseSync } from 'node:sqlite'
import type { TelemetryEvent } from '@parel/telemetry-core'

/** Speed of the least that can be done. */
export interface BareSpeed {
  /** Events a second. */
  readonly rate: number
  readonly cpuMicroseconds: number
}

/**
 * The least that SQLite can do with the same events: JSON in, one prepared insert a row, transactions of 32 batches, synchronous=FULL, in one thread, nothing else.
 */
export function insertBare(path: string, events: readonly TelemetryEvent[], batchEvents: number): BareSpeed {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT, page TEXT, action TEXT, duration INTEGER, metadata TEXT, sessionId TEXT, platform TEXT, createdAt INTEGER)`)
  const add = db.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const bodies = Array.from({ length: Math.ceil(events.length / batchEvents) }, (_, index) => JSON.stringify(events.slice(index * batchEvents, (index + 1) * batchEvents)))
  const [begin, cpu] = [performance.now(), process.cpuUsage()]
  for (let first = 0; first < bodies.length; first += 32) {
    db.exec('BEGIN IMMEDIATE')
    for (const body of bodies.slice(first, first + 32)) {
      for (const { id, type, page, action, duration, metadata, sessionId, platform, createdAt } of JSON.parse(body) as TelemetryEvent[]) {
        add.run(id, type, page, action, duration, metadata === null ? null : JSON.stringify(metadata), sessionId, platform, createdAt)
      }
    }
    db.exec('COMMIT')
  }
  const seconds = (performance.now() - begin) / 1000
  db.close()
  const { user, system } = process.cpuUsage(cpu)
  return { rate: events.length / seconds, cpuMicroseconds: (user + system) / events.length }
}
