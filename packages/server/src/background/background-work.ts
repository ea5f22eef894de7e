import type { ForwarderHealth } from '@parel/telemetry-core'
import { createForwarderRunner } from '../forwarders/forwarder-runner'
import type { Forwarder } from '../forwarders/forwarder'
import { createDailyJobs } from '../jobs/daily-jobs'
import { createFailureLogger } from '../failure-logger'
import type { TelemetryLogger } from '../logger'
import { readNotedRetention } from '../recorded-rules'
import { takeOverBackground } from '../share-store'
import type { TelemetryStore } from '../store/store'
import { checkBackgroundOptions, refuseTwins } from './check-background-options'
import { createConfiguredAlerts } from './create-configured-alerts'
import { createForwarders } from './create-forwarders'
import { resolveSettings } from '../config/resolve-settings'
import type { SettingValues } from '../config/settings'

/** What {@link createBackgroundWork} works with. */
export interface BackgroundWorkOptions {
  /** The store of the server: `() => telemetry.store()`. */
  readonly store: () => Promise<TelemetryStore>
  /** Where settings come from. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Destinations of the host's own, beside those of the environment. */
  readonly forwarders?: readonly Forwarder[] | undefined
  /** Default: only failures, on `console.error`, each cause once an hour. */
  readonly logger?: TelemetryLogger | undefined
  /** The clock, in milliseconds since 1970-01-01 UTC. Default: `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** Daily jobs, forwarders and alerts beside a server. */
export interface BackgroundWork {
  /** Begins. Resolves when new destinations have their place: what is stored after that is sent to them. */
  start(): Promise<void>
  /** Takes no new work, finishes or cuts what is under way within three seconds. */
  stop(): Promise<void>
  health(): readonly ForwarderHealth[]
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

const dayMs = 86_400_000

/**
 * Creates what runs beside a server inside your own app: aggregation at 01:00, clean-up at 03:00, forwarders and alerts, as the environment says.
 * Of many processes on one store, one does each piece of work. `parel-telemetry serve` has it built in. Without `TELEMETRY_RETENTION_DAYS` the clean-up keeps
 * what the `retentionDays` of the server say. Throws a `ConfigError` for what cannot work.
 *
 * @example
 * ```ts
 * const background = createBackgroundWork({ store: () => telemetry.store() })
 * const telemetry = createTelemetryServer({ forwarders: background, schedule: false })
 * await background.start()
 * ```
 */
export function createBackgroundWork(options: BackgroundWorkOptions): BackgroundWork {
  checkBackgroundOptions(options)
  const { environment = process.env } = options
  const { values, list } = resolveSettings({ flags: new Map(), environment, file: null })
  const isGiven = list.some(({ key, origin }) => key === 'retentionDays' && origin !== 'default')
  return runBackgroundWork(values, { ...options, retentionDays: isGiven ? values.retentionDays : null })
}

/** The same, from settings that are resolved already. `retentionDays` is what the clean-up keeps to. Default: what the settings say. */
export function runBackgroundWork(values: SettingValues, options: BackgroundWorkOptions & { readonly retentionDays?: number | null }): BackgroundWork {
  const { store, forwarders = [], now = Date.now, logger = createFailureLogger(now), retentionDays = values.retentionDays } = options
  const runner = createForwarderRunner({
    store,
    forwarders: refuseTwins([...createForwarders(values, now), ...forwarders]),
    now,
    logger,
    // Shorter than the retention, so that clean-up never takes what was not sent.
    limits: async (open) => ({ maxPending: 250_000, maxAgeMs: ((retentionDays ?? (await readNotedRetention(open))) - 1) * dayMs }),
  })
  const alerts = createConfiguredAlerts(values, { store, now, logger })
  const jobs = createDailyJobs({ schedule: values.schedule, retentionDays, now, logger }, store)
  const stop = async () => {
    await Promise.all([runner.stop(), alerts?.stop(), jobs.stop()])
  }
  return {
    async start() {
      // Only in development can an earlier copy of this module be running; elsewhere nothing is opened before it is needed.
      if (process.env.NODE_ENV === 'development') void store().then((open) => takeOverBackground(open, stop), () => undefined)
      const places = runner.start()
      alerts?.start()
      void jobs.start()
      await places
    },
    stop,
    health: runner.health,
    destinations: runner.destinations,
  }
}
