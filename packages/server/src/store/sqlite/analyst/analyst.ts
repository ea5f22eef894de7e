import type { Calendar } from '@parel/telemetry-core'
import { openDatabase } from '../open-database'
import type { WorkerCalls, WorkerSettings } from '../protocol'
import { aggregate } from './aggregate'
import { backUp } from './back-up'
import { cleanup } from './cleanup'
import { readHealth } from './health'
import { createLiveFolds } from './live-folds'
import { readDays, readTransitions } from './read-days'
import { createTotalsCaches, readTotals } from './read-totals'
import { warmUp } from './warm-up'
import { exportPage, readEvents } from './read-events'
import { createWords } from './words'
import { readSetting, listSettings } from '../scribe/settings'

/** Calls that the analyst answers. */
export type AnalystCall = 'readDays' | 'readTotals' | 'readTransitions' | 'readEvents' | 'exportPage' | 'aggregate' | 'cleanup' | 'health' | 'backup' | 'readSetting' | 'listSettings'

/** Reads, folds, aggregates and cleans up, beside the scribe and never in its way. */
export type Analyst = {
  readonly [Name in AnalystCall]: (input: WorkerCalls[Name]['in'], isAborted: () => boolean) => WorkerCalls[Name]['out'] | Promise<WorkerCalls[Name]['out']>
} & { close(): void }

/** How long a job waits for the lock, milliseconds. */
const lockWaitMs = 5000
/** How far a full file may grow beyond the quota, so that aggregating and deleting still work. */
const reserveBytes = 16 * 1024 * 1024

/** Creates the analyst. The file must have its schema already. */
export function createAnalyst(settings: WorkerSettings, clock: Calendar): Analyst {
  const db = openDatabase({ ...settings, quotaBytes: settings.quotaBytes + reserveBytes, busyTimeoutMs: lockWaitMs })
  const words = createWords(db)
  const folds = createLiveFolds(db, { clock, limits: settings.limits, words })
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
  const parts = { db, folds, words, pause, totals: createTotalsCaches() }
  let isClosed = false
  void warmUp(parts, { today: clock.dayOf(Date.now()), minSessions: settings.limits.minSessions, isAborted: () => isClosed })
  return {
    readDays: (query) => readDays(parts, query),
    readTotals: (query) => readTotals(parts, query),
    readTransitions: (query) => readTransitions(parts, query),
    readEvents: (input) => readEvents(db, input),
    exportPage: (input) => exportPage(db, input),
    readSetting: (key) => readSetting(db, key),
    listSettings: (prefix) => listSettings(db, prefix),
    aggregate: ({ now, days }, isAborted) => aggregate(parts, { now, days, today: clock.dayOf(now), isAborted }),
    cleanup: ({ now, retentionDays }, isAborted) => cleanup(parts, { now, retentionDays, today: clock.dayOf(now), path: settings.path, isAborted }),
    health: (now) => readHealth(db, { quotaBytes: settings.quotaBytes, timeZone: clock.timeZone, now }),
    backup: async (destination) => {
      await backUp(settings.path, destination)
      return null
    },
    close() {
      isClosed = true
      db.close()
    },
  }
}
