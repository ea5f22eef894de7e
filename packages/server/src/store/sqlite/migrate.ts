import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store'
import { copyBefore } from './copy-before'
import { readValue } from './engine'
import { APPLICATION_ID, firstSchema, hoursOfEnds, toldViews, vitalsOfPages } from './schema'

/** One step of the schema. Its number is its place in the list, from 1. */
export interface Migration {
  readonly sql: string
}

/** All steps. Only ever append. */
export const migrations: readonly Migration[] = [{ sql: firstSchema }, { sql: hoursOfEnds }, { sql: toldViews }, { sql: vitalsOfPages }]

/**
 * Brings the file to the newest version, all steps in one transaction; a file that already holds data is copied first.
 *
 * @param steps - All migrations; the version of the file says how many of them it has.
 */
export function migrate(db: DatabaseSync, path: string, { steps = migrations }: { readonly steps?: readonly Migration[] } = {}): void {
  if (versionOf(db) === steps.length) return refuseAnother(db, path)
  db.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been faster: ask again under the lock.
    const version = versionOf(db)
    refuseAnother(db, path)
    if (version > steps.length) throw new StoreUnavailableError(`${path} has schema ${version}; this version knows ${steps.length}. Update @parel/telemetry-server.`)
    if (version > 0 && version < steps.length) copyBefore(db, path, version)
    for (const { sql } of steps.slice(version)) db.exec(sql)
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(readValue(db, 'PRAGMA user_version'))
}

/** Refuses the database of another application. One that never had tables belongs to none yet; nothing of the tables is read, which may be damaged. */
export function refuseAnother(db: DatabaseSync, path: string): void {
  if (readValue(db, 'PRAGMA application_id') === APPLICATION_ID || readValue(db, 'PRAGMA schema_version') === 0) return
  throw new StoreUnavailableError(`${path} belongs to another application. Give telemetry a file of its own.`)
}
