import type { ResolvedOptions } from '../options'
import { describeFailure, type TelemetryStore } from '../store/store'
import { createSchedule, type Schedule, type ScheduleOptions } from './schedule'

/** The schedule of a server that opens its store late. */
export interface DailyJobs {
  /** Starts the schedule, once, when it is on. Resolves when it runs; never rejects. */
  start(): Promise<void>
  /** True when there is nothing to start any more: it runs, is off, or was stopped. */
  readonly isStarted: boolean
  stop(): Promise<void>
}

/** Creates the daily jobs. Their hours are those of the zone that the store counts its days in. */
export function createDailyJobs(
  { schedule: isOn, retentionDays, now, logger }: Pick<ResolvedOptions, 'schedule' | 'now' | 'logger'> & Pick<ScheduleOptions, 'retentionDays'>,
  store: () => Promise<TelemetryStore>,
): DailyJobs {
  let starting: Promise<Schedule | null> | undefined
  let isStopped = !isOn
  const begin = async (): Promise<Schedule | null> => {
    try {
      const { timeZone } = await (await store()).health(now())
      if (isStopped) return null
      const schedule = createSchedule({ store, timeZone, retentionDays, now, logger })
      schedule.start()
      return schedule
    } catch (error) {
      // The next start tries again; until then reports are right without the jobs, and the cron lines still work.
      starting = undefined
      logger.error('the schedule could not start', { ...describeFailure(error) })
      return null
    }
  }
  return {
    get isStarted() {
      return isStopped || starting !== undefined
    },
    async start() {
      if (!isStopped) await (starting ??= begin())
    },
    async stop() {
      isStopped = true
      await (await starting)?.stop()
    },
  }
}
