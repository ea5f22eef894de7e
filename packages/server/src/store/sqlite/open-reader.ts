import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store'
import { loadEngine, readValue } from './engine'
import { mayWrite } from './may-write'
import { realFile } from './real-file'
import { isFull, isUnwritable, needsRollback } from './sqlite-failure'

const patienceMs = 5000

/**
 * Opens a file to read it, also where nothing may be written: a copy that is read-only, a read-only mount, a file of another user, a full disk. The log that a killed server
 * left stays as it lies, and so does the journal of another program: whoever opens or closes the file as a writer would take them in and delete them, with what
 * was written over there. Where there is none, or nothing in it, what the engine needs beside the file is taken away again when the connection is closed;
 * beside a file that this process may not write it would stay, and keep those out who may.
 */
export function openReader(path: string): DatabaseSync {
  try {
    return openOrStill(path, { isWhole: true, timeout: patienceMs })
  } catch (error) {
    if (!needsRollback(error)) throw error
    throw new StoreUnavailableError(`${path} holds half of a transaction that was cut short, and ${path}-journal what undoes it; a reader changes neither. Start the server once, which undoes it, or copy both files to a folder where this user may write.`)
  }
}

/**
 * The same, but half of a transaction is read as it lies.
 *
 * @param timeout - How long the engine waits for a lock, milliseconds. Default: 5000.
 */
export function openAsFound(path: string, timeout = patienceMs): DatabaseSync {
  return openOrStill(path, { isWhole: false, timeout })
}

function openOrStill(path: string, { isWhole, timeout }: { readonly isWhole: boolean; readonly timeout: number }): DatabaseSync {
  const isLeft = isLeftBeside(path)
  if (!isLeft && !hasIndex(path) && !mayWrite(path)) return openStill(path)
  const db = new (loadEngine().DatabaseSync)(path, { readOnly: isLeft, timeout })
  try {
    db.exec('PRAGMA query_only = ON')
    readValue(db, 'PRAGMA schema_version')
    return db
  } catch (error) {
    db.close()
    // The disk is full: a file that cannot be opened for writing does not change either.
    if (isFull(error) || (isUnwritable(error) && !(isWhole && needsRollback(error)))) return openStill(path)
    throw error
  }
}

/** Opens a file that cannot change now. A file with a write-ahead log would need an index of the log, which cannot be created here. */
function openStill(path: string): DatabaseSync {
  if (hasLog(path)) {
    throw new StoreUnavailableError(`${path} cannot be read where nothing may be written: its last events are still in ${path}-wal. Copy both files to a folder where this user may write, or read it while its server runs.`)
  }
  const address = process.getBuiltinModule('node:url').pathToFileURL(path)
  address.search = '?immutable=1'
  return new (loadEngine().DatabaseSync)(address, { readOnly: true })
}

/** Whether something lies beside a file that a writer would take in. */
function isLeftBeside(path: string): boolean {
  return hasLog(path) || sizeOf(`${realFile(path)}-journal`) > 0
}

/** The index of the log, which is there while a server runs. */
function hasIndex(path: string): boolean {
  return process.getBuiltinModule('node:fs').existsSync(`${realFile(path)}-shm`)
}

function hasLog(path: string): boolean {
  return sizeOf(`${realFile(path)}-wal`) > 0
}

function sizeOf(file: string): number {
  return process.getBuiltinModule('node:fs').statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
