import { markDamaged } from './damage-mark'
import { mayWrite } from './may-write'
import { realFile } from './real-file'
import { StoreBusyError, StoreFullError, StoreUnavailableError } from '../store'

const BUSY = 5
const READONLY = 8
const READONLY_ROLLBACK = 776
const IOERR = 10
const IOERR_WRITE = 778
const IOERR_SHMSIZE = 4874
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}

/** True when another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) & 0xff) === BUSY
}

/**
 * True when there is no room. A limit on the size of files (ulimit, prlimit, some quotas) shows as a failed write, not as a full disk; a disk without room for
 * the index of the log, which whoever opens the file makes first, as a failure of that index.
 */
export function isFull(error: unknown): boolean {
  return [FULL, IOERR_WRITE, IOERR_SHMSIZE].includes(codeOf(error))
}

/** True when the file, or what the engine needs beside it, cannot be opened for writing. */
export function isUnwritable(error: unknown): boolean {
  return [READONLY, CANTOPEN].includes(codeOf(error) & 0xff)
}

/** True when a transaction was cut short that a reader cannot undo. */
export function needsRollback(error: unknown): boolean {
  return codeOf(error) === READONLY_ROLLBACK
}

/** True when the file itself is damaged. */
export function isDamage(error: unknown): boolean {
  return [CORRUPT, NOTADB].includes(codeOf(error) & 0xff)
}

/** True when a file does not even begin like a database: perhaps it is none. */
export function isNoDatabase(error: unknown): boolean {
  return (codeOf(error) & 0xff) === NOTADB
}

/** True after a failed read, write or sync: what this connection believes of the file may no longer hold. */
export function needsReopening(error: unknown): boolean {
  return (codeOf(error) & 0xff) === IOERR
}

/** Says that a file cannot be written; where only what belongs to it beside it cannot, which: another user made it, or somebody while the file could not be written. */
export function describeUnwritable(path: string, reason: string): string {
  const beside = ['-wal', '-shm'].map((end) => `${realFile(path)}${end}`).filter((file) => process.getBuiltinModule('node:fs').existsSync(file) && !mayWrite(file))
  const cure = beside.length > 0 && mayWrite(path) ? `This process may write that file, but not ${beside.join(' and ')}: give it the right to.` : 'Check that its folder exists and that this process may write there.'
  return `${path} cannot be opened for writing (${reason}). ${cure}`
}

/** Turns what SQLite throws into an error of the store, with the cure. */
export function toStoreError(error: unknown, path: string): Error {
  if (error instanceof StoreBusyError || error instanceof StoreFullError || error instanceof StoreUnavailableError) return error
  const code = codeOf(error)
  const reason = error instanceof Error ? error.message : String(error)
  if (isFull(error)) return new StoreFullError(`The disk or the quota of ${path} is full. Free space; where it is the quota, run the clean-up or raise quotaBytes.`)
  switch (code & 0xff) {
    case BUSY:
      return new StoreBusyError(`${path} is locked by another process.`)
    case READONLY:
    case CANTOPEN:
      return new StoreUnavailableError(describeUnwritable(path, reason))
    case CORRUPT:
    case NOTADB:
      markDamaged(path, reason)
      return new StoreUnavailableError(`${path} is damaged or no database (${reason}). It was left as it is: move it away and restore a backup.`)
    default:
      return new StoreUnavailableError(`${path} failed: ${reason}. Look at the disk and at the log of the system; what was not acknowledged is sent again.`)
  }
}
