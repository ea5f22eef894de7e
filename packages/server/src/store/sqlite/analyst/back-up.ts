import { StoreUnavailableError } from '../../store'
import { loadEngine, readValue } from '../engine'

const pagesPerStep = 500

/** Copies the store while it is in use, and checks the copy before it bears its name. */
export async function backUp(path: string, destination: string): Promise<void> {
  const { existsSync, renameSync, rmSync } = process.getBuiltinModule('node:fs')
  if (existsSync(destination)) throw new StoreUnavailableError(`${destination} exists already. Give a new name for the backup.`)
  const { backup, DatabaseSync: Database } = loadEngine()
  const part = `${destination}.part`
  rmSync(part, { force: true })
  const source = new Database(path, { readOnly: true })
  try {
    await backup(source, part, { rate: pagesPerStep })
  } finally {
    source.close()
  }
  const copy = new Database(part)
  try {
    // One plain file: the copy must not need a log beside it.
    copy.exec('PRAGMA journal_mode = DELETE')
    const found = readValue(copy, 'PRAGMA quick_check(1)')
    if (found !== 'ok') throw new StoreUnavailableError(`The backup of ${path} is damaged: ${String(found)}.`)
  } finally {
    copy.close()
  }
  renameSync(part, destination)
}
