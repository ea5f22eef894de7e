import type { DatabaseSync } from 'node:sqlite'
import { canonicalZone, isSameZone } from '../shared/time-zones'
import { StoreUnavailableError } from '../store'
import { damageMarkOf, markDamaged } from './damage-mark'
import { describeNoFile } from './describe-no-file'
import { holdsOurTables } from './file-owner'
import { findHalfRestored } from './half-restored'
import { loadEngine, readValue } from './engine'
import { mayWrite } from './may-write'
import { migrate, refuseAnother } from './migrate'
import { inTransaction, openDatabase } from './open-database'
import { openAsFound } from './open-reader'
import type { WorkerSettings } from './protocol'
import { describeUnwritable, isBusy, isDamage, isNoDatabase, needsRollback } from './sqlite-failure'

/** Bytes up to which a file is checked whole when it is opened. Larger ones would make a restart slow. */
const checkedBytes = 64 * 1024 * 1024
const patienceMs = 10_000
/** How long the engine itself waits for a lock, milliseconds. Short, because a thread cannot be ended meanwhile, nor the process with it. */
const lockTryMs = 250

/** Creates or migrates the file and checks that it is whole and ours. Returns its time zone. */
export function prepareFile(settings: WorkerSettings): string {
  const why = describeNoFile(settings.path)
  if (why !== null) throw new StoreUnavailableError(`The path is ${JSON.stringify(settings.path)}: ${why}`)
  refuseNoFolder(settings.path)
  refuseQuarantined(settings.path)
  refuseHalfRestored(settings.path)
  try {
    patiently(() => {
      refuseOthers(settings.path)
      refuseUnwritable(settings.path)
      checkWhole(settings.path)
    })
    return patiently(() => migrateAndReadZone(settings))
  } catch (error) {
    if (isDamage(error)) quarantine(settings.path, error)
    throw error
  }
}

/** Tries again while another process holds the lock. Switching to the write-ahead log, as each of several processes that create one file does, waits for no lock at all. */
function patiently<Result>(work: () => Result): Result {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function migrateAndReadZone(settings: WorkerSettings): string {
  const db = openDatabase({ ...settings, busyTimeoutMs: lockTryMs })
  try {
    migrate(db, settings.path)
    return checkTimeZone(db, settings)
  } finally {
    db.close()
  }
}

/** Refuses the database of another application before anything could be written to it or beside it: how it keeps its log is its own affair. */
function refuseOthers(path: string): void {
  const db = hasBytes(path) ? openIfReadable(path) : null
  try {
    if (db !== null) refuseAnother(db, path)
  } finally {
    db?.close()
  }
}

/** Null for a file that cannot be read without writing, where nothing may be written: that it cannot be opened for writing is told next. */
function openIfReadable(path: string): DatabaseSync | null {
  try {
    return openAsFound(path, lockTryMs)
  } catch (error) {
    if (error instanceof StoreUnavailableError) return null
    throw error
  }
}

function hasBytes(path: string): boolean {
  refuseFolder(path)
  return (process.getBuiltinModule('node:fs').statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function checkWhole(path: string): void {
  if (!hasBytes(path)) return
  const check = (db: DatabaseSync) => refuseDamaged(db, path)
  // Through a connection that cannot write: a damaged file must stay as it was found.
  try {
    withDatabase(path, { readOnly: true }, check)
  } catch (error) {
    if (!needsRollback(error)) throw error
    // Half of a transaction of another program, whose journal lies beside the file: only a writer can undo it, and before that there is nothing to check.
    withDatabase(path, { readOnly: false }, check)
  }
}

function withDatabase(path: string, { readOnly }: { readonly readOnly: boolean }, work: (db: DatabaseSync) => void): void {
  const db = new (loadEngine().DatabaseSync)(path, { readOnly, timeout: lockTryMs })
  try {
    work(db)
  } finally {
    db.close()
  }
}

/** Refuses a file that is not whole, and marks it. One that is too large to be looked through at each start passes. */
export function refuseDamaged(db: DatabaseSync, path: string): void {
  if (process.getBuiltinModule('node:fs').statSync(path).size > checkedBytes) return
  const found = readValue(db, 'PRAGMA quick_check(1)')
  if (found !== 'ok') quarantine(path, new Error(String(found)))
}

function checkTimeZone(db: DatabaseSync, { timeZone, path }: WorkerSettings): string {
  const wanted = canonicalZone(timeZone ?? 'UTC')
  // Before it is written: it stays for ever.
  if (wanted === null) throw new StoreUnavailableError(`The time zone is ${JSON.stringify(timeZone)}. Give an IANA name, for example "Europe/Berlin" or "UTC".`)
  // Not read first: a file that cannot be written shows here.
  inTransaction(db, () => db.prepare("INSERT OR IGNORE INTO telemetry_meta (key, value) VALUES ('time_zone', ?)").run(wanted))
  const fixed = String(db.prepare("SELECT value FROM telemetry_meta WHERE key = 'time_zone'").get()?.value)
  if (canonicalZone(fixed) === null) throw new StoreUnavailableError(unknownZone(path, fixed))
  if (timeZone === null || isSameZone(fixed, timeZone)) return fixed
  throw new StoreUnavailableError(`${path} counts its days in ${fixed}, not in ${timeZone}. The zone is fixed when the file is created: give ${fixed}, or another file.`)
}

function unknownZone(path: string, fixed: string): string {
  const sql = "UPDATE telemetry_meta SET value = 'Europe/Berlin' WHERE key = 'time_zone'"
  return `${path} counts its days in ${JSON.stringify(fixed)}, which is no time zone that this runtime knows: the file is damaged there, or was made by a newer runtime. Restore a backup; or write again the zone that it was, here Berlin: sqlite3 FILE "${sql}"`
}

function quarantine(path: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause)
  // What is not known to be ours gets no note: another path is the cure, and the note would stay.
  if (isNoDatabase(cause) && !holdsOurTables(path, checkedBytes)) {
    throw new StoreUnavailableError(`${path} is no database, or its beginning is damaged. It was left as it is: give another path; or, where it is the database, move it away and restore a backup.`)
  }
  markDamaged(path, reason)
  throw new StoreUnavailableError(`${path} is damaged (${reason}). It was left as it is: move it and ${damageMarkOf(path)} away, then restore a backup.`)
}

function refuseHalfRestored(path: string): void {
  const half = findHalfRestored(path)
  if (half !== null) throw new StoreUnavailableError(half.says)
}

/** The engine shortens `missing/../app.db` to `app.db`; everybody else finds nothing there, and would take a file of another application for a new one. */
function refuseNoFolder(path: string): void {
  const folder = process.getBuiltinModule('node:path').dirname(path)
  if (process.getBuiltinModule('node:fs').existsSync(folder)) return
  throw new StoreUnavailableError(describeUnwritable(path, 'its folder does not exist'))
}

/** Refuses a file that this process may not write, before the engine makes anything beside it: with the rights of the file, that would keep those out who may write it later. */
export function refuseUnwritable(path: string): void {
  if (hasBytes(path) && !mayWrite(path)) throw new StoreUnavailableError(describeUnwritable(path, 'attempt to write a readonly database'))
}

/** Refuses a folder. */
export function refuseFolder(path: string): void {
  if (process.getBuiltinModule('node:fs').statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new StoreUnavailableError(`${path} is a folder. Give the path of a file.`)
}

/** Refuses a file that was found damaged before, until somebody has looked at it. */
export function refuseQuarantined(path: string): void {
  if (!process.getBuiltinModule('node:fs').existsSync(damageMarkOf(path))) return
  throw new StoreUnavailableError(`${path} was found damaged before: ${damageMarkOf(path)} tells how. Move both away, then restore a backup. If it is something else, delete ${damageMarkOf(path)} and give another path.`)
}
