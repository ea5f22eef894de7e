import { accessSync, chmodSync, chownSync, constants, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { beginPrivate } from '../store/sqlite/begin-private'
import { loadEngine, readValue } from '../store/sqlite/engine'
import { BEFORE_RESTORE, findHalfRestored, RESTORING } from '../store/sqlite/half-restored'
import { migrations } from '../store/sqlite/migrate'
import { openAsFound } from '../store/sqlite/open-reader'
import { APPLICATION_ID } from '../store/sqlite/schema'
import { isFull } from '../store/sqlite/sqlite-failure'
import { StoreUnavailableError } from '../store/store'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'
import { plural } from './plural'
import { refuseFolder } from './refuse-folder'
import { refuseNoFile } from './refuse-no-file'
import { isInUse, refuseInUse } from './refuse-in-use'

/** Flags of `restore`. */
export interface RestoreOptions {
  readonly file: string
  readonly force?: boolean
}

/** Puts a backup in the place of the database. Refuses what it cannot verify, and a database that is in use; keeps what was there. */
export const restore: Command<RestoreOptions> = async ({ file, force = false }, { settings, now, signal }) => {
  const { database } = settings.values
  if (!existsSync(file)) throw new CommandError(`There is no backup at ${file}. Give the file that "parel-telemetry backup" wrote.`, EXIT.noInput)
  if (isSameFile(file, database)) throw new CommandError(`${file} is the database itself. Give a backup of it, or another --database.`, EXIT.usage)
  refuseUnreadable(file)
  // `--force` is for a database: a folder would be moved away with all that is in it.
  refuseNoFile(database, EXIT.cannotCreate)
  const events = verify(file)
  if (existsSync(database) && !force) throw new CommandError(`${database} exists. Give --force to replace it; it is kept beside the new one.`, EXIT.cannotCreate)
  refuseFolder(database)
  refuseInUse(database, 'restore')
  const before = findHalfRestored(database)?.kept ?? null
  const kept = (await replace(file, { database, now: now(), signal })) ?? before
  const text = [`Restored ${database} from ${file}: ${plural(events, 'raw event')}, checked.`, ...(kept === null ? [] : [`What was there before is ${kept}.`])]
  return { text: text.join('\n'), data: { database, events, kept } }
}

function refuseUnreadable(file: string): void {
  if (statSync(file).isDirectory()) throw new CommandError(`${file} cannot be read (it is a folder). Give the file that "parel-telemetry backup" wrote. Nothing was changed.`, EXIT.noInput)
  try {
    accessSync(file, constants.R_OK)
  } catch (error) {
    throw fileError(file, { verb: 'read', cure: 'Run this as a user that may read it. Nothing was changed.', error })
  }
}

/** The same file under two names counts too. */
function isSameFile(file: string, database: string): boolean {
  if (!existsSync(database)) return false
  const [left, right] = [statSync(file, { bigint: true }), statSync(database, { bigint: true })]
  return left.ino === right.ino && left.dev === right.dev
}

/** Everything that can fail comes before the old database is moved, and so does a signal. */
async function replace(file: string, { database, now, signal }: { readonly database: string; readonly now: number; readonly signal: AbortSignal }): Promise<string | null> {
  const part = database + RESTORING
  const discard = () => {
    rmSync(part, { force: true })
    tidy(part)
  }
  const refuseAnother = (isRunning: boolean) => {
    if (isRunning) throw new CommandError(`Another restore of ${database} is running. Wait until it has ended, and see whether this one is still needed.`, EXIT.busy)
  }
  await listen(signal)
  refuseAnother(isInUse(part))
  discard()
  try {
    await copy(file, part, signal)
    // One that looked before this one began has taken the copy away.
    refuseAnother(!existsSync(part))
    verify(part)
    await listen(signal)
    tidy(part)
    keepOwner(part, database)
    // Copying takes its time. What a server stored in the file that is set aside would be acknowledged and gone.
    refuseInUse(database, 'restore')
    refuseAnother(!existsSync(part))
    const kept = setAside(database, now)
    renameSync(part, database)
    return kept
  } catch (error) {
    if (!isInUse(part)) discard()
    if (isFull(error)) throw new CommandError(`There is no room for ${database}. Nothing was changed. Free space, and restore again.`, EXIT.full)
    throw error
  }
}

/** Reading a file that was copied while it was served, and not made by `backup`, leaves an empty log beside it. */
function tidy(part: string): void {
  for (const end of ['-journal', '-wal', '-shm']) rmSync(`${part}${end}`, { force: true })
}

/** Who restores is often not who serves: the new file belongs to whom the old one did. */
function keepOwner(part: string, database: string): void {
  if (!existsSync(database)) return
  const { uid, gid, mode } = statSync(database)
  const own = statSync(part)
  try {
    if (own.uid !== uid || own.gid !== gid) chownSync(part, uid, gid)
    chmodSync(part, mode)
  } catch (error) {
    throw fileError(database, { verb: 'written', cure: 'It belongs to another user: restore as that user. Nothing was changed.', error })
  }
}

/** Checks every page, every row of every index, and that the file is ours. Returns the number of raw events. */
function verify(file: string): number {
  const refuse = (why: string) => new CommandError(`${file} ${why}. Nothing was changed. Give another backup.`, EXIT.data)
  let db: DatabaseSync | undefined
  try {
    db = openAsFound(file)
    if (readValue(db, 'PRAGMA application_id') !== APPLICATION_ID) throw refuse('is no telemetry database')
    const version = Number(readValue(db, 'PRAGMA user_version'))
    if (version > migrations.length) throw refuse(`has schema ${version}; this version knows ${migrations.length}`)
    const found = readValue(db, 'PRAGMA integrity_check(1)')
    if (found !== 'ok') throw refuse('is damaged')
    return Number(readValue(db, 'SELECT count(*) FROM telemetry_raw'))
  } catch (error) {
    throw error instanceof CommandError || error instanceof StoreUnavailableError ? error : refuse('is no database, or it is damaged')
  } finally {
    db?.close()
  }
}

/** A check of the whole file lets nothing else run, so a signal is heard after it. */
async function listen(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}

/** Copies through the engine, so that a log beside the file is taken along. */
async function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  const source = openAsFound(from)
  try {
    beginPrivate(to, from)
    await loadEngine().backup(source, to, { progress: () => signal.throwIfAborted() })
  } finally {
    source.close()
  }
}

/** Moves the database and what lies beside it. A log that stays behind would be taken for the log of the new file. */
function setAside(database: string, now: number): string | null {
  const there = ['', '-wal', '-shm', '-journal', '.damaged'].filter((suffix) => existsSync(database + suffix))
  if (there.length === 0) return null
  const kept = freeName(`${database}${BEFORE_RESTORE}${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`)
  for (const suffix of there) renameSync(database + suffix, kept + suffix)
  return kept
}

/** What an earlier restore kept, within the same second, must not be written over. */
function freeName(name: string): string {
  let free = name
  for (let count = 2; existsSync(free); count++) free = `${name}-${count}`
  return free
}
