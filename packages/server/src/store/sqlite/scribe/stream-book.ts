import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'
import { isNumbers, parseOwnJson } from '../../shared/parse-own-json'
import { countMissing, newStream, noteArrival, type StreamProgress } from '../../shared/stream-ranges'
import type { PackedBatch, Pairs } from '../protocol'

/** Streams by number, how far each has come, and what its client lost. */
export interface StreamBook {
  idOf(stream: string, day: Day): number
  /** Notes a batch; what changed in the totals goes to `count`. */
  note(stream: NonNullable<PackedBatch['stream']>, day: Day): void
  forget(): void
}

interface KnownStream {
  readonly id: number
  lastDay: Day
}

// Those of the last seconds come again; to look one up costs a hundredth of writing its batch.
const maxRemembered = 2000

/** Creates the book over the tables of `db`. Used inside a transaction. */
export function createStreamBook(db: DatabaseSync, count: (name: string, change: number) => void): StreamBook {
  const find = db.prepare('SELECT id, last_day FROM telemetry_streams WHERE name = ?')
  const add = db.prepare('INSERT INTO telemetry_streams (name, last_day) VALUES (?, ?)')
  // Another process may have seen it on a later day.
  const touch = db.prepare('UPDATE telemetry_streams SET last_day = max(last_day, ?) WHERE id = ?')
  const readState = db.prepare('SELECT progress, lost FROM telemetry_streams WHERE id = ?')
  const writeState = db.prepare('UPDATE telemetry_streams SET progress = ?, lost = ? WHERE id = ?')
  const known = new Map<string, KnownStream>()
  const read = (stream: string, day: Day): KnownStream => {
    const row = find.get(stream)
    const found = row === undefined ? { id: Number(add.run(stream, day).lastInsertRowid), lastDay: day } : { id: Number(row.id), lastDay: Number(row.last_day) }
    if (known.size >= maxRemembered) known.clear()
    known.set(stream, found)
    return found
  }
  const idOf = (stream: string, day: Day): number => {
    let found = known.get(stream) ?? read(stream, day)
    if (day > found.lastDay && touch.run(day, found.id).changes === 0) found = read(stream, day)
    found.lastDay = Math.max(found.lastDay, day)
    return found.id
  }
  return {
    idOf,
    forget: () => known.clear(),
    note({ id, from, to, lost }, day) {
      const number = idOf(id, day)
      const state = readState.get(number)
      const before = readProgress(state?.progress)
      const after = noteArrival(before, [from, to])
      count('gaps', countMissing(after) - countMissing(before))
      const known = readLost(state?.lost)
      for (const [reason, total] of lost) {
        // The client's counts only grow; an older batch that arrives late says less than is known.
        count(`lost:${reason}`, Math.max(0, total - (known.get(reason) ?? 0)))
        known.set(reason, Math.max(total, known.get(reason) ?? 0))
      }
      writeState.run(JSON.stringify(after), known.size === 0 ? null : JSON.stringify([...known]), number)
    },
  }
}

/** What is known of a stream begins anew where it is damaged: thrown, its client would send the same batch for ever. */
function readProgress(text: unknown): StreamProgress {
  const { next, missing, abandoned } = (parseOwnJson(String(text ?? null)) ?? newStream) as Partial<StreamProgress>
  const isWhole = isNumbers([next, abandoned]) && Array.isArray(missing) && missing.every((range) => isNumbers(range) && range.length === 2)
  return isWhole ? ({ next, missing, abandoned } as StreamProgress) : newStream
}

function readLost(text: unknown): Map<string, number> {
  const pairs = parseOwnJson(String(text ?? null))
  return new Map((Array.isArray(pairs) ? pairs : []).filter((pair) => Array.isArray(pair) && isNumbers([pair[1]])) as Pairs)
}
