import { randomUUID } from 'node:crypto'
import { Cron } from 'croner'
import { readNotedRetention } from '../recorded-rules'
import { type TelemetryLogger, silentLogger } from '../logger'
import { describeFailure, type TelemetryStore } from '../store/store'
import { type CleanupTimes, forgetLeap, judgeLeap } from './clock-leap'

/** The parts of a store that the schedule uses. */
export type ScheduledStore = Pick<TelemetryStore, 'aggregate' | 'cleanup' | 'acquireLease' | 'readSetting' | 'writeSetting'>

/** Settings of {@link createSchedule}. */
export interface ScheduleOptions {
  readonly store: () => Promise<ScheduledStore>
  /** IANA name of the reporting time zone. */
  readonly timeZone: string
  /** Null: what the server that records into the store noted there, else 30. */
  readonly retentionDays: number | null
  readonly now: () => number
  /** Default: nothing is said. */
  readonly logger?: TelemetryLogger
  /** Milliseconds between two looks at the clock. Default: 30000. */
  readonly intervalMs?: number
}

/** Aggregation at 01:00 and clean-up at 03:00, in the reporting time zone. */
export interface Schedule {
  /** Begins; what was due while nothing ran is caught up at once. */
  start(): void
  /** Does what is due. For tests and for hosts with a timer of their own. @returns The names of the jobs that ran here. */
  tick(): Promise<readonly string[]>
  /** Takes no new work, lets a running job stop at its next safe point and waits for it. */
  stop(): Promise<void>
}

/** The jobs in the order in which they are caught up: clean-up deletes only days that are aggregated. */
const JOBS = [
  { name: 'aggregate', pattern: '0 1 * * *' },
  { name: 'cleanup', pattern: '0 3 * * *' },
] as const

type JobName = (typeof JOBS)[number]['name']

const LEASE_MS = 120_000
const RENEWAL_MS = 30_000
const RETRY_MS = 300_000
/** A clock may be put back by so much without a job running again. */
const longestPutBackMs = 7 * 86_400_000

/**
 * Creates the schedule. It looks at the clock and at what the store says was done, so that nothing is missed by downtime, sleep or a changed clock,
 * and of many processes on one store one runs each job.
 *
 * @example
 * ```ts
 * const schedule = createSchedule({ store: telemetry.store, timeZone: 'UTC', retentionDays: 30, now: Date.now })
 * schedule.start()
 * ```
 */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { intervalMs = 30_000 } = options
  const stopping = new AbortController()
  const context: Context = { ...options, holder: randomUUID(), signal: stopping.signal, retryAt: new Map() }
  let running: Promise<readonly string[]> | null = null
  let timer: NodeJS.Timeout | undefined
  const tick = () => {
    if (stopping.signal.aborted) return Promise.resolve([])
    running ??= runDue(context).finally(() => {
      running = null
    })
    return running
  }
  return {
    start() {
      timer = setInterval(() => void tick(), intervalMs)
      timer.unref()
      void tick()
    },
    tick,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}

interface Context extends ScheduleOptions {
  readonly holder: string
  readonly signal: AbortSignal
  /** When a job that failed is tried again. */
  readonly retryAt: Map<JobName, number>
}

async function runDue(context: Context): Promise<readonly string[]> {
  const ran: string[] = []
  for (const { name, pattern } of JOBS) {
    if (context.signal.aborted || isResting(name, context)) continue
    try {
      const outcome = await runIfDue({ name, dueAt: lastDue(pattern, context) }, context)
      // Clean-up aggregates first: beside another process that is at it, every day would be computed twice.
      if (outcome === 'elsewhere') break
      if (outcome === 'ran') ran.push(name)
    } catch (error) {
      context.retryAt.set(name, context.now() + RETRY_MS)
      logOf(context).error('scheduled job failed', { job: name, ...describeFailure(error) })
    }
  }
  return ran
}

/** After a failure. A rest beyond the longest was begun by a clock that was put back since. */
function isResting(name: JobName, { retryAt, now }: Context): boolean {
  const rest = (retryAt.get(name) ?? 0) - now()
  return rest > 0 && rest <= RETRY_MS
}

/** The last time the job should have run. */
function lastDue(pattern: string, { timeZone, now }: Context): number {
  const schedule = new Cron(pattern, { timezone: timeZone, paused: true })
  // croner looks strictly before, in whole seconds.
  const [last] = schedule.previousRuns(1, new Date(now() + 1000))
  return last?.getTime() ?? 0
}

/** Whether a job ran here, has nothing to do, or is what another process works at. */
type Outcome = 'ran' | 'idle' | 'elsewhere'

async function runIfDue({ name, dueAt }: { readonly name: JobName; readonly dueAt: number }, context: Context): Promise<Outcome> {
  const { holder, now } = context
  const store = await context.store()
  const setting = `schedule:${name}`
  const readDone = async () => Number((await store.readSetting(setting)) ?? 0)
  // A clock that was years ahead may have noted a run far in the future.
  const isDone = async () => {
    const doneAt = await readDone()
    return doneAt >= dueAt && doneAt - dueAt < longestPutBackMs
  }
  if (await isDone()) return 'idle'
  const lease = () => store.acquireLease(setting, { holder, ttlMs: LEASE_MS, now: now() })
  const isOurs = await lease()
  // Another process may have run the job while we waited for the lease.
  if (await isDone()) return 'idle'
  if (!isOurs) return 'elsewhere'
  if (name === 'cleanup' && (await mustWait(store, { dueAt, doneAt: await readDone(), now: now() }, context))) return 'idle'
  const renewal = setInterval(() => void lease().catch(() => undefined), RENEWAL_MS)
  try {
    await runJob(name, store, context)
  } finally {
    clearInterval(renewal)
  }
  if (context.signal.aborted) return 'idle'
  // Who slept in the middle of the job would put back what others have done since.
  if (!(await isDone())) await store.writeSetting(setting, String(dueAt))
  if (name === 'cleanup') await forgetLeap(store)
  return 'ran'
}

async function mustWait(store: ScheduledStore, times: CleanupTimes, context: Context): Promise<boolean> {
  const verdict = await judgeLeap(store, times)
  if (verdict === 'wait') logOf(context).warn('the clean-up waits a day: none has run for weeks, or the clock is wrong', { days: Math.floor((times.dueAt - times.doneAt) / 86_400_000) })
  return verdict !== 'go'
}

async function runJob(name: JobName, store: ScheduledStore, context: Context): Promise<void> {
  const { now, retentionDays, signal } = context
  if (name === 'aggregate') {
    const { days } = await store.aggregate({ now: now(), signal })
    return logOf(context).info('aggregated', { days: days.length })
  }
  const { sealed, deleted, skipped, heldBack } = await store.cleanup({ now: now(), retentionDays: retentionDays ?? (await readNotedRetention(store)), signal })
  logOf(context).info('cleaned up', { days: sealed.length, events: deleted, skipped: skipped.length })
  if (heldBack === true) logOf(context).warn('deleted bytes are still in the write-ahead log, because the store was in use all the time', {})
}

function logOf({ logger = silentLogger }: Context): TelemetryLogger {
  return logger
}
