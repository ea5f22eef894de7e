import { checkSqliteOptions } from '../../config/check-store-options'
import type { FoldLimits } from '../shared/fold-limits'
import { checkRetention } from '../shared/check-retention'
import type { VocabularyRules } from '../shared/vocabulary'
import { StoreFullError, type TelemetryStore } from '../store'
import { createDayCache } from './day-cache'
import { describeHealth } from './describe-health'
import { createInserter } from './inserter'
import { keepWorkers } from './keep-workers'
import { unpackEvent } from './pack-batch'
import { createTotalsReader } from './totals-reader'
import type { WorkerClient } from './worker-client'
import type { WorkerDeath } from './worker-keeper'

/** Options of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /** Path of the file, on a local disk. It is created together with `-wal` and `-shm` beside it. */
  path: string
  /** IANA name of the reporting time zone, fixed when the file is created. Default: that of the file; `UTC` for a new one. */
  timeZone?: string | undefined
  /**
   * `full`: the response is sent after the disk has synced. `normal`: a power cut may lose the last moments; a killed process loses nothing.
   *
   * @default 'full'
   */
  durability?: 'full' | 'normal' | undefined
  /**
   * Maximum size of the file in bytes. Inserts beyond it fail with {@link StoreFullError}; reading and cleaning up still work.
   *
   * @default 10737418240
   */
  quotaBytes?: number | undefined
  /**
   * Events that may wait to be written. Inserts beyond it fail with {@link StoreBusyError}.
   *
   * @default 10000
   */
  maxQueuedEvents?: number | undefined
  /**
   * Estimated memory that waiting events may take, in bytes. Inserts beyond it fail with {@link StoreBusyError}.
   *
   * @default 16777216
   */
  maxQueuedBytes?: number | undefined
  /**
   * How long an insert may wait while another process holds the lock, in milliseconds.
   *
   * @default 2000
   */
  busyTimeoutMs?: number | undefined
  /** Routes of the app, such as `/docs/[page]`; their words are never replaced by `[id]`. */
  routes?: readonly string[] | undefined
  /** Limits of the names and rows kept for a day. */
  limits?: Partial<FoldLimits> | undefined
  /** Thresholds for replacing words of a path by `[id]`. */
  vocabulary?: Partial<VocabularyRules> | undefined
  /** Called for each worker thread that died, for a log. The thread is restarted automatically. */
  onWorkerDeath?: ((death: WorkerDeath) => void) | undefined
}

/**
 * A store in one SQLite file, written and read by two worker threads: the host's event loop never waits for the disk. A thread that dies is
 * restarted.
 *
 * @example
 * ```ts
 * const store = sqliteStore({ path: './telemetry.db' })
 * await store.open()
 * ```
 */
export function sqliteStore(options: SqliteStoreOptions): TelemetryStore {
  checkSqliteOptions(options)
  const { scribe, analyst } = keepWorkers(options)
  const { insert, proveWritable } = createInserter(options, scribe.get)
  return {
    async open() {
      await scribe.get()
      await analyst.get()
    },
    async close() {
      // The scribe comes last: it writes the log back into the file.
      for (const worker of [analyst, scribe]) await worker.end()
    },
    insert,
    ...createReaders(analyst.get),
    ...createJobs(scribe.get, analyst.get),
    ...createSettings(scribe.get, analyst.get),
    async ready() {
      for (const { trouble } of [scribe, analyst]) if (trouble !== null) throw trouble
      await analyst.get()
      await (await scribe.get()).call('check', null)
      await proveWritable()
    },
  }
}

type GetWorker = () => Promise<WorkerClient>

const exportPageEvents = 1000

function createReaders(analyst: GetWorker): Pick<TelemetryStore, 'readDays' | 'readTotals' | 'readAggregates' | 'readTransitions' | 'readEvents' | 'exportDay'> {
  const cache = createDayCache()
  const readDays: TelemetryStore['readDays'] = async ({ from, to, type }) => {
    const days = cache.take(await (await analyst()).call('readDays', { from, to, known: cache.known }))
    if (days === null) {
      // Meanwhile another response evicted a day from the cache.
      cache.clear()
      return readDays(type === undefined ? { from, to } : { from, to, type }, 0)
    }
    return type === undefined ? days : days.map((day) => ({ ...day, rows: day.rows.filter((row) => row.type === type) }))
  }
  return {
    readDays,
    readTotals: createTotalsReader(analyst),
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

function createJobs(scribe: GetWorker, analyst: GetWorker): Pick<TelemetryStore, 'aggregate' | 'cleanup' | 'health' | 'backup'> {
  return {
    aggregate: async ({ now, days, signal }) => ({ days: await (await analyst()).call('aggregate', { now, days: days ?? null }, signal) }),
    async cleanup({ now, retentionDays, signal }) {
      checkRetention(retentionDays)
      const forget = async () => {
        while (signal?.aborted !== true && (await (await scribe()).call('forgetPlaces', { now, retentionDays })));
      }
      const cleanUp = async () => (await analyst()).call('cleanup', { now, retentionDays }, signal)
      // First, because the clean-up truncates the log at its end.
      if (await forget().then(() => true, refuseUnlessFull)) return cleanUp()
      // On a full disk it has to make room first.
      const { heldBack: _before, ...result } = await cleanUp()
      await forget()
      const { heldBack } = await cleanUp()
      return { ...result, ...(heldBack && { heldBack }) }
    },
    health: async (now) => describeHealth(await (await analyst()).call('health', now)),
    async backup(destination) {
      await (await analyst()).call('backup', destination)
    },
  }
}

function refuseUnlessFull(error: unknown): false {
  if (error instanceof StoreFullError) return false
  throw error
}

function createSettings(scribe: GetWorker, analyst: GetWorker): Pick<TelemetryStore, 'acquireLease' | 'readSetting' | 'writeSetting' | 'listSettings'> {
  return {
    acquireLease: async (name, lease) => (await scribe()).call('acquireLease', { name, ...lease }),
    readSetting: async (key) => (await analyst()).call('readSetting', key),
    async writeSetting(key, value) {
      await (await scribe()).call('writeSetting', { key, value })
    },
    listSettings: async (prefix) => new Map(await (await analyst()).call('listSettings', prefix)),
  }
}
