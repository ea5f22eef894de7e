import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import type { ResolvedSettings } from '../config/resolve-settings'
import { type FileOwner, HEADER_BYTES, ownerOfHeader } from '../store/sqlite/file-owner'
import { findHalfRestored } from '../store/sqlite/half-restored'
import { backUpStore, readStore, type ReadStoreOptions, type StoreReader } from '../store/sqlite/read-store'
import { sqliteStore } from '../store/sqlite/sqlite-store'
import type { TelemetryStore } from '../store/store'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'
import { whileBusy } from './while-busy'

/** How a database is opened. */
export interface OpenOptions {
  /** Whether it may be made. Default: no. */
  readonly create?: boolean
  /** Default: that of the settings. */
  readonly file?: string
}

/** Opens the database of the settings. A path with a typing error must not become an empty database, so only some commands create one. */
export async function openDatabase(settings: ResolvedSettings, { create = false, file: database = settings.values.database }: OpenOptions = {}): Promise<TelemetryStore> {
  if (!create) refuseNothing(database)
  refuseForeign(database)
  return openStore(settings, database)
}

/** Opens the database of the settings once more, in a process that has it open. Whose it is was found out before, and must not be looked at now: see {@link refuseForeign}. */
export async function openAgain(settings: ResolvedSettings): Promise<TelemetryStore> {
  refuseMissing(settings.values.database)
  return openStore(settings, settings.values.database)
}

async function openStore(settings: ResolvedSettings, database: string): Promise<TelemetryStore> {
  const { timeZone, minSessions, routes } = settings.values
  const isZoneGiven = settings.list.some(({ key, origin }) => key === 'timeZone' && origin !== 'default')
  const store = sqliteStore({ path: database, routes, limits: { minSessions }, ...(isZoneGiven && { timeZone }) })
  try {
    await whileBusy(() => store.open())
    return store
  } catch (error) {
    // A thread of it may run, and a server that tries again starts threads of its own.
    await store.close()
    throw error
  }
}

/** Opens the database of the settings to read it; nothing is created or changed. */
export async function openDatabaseToRead({ values: { database } }: ResolvedSettings, options?: ReadStoreOptions): Promise<StoreReader> {
  refuseMissing(database)
  refuseForeign(database)
  return whileBusy(async () => readStore(database, options))
}

/** Copies the database of the settings; it may be in use, and nothing of it is changed. */
export async function backUpDatabase({ values: { database } }: ResolvedSettings, destination: string): Promise<void> {
  refuseMissing(database)
  refuseForeign(database)
  if (statSync(database).size === 0) throw new CommandError(`${database} is empty: there is nothing to back up. Give the path of the database that is served.`, EXIT.data)
  await whileBusy(() => backUpStore(database, destination))
}

/** A file that a typing error or a shell has made must not become an empty database either. */
function refuseNothing(database: string): void {
  refuseMissing(database)
  if (statSync(database).size === 0) throw new CommandError(`${database} is empty: it is no database yet. Give the path of the database that is served.`, EXIT.data)
}

/** Refuses a database that does not exist. */
export function refuseMissing(database: string): void {
  if (existsSync(database)) return
  const half = findHalfRestored(database)
  if (half !== null) throw new CommandError(half.says, EXIT.unavailable)
  throw new CommandError(`There is no database at ${database}. Give --database or TELEMETRY_DATABASE; "parel-telemetry serve" creates one.`, EXIT.noInput)
}

/**
 * Refuses a file of somebody else by its first bytes, before anything is opened that could write into it.
 *
 * Never while this process has the file open as a database: on POSIX, closing any handle of a file takes away all locks that the process has on it. The engine
 * would go on without them, and another process could restore or erase the file from under it.
 * See https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
export function refuseForeign(database: string): void {
  const owner = ownerOf(database)
  if (owner === 'unknown') throw new CommandError(`${database} is no database, or its beginning is damaged. Nothing was changed: give another path, or move it away and restore a backup.`, EXIT.data)
  if (owner === 'another') throw new CommandError(`${database} belongs to another application. Nothing was changed. Give telemetry a file of its own.`, EXIT.data)
}

/** Whose a file is by its first bytes; nobody's where there is none. Under the same condition as {@link refuseForeign}. */
export function ownerOf(database: string): FileOwner {
  const header = readHeader(database)
  return header === null ? 'nobody' : ownerOfHeader(header)
}

/** Null when there is no file, or nothing in it. */
function readHeader(database: string): Buffer | null {
  const stats = statSync(database, { throwIfNoEntry: false })
  if (stats === undefined || stats.isDirectory()) return null
  // Opening one waits for whoever writes into it, and no signal is heard meanwhile.
  if (stats.isFIFO()) throw new CommandError(`${database} is a pipe. Give the path of the database.`, EXIT.data)
  try {
    const handle = openSync(database, 'r')
    try {
      const header = Buffer.alloc(HEADER_BYTES)
      return readSync(handle, header) === 0 ? null : header
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw fileError(database, { verb: 'read', cure: 'Run this as the user that serves, or mend the permissions of the file.', error })
  }
}
