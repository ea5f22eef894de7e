import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'
import { OTHER_CONTEXT } from '../../shared/fold-limits'
import { MAX_NAMES, type NameSpace } from '../../shared/names'
import type { PathSpace } from '../../shared/vocabulary'

/** Strings of raw events by number: a route is stored once, not a million times. */
export interface WordBook {
  /** Number of a word, for an event of `day`; 0 for none. */
  idOf(space: PathSpace | NameSpace, text: string | null, day: Day): number
  /** Forgets what it remembers: another process changed the words, or a transaction was rolled back. */
  forget(): void
}

interface KnownWord {
  readonly id: number
  lastDay: Day
}

const maxRemembered = 20_000

/** Creates the book over the tables of `db`. Used inside a transaction. */
export function createWordBook(db: DatabaseSync): WordBook {
  const find = db.prepare('SELECT id, last_day FROM telemetry_words WHERE space = ? AND text = ? AND same_as IS NULL')
  const add = db.prepare('INSERT INTO telemetry_words (space, text, last_day) VALUES (?, ?, ?)')
  // Another process may have seen it on a later day.
  const touch = db.prepare('UPDATE telemetry_words SET last_day = max(last_day, ?) WHERE id = ?')
  // Names stand for no others; with this condition the index is enough, where each new name would read the words of all spaces.
  const count = db.prepare('SELECT count(*) AS words FROM telemetry_words WHERE space = ? AND same_as IS NULL')
  // A map a space: joining space and text to one key for every event would cost more than both look-ups.
  const known = new Map<string, Map<string, KnownWord>>()
  let remembered = 0
  const isFull = (space: string) => space !== 'page' && space !== 'endpoint' && Number(count.get(space)?.words) >= MAX_NAMES
  const read = (space: PathSpace | NameSpace, text: string, day: Day): KnownWord => {
    const row = find.get(space, text)
    if (row !== undefined) return { id: Number(row.id), lastDay: Number(row.last_day) }
    if (text !== OTHER_CONTEXT && isFull(space)) return read(space, OTHER_CONTEXT, day)
    return { id: Number(add.run(space, text, day).lastInsertRowid), lastDay: day }
  }
  const forget = () => {
    known.clear()
    remembered = 0
  }
  const remember = (space: PathSpace | NameSpace, text: string, day: Day): KnownWord => {
    if (remembered++ >= maxRemembered) forget()
    const word = read(space, text, day)
    const words = known.get(space) ?? new Map<string, KnownWord>()
    known.set(space, words.set(text, word))
    return word
  }
  return {
    forget,
    idOf(space, text, day) {
      if (text === null || text === '') return 0
      let word = known.get(space)?.get(text) ?? remember(space, text, day)
      // The clean-up forgets words by their last day, so that day must be true before a row points to the word.
      if (day > word.lastDay && touch.run(day, word.id).changes === 0) word = remember(space, text, day)
      word.lastDay = Math.max(word.lastDay, day)
      return word.id
    },
  }
}
