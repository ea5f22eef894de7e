import { beginPrivate } from '../begin-private'
import { describeAddress } from '../describe-no-file'
import { beginPart } from '../part-file'
import { StoreFullError, StoreUnavailableError } from '../../store'
import { loadEngine, readValue } from '../engine'
import { openReader } from '../open-reader'
import { isFull } from '../sqlite-failure'

const pagesPerStep = 500

/** Copies the store while it is in use, and checks the copy before it bears its name. */
export async function backUp(path: string, destination: string): Promise<void> {
  const why = describeAddress(destination)
  if (why !== null) throw new StoreUnavailableError(`The destination is ${JSON.stringify(destination)}: ${why}`)
  if (process.getBuiltinModule('node:fs').existsSync(destination)) throw taken(destination)
  const source = openReader(path)
  const part = beginPart(destination)
  try {
    beginPrivate(part.file, path)
    await loadEngine().backup(source, part.file, { rate: pagesPerStep })
    checkCopy(part.file, path)
    if (!part.finish()) throw taken(destination)
  } catch (error) {
    part.discard()
    // The source is only read, so what is full is the place of the copy, and what is written to is the copy.
    if (isFull(error)) throw new StoreFullError(`There is no room for ${destination}. Nothing is left of it: free space, or give a file on another disk.`)
    throw error
  } finally {
    source.close()
  }
}

function taken(destination: string): StoreUnavailableError {
  return new StoreUnavailableError(`${destination} exists already. Give a new name for the backup.`)
}

function checkCopy(part: string, path: string): void {
  const copy = new (loadEngine().DatabaseSync)(part)
  try {
    // One plain file: the copy must not need a log beside it.
    copy.exec('PRAGMA journal_mode = DELETE')
    const found = readValue(copy, 'PRAGMA quick_check(1)')
    if (found !== 'ok') throw new StoreUnavailableError(`The backup of ${path} is damaged: ${String(found)}. Nothing is left of it: try another disk, and check the database with: parel-telemetry doctor`)
    // Another program may have deleted without writing zeros: the engine copies free pages as they lie.
    copy.prepare('PRAGMA incremental_vacuum').all()
  } finally {
    copy.close()
  }
}
