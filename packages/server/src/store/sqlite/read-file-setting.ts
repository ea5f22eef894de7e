import type { DatabaseSync } from 'node:sqlite'
import { StoreBusyError } from '../store'
import { openReader } from './open-reader'
import { readSetting } from './scribe/settings'
import { isBusy } from './sqlite-failure'

/**
 * Reads one setting out of a file, in this thread. Null where it is not to be had: no file, no store, or a damaged one, of which whoever opens it tells more.
 * Throws a {@link StoreBusyError} while the file is locked.
 */
export function readFileSetting(path: string, key: string): string | null {
  if (!process.getBuiltinModule('node:fs').existsSync(path)) return null
  let db: DatabaseSync | undefined
  try {
    db = openReader(path)
    return readSetting(db, key)
  } catch (error) {
    if (isBusy(error)) throw new StoreBusyError(`${path} is locked by another process.`)
    return null
  } finally {
    db?.close()
  }
}
