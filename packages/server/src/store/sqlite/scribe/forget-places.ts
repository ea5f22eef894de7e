import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'
import { inTransaction } from '../open-database'

/** Positions per transaction: each has a few hundred words at most, and no writer should wait long for the lock. */
const placesOfStep = 50

/**
 * Forgets places of paths, and the words that were counted there, which no event behind `last` went through: their names would outlive every event. The
 * root stays, and so does what was folded: there, hundreds of names had been seen.
 *
 * @returns Whether there may be more.
 */
export function forgetPlaces(db: DatabaseSync, last: Day): boolean {
  return inTransaction(db, () => {
    const idle = findIdlePlaces(db, last).slice(0, placesOfStep)
    for (const id of idle) {
      db.prepare('DELETE FROM telemetry_vocabulary WHERE position = ?').run(id)
      db.prepare('DELETE FROM telemetry_positions WHERE id = ?').run(id)
    }
    return idle.length === placesOfStep
  })
}

function findIdlePlaces(db: DatabaseSync, last: Day): readonly number[] {
  const places = db.prepare("SELECT id, space, parent FROM telemetry_positions WHERE collapsed = 0 AND parent <> ''").all()
  if (places.length === 0) return []
  const used = new Set<string>()
  for (const { space, text } of db.prepare("SELECT space, text FROM telemetry_words WHERE space IN ('page', 'endpoint') AND last_day > ?").all(last)) {
    for (const parent of parentsOf(String(text))) used.add(`${String(space)} ${parent}`)
  }
  return places.filter(({ space, parent }) => !used.has(`${String(space)} ${String(parent)}`)).map(({ id }) => Number(id))
}

/** `/a/b/c` goes through `/a` and `/a/b`. */
function parentsOf(route: string): readonly string[] {
  const words = route.split('/').filter((word, index) => index > 0 || word !== '')
  return words.slice(0, -1).map((_word, index) => `/${words.slice(0, index + 1).join('/')}`)
}
