import { existsSync, renameSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { loadEngine, readValue } from '../store/sqlite/engine'
import { APPLICATION_ID } from '../store/sqlite/schema'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { plural } from './plural'
import { refuseInUse } from './refuse-in-use'

/** Flags of `restore`. */
export interface RestoreOptions {
  readonly file: string
  readonly force?: boolean
}

/** Puts a backup in the place of the database. Refuses what it cannot verify, and a database that is in use; keeps what was there. */
export const restore: Command<RestoreOptions> = async ({ file, force = false }, { settings, now }) => {
  const { database } = settings.values
  if (!existsSync(file)) throw new CommandError(`There is no backup at ${file}. Give the file that "parel-telemetry backup" wrote.`, EXIT.noInput)
  const events = verify(file)
  if (existsSync(database) && !force) throw new CommandError(`${database} exists. Give --force to replace it; it is kept beside the new one.`, EXIT.cannotCreate)
  const part = `${database}.restoring`
  rmSync(part, { force: true })
  await copy(file, part)
  verify(part)
  const kept = existsSync(database) ? setAside(database, now()) : null
  renameSync(part, database)
  const text = [`Restored ${database} from ${file}: ${plural(events, 'raw event')}, checked.`, ...(kept === null ? [] : [`What was there before is ${kept}.`])]
  return { text: text.join('\n'), data: { database, events, kept } }
}

function open(file: string, readOnly: boolean): DatabaseSync {
  const { DatabaseSync: Database } = loadEngine()
  return new Database(file, { readOnly })
}

/** Checks every page, every row of every index, and that the file is ours. Returns the number of raw events. */
function verify(file: string): number {
  const refuse = (why: string) => new CommandError(`${file} ${why}. Nothing was changed. Give another backup.`, EXIT.data)
  let db: DatabaseSync | undefined
  try {
    db = open(file, true)
    if (readValue(db, 'PRAGMA application_id') !== APPLICATION_ID) throw refuse('is no telemetry database')
    const found = readValue(db, 'PRAGMA integrity_check(1)')
    if (found !== 'ok') throw refuse('is damaged')
    return Number(readValue(db, 'SELECT count(*) FROM telemetry_raw'))
  } catch (error) {
    throw error instanceof CommandError ? error : refuse('is no database, or it is damaged')
  } finally {
    db?.close()
  }
}

/** Copies through the engine, so that a log beside the file is taken along. */
async function copy(from: string, to: string): Promise<void> {
  const source = open(from, true)
  try {
    await loadEngine().backup(source, to)
  } finally {
    source.close()
  }
}

function setAside(database: string, now: number): string {
  refuseInUse(database, 'restore')
  const kept = `${database}.before-restore-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`
  renameSync(database, kept)
  for (const suffix of ['-wal', '-shm', '.damaged']) {
    if (existsSync(database + suffix)) renameSync(database + suffix, kept + suffix)
  }
  return kept
}
