import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError, type StoreHealth, type TelemetryStore } from '../store'
import { readDayStates } from './analyst/day-states'
import { backUp } from './analyst/back-up'
import { exportPage } from './analyst/read-events'
import { readValue } from './engine'
import { migrations } from './migrate'
import { openReader } from './open-reader'
import { unpackEvent } from './pack-batch'
import { refuseQuarantined } from './prepare-file'
import { listSettings } from './scribe/settings'
import { toStoreError } from './sqlite-failure'

/** What can be read of a store in a file without ever writing to it. */
export interface StoreReader extends Pick<TelemetryStore, 'exportDay' | 'listSettings'>, Pick<StoreHealth, 'timeZone' | 'oldestRawDay'> {
  close(): void
}

const pageEvents = 1000
const allDays = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }

/** Opens the store in a file to read its events, in this thread. Nothing is created, migrated or changed. */
export function readStore(path: string): StoreReader {
  refuseQuarantined(path)
  const orStoreError = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw toStoreError(error, path)
    }
  }
  const db = orStoreError(() => openReader(path))
  try {
    return {
      ...orStoreError(() => describe(db, path)),
      async *exportDay(day) {
        for (let last = 0; last >= 0; ) {
          const page = orStoreError(() => exportPage(db, { day, after: last, limit: pageEvents }))
          yield* page.events.map(unpackEvent)
          last = page.last
        }
      },
      listSettings: async (prefix) => new Map(orStoreError(() => listSettings(db, prefix))),
      close: () => db.close(),
    }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Copies the store in a file of any version, in this thread, also from where nothing may be written. */
export async function backUpStore(path: string, destination: string): Promise<void> {
  refuseQuarantined(path)
  try {
    await backUp(path, destination)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

function describe(db: DatabaseSync, path: string): Pick<StoreReader, 'timeZone' | 'oldestRawDay'> {
  const version = Number(readValue(db, 'PRAGMA user_version'))
  if (version > migrations.length) throw new StoreUnavailableError(`${path} has schema ${version}; this version knows ${migrations.length}. Update @parel/telemetry-server.`)
  if (version < migrations.length) throw new StoreUnavailableError(`${path} has schema ${version}; this version reads ${migrations.length}. Open it once where it may be written, for example with: parel-telemetry doctor`)
  return {
    timeZone: String(readValue(db, "SELECT value FROM telemetry_meta WHERE key = 'time_zone'") ?? 'UTC'),
    oldestRawDay: readDayStates(db, allDays).find(({ events }) => events > 0)?.day ?? null,
  }
}
