import { resolve } from 'node:path'
import type { ResolvedOptions } from './options'
import { shareStore } from './share-store'
import { isSameZone } from './store/shared/time-zones'
import { sqliteStore } from './store/sqlite/sqlite-store'
import { StoreFullError, StoreUnavailableError, type TelemetryStore } from './store/store'

/** Opens the store on first use and closes what it opened. */
export interface StoreOpener {
  open(): Promise<TelemetryStore>
  close(): Promise<void>
}

/** Creates the opener. A store that could not be opened is tried again with the next request. */
export function createStoreOpener(options: ResolvedOptions): StoreOpener {
  let opening: Promise<TelemetryStore> | null = null
  let isClosed = false
  const open = async (): Promise<TelemetryStore> => {
    if (options.store === undefined) return openOwn(options)
    await options.store.open()
    await refuseOtherZone(options.store, options)
    return options.store
  }
  return {
    open() {
      if (isClosed) return Promise.reject(new StoreUnavailableError('This telemetry server is closed.'))
      opening ??= open().catch((error: unknown) => {
        opening = null
        // The words of the store name files and settings of the operator, nothing of a client.
        options.logger.error('the store cannot be opened', { reason: error instanceof StoreUnavailableError || error instanceof StoreFullError ? error.message : nameOf(error) })
        throw error
      })
      return opening
    },
    async close() {
      isClosed = true
      const store = await opening?.catch(() => null)
      // A store that the host made is the host's to close.
      if (options.store === undefined) await store?.close()
    },
  }
}

/** Whether other servers of this process may have the same store, because hot reload made them. */
export function isShared({ store }: Pick<ResolvedOptions, 'store'>): boolean {
  return store === undefined && process.env.NODE_ENV === 'development'
}

function openOwn(options: ResolvedOptions): Promise<TelemetryStore> {
  if (!isShared(options)) return openDefault(options)
  const { database, timeZone, durability, quotaBytes, routes, minSessions } = options
  return shareStore({ database: resolve(database), settings: [timeZone, durability, quotaBytes, routes, minSessions] }, () => openDefault(options))
}

/** One that cannot be opened is closed: a thread of it may run, and the next try starts threads of its own. */
async function openDefault(options: ResolvedOptions): Promise<TelemetryStore> {
  const store = defaultStore(options)
  try {
    await store.open()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** A store counts its days before anybody asks: another zone of the options could only be forgotten. */
async function refuseOtherZone(store: TelemetryStore, { timeZone: wanted, now }: ResolvedOptions): Promise<void> {
  if (wanted === undefined) return
  const { timeZone } = await store.health(now())
  if (isSameZone(timeZone, wanted)) return
  throw new StoreUnavailableError(
    `timeZone (TELEMETRY_TIME_ZONE) is ${JSON.stringify(wanted)}, but the store that was given counts its days in ${JSON.stringify(timeZone)}. Give the zone to the store, as in sqliteStore({ path, timeZone }), or leave it out here.`,
  )
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function defaultStore({ database, timeZone, durability, quotaBytes, routes, minSessions, logger }: ResolvedOptions): TelemetryStore {
  return sqliteStore({
    path: database, durability, routes,
    // Daily numbers stay for ever, so what must not be shown is not kept in them either.
    limits: { minSessions },
    onWorkerDeath: ({ role, deaths, reason }) => logger.error('a store worker ended and will be started again', { role, deaths, reason }),
    ...(timeZone !== undefined && { timeZone }),
    ...(quotaBytes !== undefined && { quotaBytes }),
  })
}
