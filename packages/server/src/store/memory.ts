import { createCalendar } from '@parel/telemetry-core'
import { checkMemoryOptions } from '../config/check-store-options'
import { defaultFoldLimits, type FoldLimits } from './shared/fold-limits'
import { defaultVocabularyRules, type VocabularyRules } from './shared/vocabulary'
import { createMemoryEvents } from './memory/memory-events'
import { createMemoryLedger } from './memory/memory-ledger'
import { createMemoryReports } from './memory/memory-reports'
import { createMemorySettings } from './memory/memory-settings'
import type { DropReason, IncomingBatch, InsertResult, TelemetryStore } from './store'

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /**
   * IANA name of the reporting time zone.
   *
   * @default 'UTC'
   */
  timeZone?: string | undefined
  /** Routes of the app, such as `/docs/[page]`; their words are never replaced by `[id]`. */
  routes?: readonly string[] | undefined
  /** Limits of the names and rows kept for a day. */
  limits?: Partial<FoldLimits> | undefined
  /** Thresholds for replacing words of a path by `[id]`. */
  vocabulary?: Partial<VocabularyRules> | undefined
}

/**
 * A store that keeps nothing when the process ends, for tests and demos.
 *
 * @example
 * ```ts
 * const store = memoryStore({ timeZone: 'Europe/Istanbul' })
 * await store.open()
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): TelemetryStore {
  checkMemoryOptions(options)
  const clock = createCalendar(options.timeZone ?? 'UTC')
  const rules = { ...defaultVocabularyRules, ...options.vocabulary }
  const events = createMemoryEvents({ clock, routes: options.routes ?? [], rules })
  const ledger = createMemoryLedger()
  const insert = (batch: IncomingBatch): InsertResult => {
    const dropped = new Map(batch.dropped)
    const counts = { stored: 0, duplicates: 0 }
    for (const event of batch.events) {
      const fate = events.add(event, batch.receivedAt)
      if (fate === 'stored') counts.stored++
      else if (fate === 'duplicate') counts.duplicates++
      else dropped.set(fate satisfies DropReason, (dropped.get(fate) ?? 0) + 1)
    }
    const result = { ...counts, dropped }
    ledger.note(batch, result)
    return result
  }
  return {
    open: async () => {},
    close: async () => {},
    insert: async (batch) => insert(batch),
    ...createMemoryReports({ clock, events, ledger, limits: { ...defaultFoldLimits, ...options.limits } }),
    ...createMemorySettings(),
  }
}
