import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { loadEngine } from '../store/sqlite/engine'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'

const BUSY = 5

/** Refuses a database that another process has open. A damaged file is in nobody's use. */
export function refuseInUse(database: string, what: string): void {
  if (!existsSync(database)) return
  const { DatabaseSync: Database } = loadEngine()
  let db: DatabaseSync | undefined
  try {
    db = new Database(database)
    // With write-ahead logging every open connection holds a shared lock, so the exclusive one is to be had only when there is none.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
    if (code === BUSY) throw new CommandError(`${database} is in use. Stop the server first, then ${what}.`, EXIT.busy)
  } finally {
    db?.close()
  }
}
