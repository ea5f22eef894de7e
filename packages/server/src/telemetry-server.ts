import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dateOfDay } from '@parel/telemetry-core'
import { createFastifyPlugin, type FastifyPlugin } from './adapters/fastify'
import { createFetchHandler, type FetchHandler } from './adapters/fetch'
import { createNodeListener, type NodeListener } from './adapters/node'
import { createApp } from './app'
import { checkWhole, RETENTION } from './config/read-value'
import { createAdminGate } from './http/admin-gate'
import { createCredentials } from './http/credentials'
import { createDeveloperHints, type DeveloperHints } from './http/developer-hints'
import { createLiveFeed } from './http/live-feed'
import { cleaningRules } from './cleaning/cleaning-rules'
import { createEventParser } from './http/parse-events'
import { createRateLimiter } from './http/rate-limit'
import { createSessionCap } from './http/session-cap'
import { sourceAddress } from './http/source-address'
import { nodeSecrets } from './node-secrets'
import { createNodeStaticFiles } from './node-static-files'
import { createDailyJobs } from './jobs/daily-jobs'
import { createStoreOpener, isShared } from './open-store'
import { packageVersion } from './package-version'
import type { ResolvedOptions, TelemetryServerOptions } from './options'
import { noteRules } from './recorded-rules'
import { resolveOptions } from './resolve-options'
import type { AppParts } from './routes/parts'
import { createTelemetryClient, type TelemetryClient } from './telemetry-client'
import { takeOverJobs } from './share-store'
import type { TelemetryStore } from './store/store'

// A store that is locked must not keep a process from ending.
const closeDeadlineMs = 3000

/** A telemetry server that runs inside the host's own server. */
export interface TelemetryServer {
  /** A web-standard handler for Next.js route handlers, Hono, Bun and Deno. */
  readonly fetch: FetchHandler
  /** A listener for `http.createServer` and for Express's `app.use`. In Express, requests that are not telemetry's are passed to the next handler. */
  readonly listener: NodeListener
  /** A Fastify plugin; supports `prefix`. */
  readonly fastify: FastifyPlugin
  /** The store of the events; opened on first use. */
  store(): Promise<TelemetryStore>
  /** Tracking functions for your own server code, such as a route handler or a job that times its calls. */
  readonly client: TelemetryClient
  /** Recomputes every day that changed since it was last computed. @returns The days, `YYYY-MM-DD`. */
  aggregate(): Promise<readonly string[]>
  /**
   * Seals and deletes whole days beyond the retention.
   *
   * @param retentionDays - Days to keep, at least 8, because events up to seven days old are still accepted. Default: `retentionDays` of the options.
   * @returns The number of deleted raw events.
   */
  cleanup(retentionDays?: number): Promise<number>
  /** The options in effect. */
  readonly options: ResolvedOptions
  /**
   * Ends the open live views, and at once each one that is opened later; all other requests are answered as before. Call this before you close an HTTP server: closing waits
   * for every response, and a live view does not end by itself.
   */
  endLiveViews(): void
  /** Stops answering requests, finishes those in progress, and closes the store if this server opened it. */
  close(): Promise<void>
}

/**
 * Creates a telemetry server: ingestion, reports and dashboard behind one handler. Nothing is opened before the first request.
 *
 * Throws a `ConfigError` for invalid options: unknown names, values of a wrong type, or options that contradict each other.
 *
 * @example
 * ```ts
 * const telemetry = createTelemetryServer({ database: './telemetry.db' })
 * http.createServer(telemetry.listener).listen(3000)
 * ```
 */
export function createTelemetryServer(options: TelemetryServerOptions = {}): TelemetryServer {
  return createServer(options, { notesRules: true })
}

/** Like {@link createTelemetryServer}. `notesRules` is false where the caller notes the cleaning rules in the store itself. */
export function createServer(options: TelemetryServerOptions, { notesRules }: { readonly notesRules: boolean }): TelemetryServer {
  const resolved = resolveOptions(options, process.env)
  const opener = createStoreOpener(resolved)
  const jobs = createDailyJobs(resolved, opener.open)
  const startJobs = () => {
    if (jobs.isStarted) return
    if (isShared(resolved)) takeOverJobs(resolve(resolved.database), jobs.stop)
    void jobs.start()
  }
  const open = () => {
    const opening = opener.open()
    // The caller handles a store that cannot be opened.
    if (!jobs.isStarted) opening.then(startJobs, () => undefined)
    return opening
  }
  // Jobs of another process open the store too, and must not note rules that are only their defaults.
  const rules = noteRules(open, { ...resolved, enabled: resolved.enabled && notesRules })
  const hints = createDeveloperHints(resolved.logger)
  const parts = createParts(resolved, { store: rules.open, hints })
  const app = createApp(parts)
  const closing = new AbortController()
  const client = createTelemetryClient({
    enabled: resolved.enabled,
    cleaning: cleaningRules(resolved),
    store: rules.open,
    now: resolved.now,
    onStored: parts.live.notify,
    hints,
    signal: closing.signal,
  })
  return {
    fetch: createFetchHandler(app),
    listener: createNodeListener(app),
    fastify: createFastifyPlugin(app, resolved),
    store: open,
    options: resolved,
    client,
    async aggregate() {
      const { days } = await (await open()).aggregate({ now: resolved.now() })
      return days.map(dateOfDay)
    },
    async cleanup(retentionDays = resolved.retentionDays) {
      const days = checkWhole(retentionDays, 'The number of days of the clean-up', RETENTION)
      const { deleted } = await (await open()).cleanup({ now: resolved.now(), retentionDays: days })
      return deleted
    },
    endLiveViews: parts.live.close,
    async close() {
      parts.live.close()
      await Promise.race([jobs.stop(), sleep(closeDeadlineMs, undefined, { ref: false })])
      await Promise.race([client.flush(), sleep(closeDeadlineMs, undefined, { ref: false })])
      closing.abort()
      await Promise.race([rules.settle(), sleep(closeDeadlineMs, undefined, { ref: false })])
      await opener.close()
    },
  }
}

function createParts(options: ResolvedOptions, { store, hints }: { readonly store: () => Promise<TelemetryStore>; readonly hints: DeveloperHints }): AppParts {
  const { now, trustedProxies, limits } = options
  const collaborators = { secrets: nodeSecrets, now }
  const sourceOf = (request: Parameters<typeof sourceAddress>[0]) => sourceAddress(request, trustedProxies)
  const credentials = createCredentials({ ...collaborators, store: lazySettings(store), configured: options.adminTokens })
  return {
    options,
    version: packageVersion,
    store,
    credentials,
    secrets: nodeSecrets,
    sourceOf,
    hints,
    gate: createAdminGate({
      ...collaborators,
      credentials,
      authorize: options.authorize,
      hasToken: options.adminTokens.length > 0,
      production: options.production,
      tries: { source: createRateLimiter({ requests: 5, perSeconds: 60 }, collaborators), all: createRateLimiter({ requests: 20, perSeconds: 60 }, collaborators) },
      sourceOf,
      hints,
    }),
    limiter: options.rateLimit === null ? null : createRateLimiter(options.rateLimit, collaborators),
    parseEvents: createEventParser({ cleaning: cleaningRules(options), maxEvents: limits.batchEvents, now, hints }),
    sessionCap: createSessionCap(limits.sessionEvents),
    live: createLiveFeed(store),
    files: createNodeStaticFiles(options.dashboardDirectory),
  }
}

function lazySettings(store: () => Promise<TelemetryStore>): Pick<TelemetryStore, 'readSetting' | 'writeSetting' | 'listSettings'> {
  return {
    readSetting: async (key) => (await store()).readSetting(key),
    writeSetting: async (key, value) => (await store()).writeSetting(key, value),
    listSettings: async (prefix) => (await store()).listSettings(prefix),
  }
}
