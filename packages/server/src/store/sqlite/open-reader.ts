import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store'
import { loadEngine, readValue } from './engine'
import { realFile } from './real-file'
import { isUnwritable } from './sqlite-failure'

const busyTimeoutMs = 5000

/**
 * Opens a file to read it, also where nothing may be written: a copy that is read-only, a read-only mount, a file of another user. The log that a killed server
 * left stays as it lies: whoever closes the file last would take it in and delete it, with what was written over there. Where there is none, or
 * nothing in it, what the engine needs beside the file is taken away again when the connection is closed.
 */
export function openReader(path: string): DatabaseSync {
  return openOrStill(path, hasLog(path))
}

/** The same for a copy beside which nothing may change, whatever lies there. */
export function openUnchanged(path: string): DatabaseSync {
  return openOrStill(path, true)
}

function openOrStill(path: string, readOnly: boolean): DatabaseSync {
  const db = new (loadEngine().DatabaseSync)(path, { readOnly, timeout: busyTimeoutMs })
  try {
    db.exec('PRAGMA query_only = ON')
    readValue(db, 'PRAGMA schema_version')
    return db
  } catch (error) {
    db.close()
    if (isUnwritable(error)) return openStill(path)
    throw error
  }
}

/** Opens a file that nobody can change now. A file with a write-ahead log needs an index of it, which cannot be made here. */
function openStill(path: string): DatabaseSync {
  if (hasLog(path)) {
    throw new StoreUnavailableError(`${path} cannot be read where nothing may be written: its last events are still in ${path}-wal. Copy both files to a folder where this user may write, or read it while its server runs.`)
  }
  const address = process.getBuiltinModule('node:url').pathToFileURL(path)
  address.search = '?immutable=1'
  return new (loadEngine().DatabaseSync)(address, { readOnly: true })
}

function hasLog(path: string): boolean {
  return (process.getBuiltinModule('node:fs').statSync(`${realFile(path)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}
