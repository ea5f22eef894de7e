import type { DatabaseSync } from 'node:sqlite'
import { readValue } from '../engine'
import { inTransaction } from '../open-database'
import { isFull } from '../sqlite-failure'

/** Settings of {@link inSteps}. */
export interface StepOptions {
  readonly isAborted: () => boolean
}

/** What one step did. */
interface Step {
  readonly changes: number
  /** Called when its transaction is done. */
  readonly onDone?: () => void
}

/** Longest write transaction, milliseconds; others want the lock too. */
const longestStepMs = 40

/** Repeats a step until it finds less than it may take; takes more while it is quick and less when it is slow, or when the disk has no room for more. */
export async function inSteps(db: DatabaseSync, { isAborted }: StepOptions, step: (rows: number) => Step): Promise<void> {
  let rows = 1000
  while (!isAborted()) {
    const start = performance.now()
    const { size, result } = await whereItFits(db, rows, (limit) => inTransaction(db, () => step(limit)))
    result.onDone?.()
    if (result.changes < size) return
    rows = size < rows ? size : nextRows(rows, performance.now() - start)
    await rest()
  }
}

function nextRows(rows: number, tookMs: number): number {
  const factor = tookMs > longestStepMs ? 0.5 : tookMs < longestStepMs / 2 ? 1.5 : 1
  return Math.ceil(Math.min(20_000, Math.max(Math.min(rows, 200), rows * factor)))
}

// The lock has no queue: who waits for it looks again after 25 ms at most, so the way must be free that long.
const restMs = 30
export const rest = () => new Promise<void>((resolve) => setTimeout(resolve, restMs))

/**
 * Does as much at once as there is room for. Whatever changes, even what is deleted, goes into the log first, and on a full disk that cannot grow: then it is taken
 * into the file, so that it begins anew with the room that it has, and less is done at once. Throws when there is not even room for one.
 */
export async function whereItFits<Result>(db: DatabaseSync, most: number, work: (size: number) => Result): Promise<{ readonly size: number; readonly result: Result }> {
  let isEmptied = false
  for (let size = most; ; size = Math.ceil(size / 8)) {
    try {
      return { size, result: work(size) }
    } catch (error) {
      if (!isFull(error) || (isEmptied && size === 1)) throw error
      isEmptied = await emptyLog(db, 'RESTART')
      if (!isEmptied) throw error
    }
  }
}

// To empty the log takes the write lock, and keeps it while it waits for readers: as long as the usual timeout, nobody could write.
const readerWaitMs = 25
const emptyingAttempts = 40

/** Takes the write-ahead log into the file; a reader elsewhere can hold it back for a while. `TRUNCATE` returns its room to the disk, `RESTART` keeps it for the next writer. */
export async function emptyLog(db: DatabaseSync, mode: 'TRUNCATE' | 'RESTART'): Promise<boolean> {
  const usual = Number(readValue(db, 'PRAGMA busy_timeout'))
  db.exec(`PRAGMA busy_timeout = ${readerWaitMs}`)
  try {
    for (let attempt = 0; attempt < emptyingAttempts; attempt++) {
      // Copying what can be copied first leaves nearly nothing to do under the lock.
      db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
      if (db.prepare(`PRAGMA wal_checkpoint(${mode})`).get()?.busy === 0) return true
      await rest()
    }
    return false
  } finally {
    db.exec(`PRAGMA busy_timeout = ${usual}`)
  }
}
