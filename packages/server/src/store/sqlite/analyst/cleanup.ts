import type { DatabaseSync } from 'node:sqlite'
import { StoreFullError, type CleanupResult, type Day } from '../../store'
import { readValue } from '../engine'
import { inTransaction } from '../open-database'
import { DAY_SPAN } from '../schema'
import { isFull } from '../sqlite-failure'
import { aggregate } from './aggregate'
import { readDayStates } from './day-states'
import { emptyLog, inSteps, rest, whereItFits, type StepOptions } from './in-steps'
import type { ReaderParts } from './read-days'

/** Settings of one clean-up. */
export interface CleanupOptions {
  readonly now: number
  readonly today: Day
  readonly retentionDays: number
  readonly path: string
  readonly isAborted: () => boolean
}

const vacuumPages = 500
const allDays = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }

/** Seals every clean day before the retention, deletes its events and everything that only they needed, and returns the disk. Resumes after an interruption. */
export async function cleanup(parts: ReaderParts, options: CleanupOptions): Promise<CleanupResult> {
  const progress: Progress = { deleted: 0 }
  try {
    return await cleanUp(parts, options, progress)
  } catch (error) {
    if (!isFull(error)) throw error
    await emptyLog(parts.db, 'TRUNCATE').catch(() => false)
    const done = progress.deleted === 0 ? 'Nothing was deleted' : `${progress.deleted} raw events are deleted, and the clean-up is not done`
    throw new StoreFullError(`The disk or the quota of ${options.path} has no room for what a clean-up writes. ${done}. Free a few MiB on the disk, then run: parel-telemetry cleanup`)
  }
}

interface Progress {
  /** Raw events. */
  deleted: number
}

async function cleanUp(parts: ReaderParts, { now, today, retentionDays, isAborted }: CleanupOptions, progress: Progress): Promise<CleanupResult> {
  const { db } = parts
  const aggregateAll = () => aggregate(parts, { now, today, days: null, isAborted })
  // On a full disk the days that have their numbers already make room for those of the others.
  const isAggregated = await aggregateAll().then(() => true, refuseUnlessFull)
  const { sealed, skipped } = (await whereItFits(db, 1, () => inTransaction(db, () => sealDays(db, today - retentionDays - 1)))).result
  for (const day of sealed) parts.folds.forget(day)
  await deleteSealedEvents(db, { isAborted, progress })
  await deleteOrphans(db, { isAborted })
  const heldBack = !isAborted() && !(await returnDisk(db))
  if (!isAggregated) await aggregateAll()
  return { sealed, deleted: progress.deleted, skipped, ...(heldBack && { heldBack }) }
}

function refuseUnlessFull(error: unknown): false {
  if (isFull(error)) return false
  throw error
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

async function deleteSealedEvents(db: DatabaseSync, { isAborted, progress }: StepOptions & { readonly progress: Progress }): Promise<void> {
  const end = (sealedThrough(db) + 1) * DAY_SPAN
  const findLast = db.prepare('SELECT max(key) AS last FROM (SELECT key FROM telemetry_raw WHERE key < ? ORDER BY key LIMIT ?)')
  const remove = db.prepare('DELETE FROM telemetry_raw WHERE key <= ?')
  const forgetCounts = db.prepare('UPDATE telemetry_days SET events = 0 WHERE sealed = 1 AND events > 0')
  await inSteps(db, { isAborted }, (rows) => {
    const last = findLast.get(end, rows)?.last
    const changes = last === null || last === undefined ? 0 : Number(remove.run(last).changes)
    if (changes < rows) forgetCounts.run()
    return { changes, onDone: () => void (progress.deleted += changes) }
  })
}

/** Sessions, streams and words whose last event is gone. */
async function deleteOrphans(db: DatabaseSync, options: StepOptions): Promise<void> {
  const last = sealedThrough(db)
  for (const table of ['telemetry_sessions', 'telemetry_streams', 'telemetry_words']) {
    // A word that folded words stand for is needed as long as any of them.
    const isNeeded = table === 'telemetry_words' ? 'AND id NOT IN (SELECT same_as FROM telemetry_words WHERE same_as IS NOT NULL AND last_day > ?1)' : ''
    // The whole table, which may have millions of rows, is read here and not in the steps: under their lock nobody else can write.
    const range = db.prepare(`SELECT min(id) AS first, max(id) AS last FROM ${table} WHERE last_day <= ?1 ${isNeeded}`).get(last)
    if (options.isAborted() || typeof range?.first !== 'number' || typeof range.last !== 'number') continue
    const { first, last: end } = range
    const remove = db.prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id BETWEEN ?3 AND ?4 AND last_day <= ?1 ${isNeeded} LIMIT ?2)`)
    await inSteps(db, options, (rows) => ({ changes: Number(remove.run(last, rows, first, end).changes) }))
  }
}

/** Gives free pages back and empties the write-ahead log, which may still hold what was deleted. False when a reader held the log all the time. */
async function returnDisk(db: DatabaseSync): Promise<boolean> {
  const countFree = () => Number(readValue(db, 'PRAGMA freelist_count'))
  for (let before = countFree(); before > 0; before = countFree()) {
    await whereItFits(db, vacuumPages, (pages) => db.prepare(`PRAGMA incremental_vacuum(${pages})`).all())
    if (countFree() >= before) break
    await rest()
  }
  return emptyLog(db, 'TRUNCATE')
}

function sealedThrough(db: DatabaseSync): Day {
  return Number(readValue(db, 'SELECT sealed_through FROM telemetry_state'))
}
