import { defaultFoldLimits, type FoldLimits } from '../shared/fold-rows'
import { defaultVocabularyRules, type VocabularyRules } from '../shared/vocabulary'
import { StoreBusyError, StoreUnavailableError, type TelemetryStore } from '../store'
import { createDayCache } from './day-cache'
import { describeHealth } from './describe-health'
import { loadEngine } from './engine'
import { packBatch, unpackEvent } from './pack-batch'
import type { WorkerSettings } from './protocol'
import { startWorker, type WorkerClient } from './worker-client'

/** Settings of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /** Path of the file; it is created with its two companions (`-wal`, `-shm`) beside it. On a local disk. */
  path: string
  /** IANA name of the reporting time zone, fixed when the file is created. Default: the one of the file, `UTC` for a new one. */
  timeZone?: string
  /**
   * `full`: an answer comes after the disk has synced. `normal`: a power cut may lose the last moments, a killed process loses nothing.
   *
   * @default 'full'
   */
  durability?: 'full' | 'normal'
  /**
   * Bytes that the file may have. Inserts beyond it fail with {@link StoreFullError}; reading and cleaning up still work.
   *
   * @default 10737418240
   */
  quotaBytes?: number
  /**
   * Events that may wait to be written. Inserts beyond it fail with {@link StoreBusyError}.
   *
   * @default 10000
   */
  maxQueuedEvents?: number
  /**
   * How long an insert may wait while another process holds the lock, in milliseconds.
   *
   * @default 2000
   */
  busyTimeoutMs?: number
  /** Routes of the app, such as `/docs/[page]`; their words are never folded into `[id]`. */
  routes?: readonly string[]
  /** Limits of what a day tells. */
  limits?: Partial<FoldLimits>
  /** Thresholds of the learned collapse. */
  vocabulary?: Partial<VocabularyRules>
}

interface Workers {
  readonly scribe: WorkerClient
  readonly analyst: WorkerClient
}

/**
 * A store in one SQLite file, written and read by two worker threads: the host's event loop never waits for the disk.
 *
 * @example
 * ```ts
 * const store = sqliteStore({ path: './telemetry.db' })
 * await store.open()
 * ```
 */
export function sqliteStore(options: SqliteStoreOptions): TelemetryStore {
  let opening: Promise<Workers> | null = null
  let closed = false
  const workers = (): Promise<Workers> => {
    if (closed) return Promise.reject(new StoreUnavailableError(`The store ${options.path} is closed.`))
    opening ??= openWorkers(options).catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  return {
    async open() {
      await workers()
    },
    async close() {
      closed = true
      const open = await opening?.catch(() => null)
      if (!open) return
      // Last the scribe: it empties the log into the file.
      for (const worker of [open.analyst, open.scribe]) await worker.end()
    },
    insert: createInsert(options, async () => (await workers()).scribe),
    ...createReaders(async () => (await workers()).analyst),
    ...createJobs(async () => (await workers()).analyst),
    ...createSettings(workers),
  }
}

async function openWorkers(options: SqliteStoreOptions): Promise<Workers> {
  loadEngine()
  const settings: WorkerSettings = {
    role: 'scribe',
    path: options.path,
    timeZone: options.timeZone ?? null,
    durability: options.durability ?? 'full',
    quotaBytes: options.quotaBytes ?? 10 * 1024 ** 3,
    busyTimeoutMs: options.busyTimeoutMs ?? 2000,
    routes: options.routes ?? [],
    limits: { ...defaultFoldLimits, ...options.limits },
    rules: { ...defaultVocabularyRules, ...options.vocabulary },
  }
  const scribe = startWorker(settings)
  try {
    const { timeZone } = await scribe.call('open', null)
    const analyst = startWorker({ ...settings, role: 'analyst', timeZone })
    await analyst.call('open', null)
    return { scribe, analyst }
  } catch (error) {
    await scribe.end()
    throw error
  }
}

type Of = () => Promise<WorkerClient>

function createInsert({ maxQueuedEvents = 10_000, path }: SqliteStoreOptions, scribe: Of): TelemetryStore['insert'] {
  let queued = 0
  return async (batch) => {
    const size = Math.max(1, batch.events.length)
    if (queued > 0 && queued + size > maxQueuedEvents) throw new StoreBusyError(`${queued} events wait to be written to ${path}.`)
    queued += size
    try {
      const { stored, duplicates, dropped } = await (await scribe()).insert(packBatch(batch))
      return { stored, duplicates, dropped: new Map(dropped) }
    } finally {
      queued -= size
    }
  }
}

const exportPageEvents = 1000

function createReaders(analyst: Of): Pick<TelemetryStore, 'readDays' | 'readAggregates' | 'readTransitions' | 'readEvents' | 'exportDay'> {
  const cache = createDayCache()
  const readDays: TelemetryStore['readDays'] = async ({ from, to, type }) => {
    const days = cache.take(await (await analyst()).call('readDays', { from, to, known: cache.known }))
    if (days === null) {
      // Another answer pushed a day out of the cache meanwhile.
      cache.clear()
      return readDays(type === undefined ? { from, to } : { from, to, type }, 0)
    }
    return type === undefined ? days : days.map((day) => ({ ...day, rows: day.rows.filter((row) => row.type === type) }))
  }
  return {
    readDays,
    readAggregates: async (query, now) => (await readDays(query, now)).flatMap(({ rows }) => rows),
    readTransitions: async ({ from, to }) => (await (await analyst()).call('readTransitions', { from, to })).map(([day, source, target, count]) => ({ day, from: source, to: target, count })),
    async readEvents({ after, limit }) {
      const { events, cursor } = await (await analyst()).call('readEvents', { after: after ?? null, limit })
      return { events: events.map(unpackEvent), cursor }
    },
    async *exportDay(day) {
      const worker = await analyst()
      for (let last = 0; last >= 0; ) {
        const page = await worker.call('exportPage', { day, after: last, limit: exportPageEvents })
        yield* page.events.map(unpackEvent)
        last = page.last
      }
    },
  }
}

function createJobs(analyst: Of): Pick<TelemetryStore, 'aggregate' | 'cleanup' | 'health' | 'backup'> {
  return {
    aggregate: async ({ now, days, signal }) => ({ days: await (await analyst()).call('aggregate', { now, days: days ?? null }, signal) }),
    cleanup: async ({ now, retentionDays, signal }) => (await analyst()).call('cleanup', { now, retentionDays }, signal),
    health: async () => describeHealth(await (await analyst()).call('health', null)),
    async backup(destination) {
      await (await analyst()).call('backup', destination)
    },
  }
}

function createSettings(workers: () => Promise<Workers>): Pick<TelemetryStore, 'acquireLease' | 'readSetting' | 'writeSetting' | 'listSettings'> {
  return {
    acquireLease: async (name, lease) => (await workers()).scribe.call('acquireLease', { name, ...lease }),
    readSetting: async (key) => (await workers()).analyst.call('readSetting', key),
    async writeSetting(key, value) {
      await (await workers()).scribe.call('writeSetting', { key, value })
    },
    listSettings: async (prefix) => new Map(await (await workers()).analyst.call('listSettings', prefix)),
  }
}
