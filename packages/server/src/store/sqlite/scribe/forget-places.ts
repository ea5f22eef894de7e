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
    const idle = findIdlePlaces(db, last)
    for (const id of idle) {
      db.prepare('DELETE FROM telemetry_vocabulary WHERE position = ?').run(id)
      db.prepare('DELETE FROM telemetry_positions WHERE id = ?').run(id)
    }
    return idle.length === placesOfStep
  })
}

// What begins with a path and a slash lies in one range of the index: the character behind a slash is 0. A route may come without its first slash.
const isUsed = ['p.parent', 'substr(p.parent, 2)']
  .map((start) => `EXISTS (SELECT 1 FROM telemetry_words AS w WHERE w.space = p.space AND w.same_as IS NULL AND w.text >= ${start} || '/' AND w.text < ${start} || '0' AND w.last_day > ?1)`)
  .join(' OR ')

/** The engine looks for them: to hand all words over would keep the scribe from writing for nearly a second where there are a hundred thousand. */
function findIdlePlaces(db: DatabaseSync, last: Day): readonly number[] {
  const idle: number[] = []
  let aliases: ReadonlySet<string> | undefined
  for (const { id, space, parent } of db.prepare(`SELECT id, space, parent FROM telemetry_positions AS p WHERE collapsed = 0 AND parent <> '' AND NOT (${isUsed})`).iterate(last)) {
    aliases ??= readPlacesOfAliases(db, last)
    if (!aliases.has(`${String(space)} ${String(parent)}`)) idle.push(Number(id))
    if (idle.length === placesOfStep) break
  }
  return idle
}

/** Words that stand for others are in no index, and few. */
function readPlacesOfAliases(db: DatabaseSync, last: Day): ReadonlySet<string> {
  const words = db.prepare("SELECT space, text FROM telemetry_words WHERE same_as IS NOT NULL AND space IN ('page', 'endpoint') AND last_day > ?").all(last)
  return new Set(words.flatMap(({ space, text }) => parentsOf(String(text)).map((parent) => `${String(space)} ${parent}`)))
}

/** `/a/b/c` goes through `/a` and `/a/b`. */
function parentsOf(route: string): readonly string[] {
  const words = route.split('/').filter((word, index) => index > 0 || word !== '')
  return words.slice(0, -1).map((_word, index) => `/${words.slice(0, index + 1).join('/')}`)
}
