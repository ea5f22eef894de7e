import type { DatabaseSync } from 'node:sqlite'
import { areMapsWhole } from '../shared/daily-row'
import { type Day, StoreUnavailableError, type StoreHealth, type TelemetryStore } from '../store'
import { readDayStates } from './analyst/day-states'
import { readHealth } from './analyst/health'
import { backUp } from './analyst/back-up'
import { exportPage } from './analyst/read-events'
import { describeHealth } from './describe-health'
import { loadEngine, readValue } from './engine'
import { DEFAULT_QUOTA_BYTES } from './keep-workers'
import { migrations } from './migrate'
import { openReader } from './open-reader'
import { unpackEvent } from './pack-batch'
import { refuseDamaged, refuseFolder, refuseQuarantined, refuseUnwritable } from './prepare-file'
import { listSettings } from './scribe/settings'
import { toStoreError } from './sqlite-failure'

/** What can be read of a store in a file without ever writing to it. */
export interface StoreReader extends Pick<TelemetryStore, 'exportDay' | 'listSettings'>, Pick<StoreHealth, 'timeZone'> {
  /** Days that have raw events, in order. */
  readonly rawDays: readonly Day[]
  health(now: number): StoreHealth
  /** Days of whose daily numbers some details cannot be read. */
  damagedDays(): readonly Day[]
  /** Throws when the file is not whole, as far as a start looks. */
  proveWhole(): void
  /** Begins to write and takes it back; throws why it cannot. */
  proveWritable(): void
  close(): void
}

/** What {@link readStore} takes. */
export interface ReadStoreOptions {
  /** Whether the file may be of an older version. Default: no. */
  readonly older?: boolean
}

const pageEvents = 1000
const lockWaitMs = 5000
const allDays = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }

/** Opens the store in a file to read it, in this thread. Nothing is created, migrated or changed: file and log stay as they lie. */
export function readStore(path: string, { older = false }: ReadStoreOptions = {}): StoreReader {
  refuseFolder(path)
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
    const described = orStoreError(() => describe(db, { path, older }))
    return {
      ...described,
      health: (now) => orStoreError(() => describeHealth(readHealth(db, { quotaBytes: DEFAULT_QUOTA_BYTES, timeZone: described.timeZone, now }))),
      damagedDays: () => orStoreError(() => findDamagedDays(db)),
      proveWhole: () => orStoreError(() => refuseDamaged(db, path)),
      proveWritable: () => orStoreError(() => beginToWrite(path)),
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

/** The engine keeps no checksums of rows, so the check of the file does not see it. One row after another: of years they are many. */
function findDamagedDays(db: DatabaseSync): readonly Day[] {
  const days = new Set<Day>()
  for (const { day, maps } of db.prepare('SELECT day, maps FROM telemetry_daily WHERE maps IS NOT NULL ORDER BY day').iterate()) {
    if (!areMapsWhole(String(maps))) days.add(Number(day))
  }
  return [...days]
}

/** Copies the store in a file of any version, in this thread, also from where nothing may be written. */
export async function backUpStore(path: string, destination: string): Promise<void> {
  refuseFolder(path)
  refuseQuarantined(path)
  try {
    await backUp(path, destination)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

/** Begins to write, because of a file that cannot be written the lock alone is to be had, and takes it back: not a byte of file or log is changed. While the reader is open, closing this connection does not take the log in: it is not the last one. */
function beginToWrite(path: string): void {
  refuseUnwritable(path)
  const db = new (loadEngine().DatabaseSync)(path, { timeout: lockWaitMs })
  try {
    db.exec('BEGIN IMMEDIATE; DELETE FROM telemetry_meta WHERE 0; ROLLBACK')
  } finally {
    db.close()
  }
}

function describe(db: DatabaseSync, { path, older }: { readonly path: string; readonly older: boolean }): Pick<StoreReader, 'timeZone' | 'rawDays'> {
  const version = Number(readValue(db, 'PRAGMA user_version'))
  if (version > migrations.length) throw new StoreUnavailableError(`${path} has schema ${version}; this version knows ${migrations.length}. Update @parel/telemetry-server.`)
  if (version === 0) throw new StoreUnavailableError(`${path} has no tables yet. The server makes them when it starts.`)
  if (version < migrations.length && !older) throw new StoreUnavailableError(`${path} has schema ${version}; this version reads ${migrations.length}. Open it once where it may be written: parel-telemetry aggregate`)
  return {
    timeZone: String(readValue(db, "SELECT value FROM telemetry_meta WHERE key = 'time_zone'") ?? 'UTC'),
    rawDays: readDayStates(db, allDays).flatMap(({ day, events }) => (events > 0 ? day : [])),
  }
}
