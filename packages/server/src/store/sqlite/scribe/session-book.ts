import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'

/** Sessions by number, with the days of their first and last event. */
export interface SessionBook {
  /**
   * Number of a session, for an event of `day`; 0 for none.
   *
   * @param isRepeated - Asked when the event would move the session to an earlier day: a repetition is not stored, so it must not.
   */
  idOf(session: string | null, day: Day, isRepeated: () => boolean): number
  forget(): void
}

interface KnownSession {
  readonly id: number
  firstDay: Day
  lastDay: Day
}

// Those of the last seconds come again; to look one up costs a hundredth of writing its batch.
const maxRemembered = 4000
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/**
 * Creates the book over the tables of `db`. Used inside a transaction.
 *
 * @param onMoved - Told the day that a session was thought to begin on, when an event of an earlier day arrives.
 */
export function createSessionBook(db: DatabaseSync, onMoved: (day: Day) => void): SessionBook {
  const find = db.prepare('SELECT id, first_day, last_day FROM telemetry_sessions WHERE name = ?')
  const readFirstDay = db.prepare('SELECT first_day FROM telemetry_sessions WHERE id = ?')
  const add = db.prepare('INSERT INTO telemetry_sessions (name, first_day, last_day) VALUES (?, ?, ?)')
  const widen = db.prepare('UPDATE telemetry_sessions SET first_day = min(first_day, ?), last_day = max(last_day, ?) WHERE id = ?')
  const known = new Map<string, KnownSession>()
  const read = (session: string, day: Day): KnownSession => {
    // 16 bytes instead of 36; what only resembles a UUID stays as it was.
    const name = uuid.test(session) ? Buffer.from(session.replaceAll('-', ''), 'hex') : session
    const row = find.get(name)
    const found = row === undefined ? { id: Number(add.run(name, day, day).lastInsertRowid), firstDay: day, lastDay: day } : { id: Number(row.id), firstDay: Number(row.first_day), lastDay: Number(row.last_day) }
    if (known.size >= maxRemembered) known.clear()
    known.set(session, found)
    return found
  }
  const note = (session: string, found: KnownSession, { day, isRepeated }: { readonly day: Day; readonly isRepeated: () => boolean }): number => {
    if (day >= found.firstDay && day <= found.lastDay) return found.id
    if (day < found.firstDay && isRepeated()) return found.id
    // Another process may have moved it meanwhile: the day that counts it now is the one to tell.
    const firstDay = day < found.firstDay ? Number(readFirstDay.get(found.id)?.first_day) : day
    if (widen.run(day, day, found.id).changes === 0) {
      known.delete(session)
      return read(session, day).id
    }
    if (day < firstDay) onMoved(firstDay)
    found.firstDay = Math.min(found.firstDay, day)
    found.lastDay = Math.max(found.lastDay, day)
    return found.id
  }
  return {
    forget: () => known.clear(),
    idOf: (session, day, isRepeated) => (session === null || session === '' ? 0 : note(session, known.get(session) ?? read(session, day), { day, isRepeated })),
  }
}
