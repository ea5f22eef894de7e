import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store'
import { loadEngine, readValue, refuseEngineVersion } from './engine'

/** How a connection is opened. */
export interface ConnectionOptions {
  readonly path: string
  readonly durability: 'full' | 'normal'
  /** Bytes that the file may have. The connection that cleans up gets a little more, so that a full file can be emptied. */
  readonly quotaBytes: number
  readonly busyTimeoutMs: number
}

/** Largest write-ahead log that stays on disk, bytes. */
const walLimitBytes = 64 * 1024 * 1024
// Per connection. Rows are written and read in order, so a larger cache would hold pages that are not needed again.
const cacheKibibytes = 4000
const synchronousLevel = { full: 2, normal: 1 }

/** Opens a connection with every setting that a promise of the store rests on, and reads back the one that matters most. */
export function openDatabase({ path, durability, quotaBytes, busyTimeoutMs }: ConnectionOptions): DatabaseSync {
  const { DatabaseSync: Database } = loadEngine()
  const db = new Database(path, { timeout: busyTimeoutMs })
  try {
    const refusal = refuseEngineVersion(String(readValue(db, 'SELECT sqlite_version()')))
    if (refusal !== null) throw new StoreUnavailableError(refusal)
    // Both come before the first table: they cannot be changed later without rewriting the file.
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA secure_delete = ON')
    if (readValue(db, 'PRAGMA journal_mode = WAL') !== 'wal') throw new StoreUnavailableError(`${path} is on a file system without write-ahead logging. Use a local disk.`)
    db.exec(`PRAGMA synchronous = ${durability}; PRAGMA journal_size_limit = ${walLimitBytes}; PRAGMA cache_size = -${cacheKibibytes}; PRAGMA trusted_schema = OFF`)
    if (readValue(db, 'PRAGMA synchronous') !== synchronousLevel[durability]) throw new StoreUnavailableError(`${path} could not be opened with synchronous = ${durability}.`)
    db.exec(`PRAGMA max_page_count = ${Math.ceil(quotaBytes / Number(readValue(db, 'PRAGMA page_size')))}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Runs `work` in a transaction that takes the write lock at once; a failed one leaves nothing behind. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  // A plain BEGIN that writes later fails at once when somebody else has written since, whatever the timeout.
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } finally {
    // After a full disk SQLite has already rolled back.
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

/** Runs `work` on one state of the file. Short ones only: a reader keeps the write-ahead log from being emptied. */
export function inSnapshot<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN')
  try {
    return work()
  } finally {
    if (db.isTransaction) db.exec('COMMIT')
  }
}
