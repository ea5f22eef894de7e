import { defaultFoldLimits } from '../shared/fold-limits'
import { defaultVocabularyRules } from '../shared/vocabulary'
import { loadEngine } from './engine'
import type { WorkerSettings } from './protocol'
import type { SqliteStoreOptions } from './sqlite-store'
import { createWorkerKeeper, type WorkerKeeper } from './worker-keeper'

/** The two workers of a file. */
export interface Workers {
  /** Creates or migrates the file, and writes events and settings. */
  readonly scribe: WorkerKeeper
  /** Reads, folds, aggregates and cleans up. Starts after the scribe has opened the file once. */
  readonly analyst: WorkerKeeper
}

/** Default for the maximum size of the file, in bytes. */
export const DEFAULT_QUOTA_BYTES = 10 * 1024 ** 3

/** Keeps both workers of a file. Nothing is started yet. */
export function keepWorkers(options: SqliteStoreOptions): Workers {
  const common: WorkerSettings = {
    role: 'scribe',
    path: options.path,
    timeZone: options.timeZone ?? null,
    durability: options.durability ?? 'full',
    quotaBytes: options.quotaBytes ?? DEFAULT_QUOTA_BYTES,
    busyTimeoutMs: options.busyTimeoutMs ?? 2000,
    routes: options.routes ?? [],
    limits: { ...defaultFoldLimits, ...options.limits },
    rules: { ...defaultVocabularyRules, ...options.vocabulary },
  }
  let timeZone: string | null = null
  const scribe = createWorkerKeeper({
    onDeath: options.onWorkerDeath,
    onOpen: (zone) => (timeZone = zone),
    async settings() {
      loadEngine()
      return common
    },
  })
  const analyst = createWorkerKeeper({
    onDeath: options.onWorkerDeath,
    async settings() {
      if (timeZone === null) await scribe.get()
      return { ...common, role: 'analyst', timeZone }
    },
  })
  return { scribe, analyst }
}
