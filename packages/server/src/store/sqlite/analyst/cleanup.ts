import type { DatabaseSync } from 'node:sqlite'
import type { CleanupResult, Day } from '../../store'
import { readValue } from '../engine'
import { inTransaction } from '../open-database'
import { DAY_SPAN } from '../schema'
import { aggregate } from './aggregate'
import { readDayStates } from './day-states'
import type { ReaderParts } from './read-days'

/** Settings of one clean-up. */
export interface CleanupOptions {
  readonly now: number
  readonly today: Day
  readonly retentionDays: number
  readonly isAborted: () => boolean
}

/** Longest write transaction, milliseconds; others want the lock too. */
const longestStepMs = 40
const vacuumPages = 500
const allDays = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }

/** Seals every clean day before the retention, deletes its events and everything that only they needed, and returns the disk. Resumes after an interruption. */
export async function cleanup(parts: ReaderParts, { now, today, retentionDays, isAborted }: CleanupOptions): Promise<CleanupResult> {
  await aggregate(parts, { now, today, days: null, isAborted })
  const { db } = parts
  const last = today - retentionDays - 1
  const { sealed, skipped } = inTransaction(db, () => sealDays(db, last))
  for (const day of sealed) parts.folds.forget(day)
  const deleted = await deleteSealedEvents(db, { isAborted })
  await deleteOrphans(db, { isAborted })
  const heldBack = !isAborted() && !(await returnDisk(db))
  return { sealed, deleted, skipped, ...(heldBack && { heldBack }) }
}

/**
 * A day is sealed only when its numbers are stored; the first that is not ends the row, so that everything before the mark is sealed. The mark goes no further
 * than there are days: one that a clock had set years ahead would refuse all events until then.
 */
function sealDays(db: DatabaseSync, last: Day): { readonly sealed: readonly Day[]; readonly skipped: readonly Day[] } {
  const past = readDayStates(db, { ...allDays, to: last })
  const open = past.filter(({ sealed }) => !sealed)
  const firstUnclean = open.findIndex(({ generation, aggregatedGeneration }) => generation !== aggregatedGeneration)
  const ready = firstUnclean === -1 ? open : open.slice(0, firstUnclean)
  const skipped = open.slice(ready.length).map(({ day }) => day)
  const seal = db.prepare('UPDATE telemetry_days SET sealed = 1 WHERE day = ? AND aggregated_generation = generation')
  for (const { day } of ready) seal.run(day)
  const mark = skipped[0] === undefined ? past.at(-1)?.day : skipped[0] - 1
  if (mark !== undefined) db.prepare('UPDATE telemetry_state SET sealed_through = max(sealed_through, ?)').run(mark)
  return { sealed: ready.map(({ day }) => day), skipped }
}

interface StepOptions {
  readonly isAborted: () => boolean
}

async function deleteSealedEvents(db: DatabaseSync, options: StepOptions): Promise<number> {
  const end = (sealedThrough(db) + 1) * DAY_SPAN
  const findLast = db.prepare('SELECT max(key) AS last FROM (SELECT key FROM telemetry_raw WHERE key < ? ORDER BY key LIMIT ?)')
  const remove = db.prepare('DELETE FROM telemetry_raw WHERE key <= ?')
  let deleted = 0
  await inSteps(db, options, (rows) => {
    const last = findLast.get(end, rows)?.last
    const changes = last === null || last === undefined ? 0 : Number(remove.run(last).changes)
    deleted += changes
    if (changes < rows) db.exec('UPDATE telemetry_days SET events = 0 WHERE sealed = 1 AND events > 0')
    return changes
  })
  return deleted
}

/** Sessions, streams and words whose last event is gone. */
async function deleteOrphans(db: DatabaseSync, options: StepOptions): Promise<void> {
  const last = sealedThrough(db)
  for (const table of ['telemetry_sessions', 'telemetry_streams', 'telemetry_words']) {
    // A word that folded words stand for is needed as long as any of them.
    const isNeeded = table === 'telemetry_words' ? 'AND id NOT IN (SELECT same_as FROM telemetry_words WHERE same_as IS NOT NULL AND last_day > ?1)' : ''
    const remove = db.prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE last_day <= ?1 ${isNeeded} LIMIT ?2)`)
    await inSteps(db, options, (rows) => Number(remove.run(last, rows).changes))
  }
}

/** Repeats a step until it finds less than it may take; takes more while it is quick and less when it is slow. */
async function inSteps(db: DatabaseSync, { isAborted }: StepOptions, step: (rows: number) => number): Promise<void> {
  let rows = 1000
  while (!isAborted()) {
    const start = performance.now()
    const limit = rows
    const changes = inTransaction(db, () => step(limit))
    if (changes < limit) return
    const took = performance.now() - start
    rows = Math.round(Math.min(20_000, Math.max(200, took > longestStepMs ? rows / 2 : took < longestStepMs / 2 ? rows * 1.5 : rows)))
    await rest()
  }
}

// The lock has no queue: who waits for it looks again after 25 ms at most, so the way must be free that long.
const restMs = 30
const rest = () => new Promise<void>((resolve) => setTimeout(resolve, restMs))

/** Gives free pages back and empties the write-ahead log, which may still hold what was deleted. False when a reader held the log all the time. */
async function returnDisk(db: DatabaseSync): Promise<boolean> {
  while (Number(readValue(db, 'PRAGMA freelist_count')) > 0) {
    const before = Number(readValue(db, 'PRAGMA freelist_count'))
    db.prepare(`PRAGMA incremental_vacuum(${vacuumPages})`).all()
    if (Number(readValue(db, 'PRAGMA freelist_count')) >= before) break
    await rest()
  }
  return emptyLog(db)
}

// To empty the log takes the write lock, and keeps it while it waits for readers: as long as the usual timeout, nobody could write.
const readerWaitMs = 25
const emptyingAttempts = 40

/** Empties the write-ahead log; a reader elsewhere can hold it back for a while. */
async function emptyLog(db: DatabaseSync): Promise<boolean> {
  const usual = Number(readValue(db, 'PRAGMA busy_timeout'))
  db.exec(`PRAGMA busy_timeout = ${readerWaitMs}`)
  try {
    for (let attempt = 0; attempt < emptyingAttempts; attempt++) {
      // Copying what can be copied first leaves nearly nothing to do under the lock.
      db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
      if (db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0) return true
      await rest()
    }
    return false
  } finally {
    db.exec(`PRAGMA busy_timeout = ${usual}`)
  }
}

function sealedThrough(db: DatabaseSync): Day {
  return Number(readValue(db, 'SELECT sealed_through FROM telemetry_state'))
}
