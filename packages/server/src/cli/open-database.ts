import { existsSync } from 'node:fs'
import type { ResolvedSettings } from '../config/resolve-settings'
import { sqliteStore } from '../store/sqlite/sqlite-store'
import type { TelemetryStore } from '../store/store'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { whileBusy } from './while-busy'

/** Opens the database of the settings. A path with a typing error must not become an empty database, so only some commands create one. */
export async function openDatabase(settings: ResolvedSettings, { create = false }: { readonly create?: boolean } = {}): Promise<TelemetryStore> {
  const { database, timeZone } = settings.values
  if (!create) refuseMissing(database)
  const isZoneGiven = settings.list.some(({ key, origin }) => key === 'timeZone' && origin !== 'default')
  const store = sqliteStore({ path: database, ...(isZoneGiven && { timeZone }) })
  await whileBusy(() => store.open())
  return store
}

/** Refuses a database that does not exist. */
export function refuseMissing(database: string): void {
  if (existsSync(database)) return
  throw new CommandError(`There is no database at ${database}. Give --database or TELEMETRY_DATABASE; "parel-telemetry serve" creates one.`, EXIT.noInput)
}
