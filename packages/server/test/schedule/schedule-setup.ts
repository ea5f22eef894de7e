import { createSchedule, type Schedule, type ScheduledStore } from '../../src/jobs/schedule'
import { silentLogger, type TelemetryLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import type { TelemetryStore } from '../../src/store/store'

export const hourMs = 3_600_000
export const noon = Date.UTC(2025, 9, 13, 12)

/** A store whose jobs are counted, and a clock in the hand of the test. */
export interface ScheduleSetup {
  readonly inner: TelemetryStore
  /** The jobs that ran, in their order. */
  readonly ran: string[]
  /** A schedule of one more process on the store. */
  make(over?: Partial<ScheduledStore>): Schedule
  moveTo(time: number): void
}

/** Sets them up. */
export function setUp({ timeZone = 'UTC', at = noon, logger }: { readonly timeZone?: string; readonly at?: number; readonly logger?: Partial<TelemetryLogger> } = {}): ScheduleSetup {
  const inner = memoryStore()
  let time = at
  const ran: string[] = []
  const store: ScheduledStore = {
    ...inner,
    aggregate: async (options) => {
      ran.push('aggregate')
      return inner.aggregate(options)
    },
    cleanup: async (options) => {
      ran.push('cleanup')
      return inner.cleanup(options)
    },
  }
  const make = (over: Partial<ScheduledStore> = {}) =>
    createSchedule({ store: async () => ({ ...store, ...over }), timeZone, retentionDays: 30, now: () => time, logger: { ...silentLogger, ...logger } })
  return { inner, ran, make, moveTo: (to: number) => void (time = to) }
}
