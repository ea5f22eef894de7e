import type { DatabaseSync } from 'node:sqlite'
import { beginPrivate } from './begin-private'
import { loadEngine } from './engine'
import { realFile } from './real-file'

/**
 * Copies what is there before a new schema, under the lock of the caller: of several processes that start at once one copies, and nothing is stored between the
 * copy and the new schema. A copy of before stays as it is: who went back to it, recorded and comes again gets another one beside it.
 */
export function copyBefore(db: DatabaseSync, path: string, version: number): void {
  const { existsSync, renameSync, rmSync } = process.getBuiltinModule('node:fs')
  const first = `${realFile(path)}.before-schema-${version + 1}`
  let copy = first
  for (let number = 2; existsSync(copy); number++) {
    if (isCopyOf(db, copy)) return
    copy = `${first}-${number}`
  }
  // Only a whole copy bears the name, however often this is interrupted.
  rmSync(`${first}.part`, { force: true })
  beginPrivate(`${first}.part`, path)
  // A connection that holds a transaction cannot copy; one beside it reads what was before.
  const reader = openToRead(path)
  try {
    reader.prepare('VACUUM INTO ?').run(`${first}.part`)
  } finally {
    reader.close()
  }
  renameSync(`${first}.part`, copy)
}

/** Whether a copy was made of what is there now, as after a start that was cut short: nothing was recorded, computed or set since. */
function isCopyOf(db: DatabaseSync, copy: string): boolean {
  try {
    const reader = openToRead(copy)
    try {
      return readState(reader) === readState(db)
    } finally {
      reader.close()
    }
  } catch {
    // Whatever it is: no copy of this.
    return false
  }
}

function openToRead(path: string): DatabaseSync {
  return new (loadEngine().DatabaseSync)(path, { readOnly: true })
}

function readState(db: DatabaseSync): string {
  const tables = ['telemetry_state', 'telemetry_counters', 'telemetry_days', 'telemetry_meta']
  return JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()))
}
