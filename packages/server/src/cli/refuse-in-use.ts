import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { loadEngine } from '../store/sqlite/engine'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'

const BUSY = 5

/** Refuses a database that another process has open. */
export function refuseInUse(database: string, what: string): void {
  if (isInUse(database)) throw new CommandError(`${database} is in use. Stop the server first, then ${what}.`, EXIT.busy)
}

/** Whether another process has the database open. A damaged file is never in use. */
export function isInUse(database: string): boolean {
  if (!existsSync(database)) return false
  const { DatabaseSync: Database } = loadEngine()
  let db: DatabaseSync | undefined
  try {
    db = new Database(database)
    // With write-ahead logging every open connection holds a shared lock, so the exclusive lock is available only when there is none.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
    return false
  } catch (error) {
    return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY
  } finally {
    db?.close()
  }
}
