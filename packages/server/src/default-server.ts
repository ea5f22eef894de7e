import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createRouteHandlers, type RouteHandler } from './adapters/next'
import { ConfigError } from './config-error'
import type { TelemetryServerOptions } from './options'
import { parseRules, RULES_SETTING, rulesForOthers } from './recorded-rules'
import { resolveOptions } from './resolve-options'
import { readFileSetting } from './store/sqlite/read-file-setting'
import { createTelemetryServer, type TelemetryServer } from './telemetry-server'

// On globalThis, because hot reload loads this module repeatedly, and every copy would open the file again.
const key = Symbol.for('@parel/telemetry-server')
const shared = globalThis as { [key]?: TelemetryServer }

/** The server of this process, with all settings from the environment; created on first use, and anew when it is asked for after it was closed. */
export function getDefaultServer(): TelemetryServer {
  return (shared[key] ??= createDefaultServer())
}

/** A server that makes way for the next one when it is closed: until then it refuses, so that a request during a shutdown does not open the file again. */
function createDefaultServer(): TelemetryServer {
  const server = createTelemetryServer()
  const given: TelemetryServer = {
    ...server,
    async close() {
      try {
        await server.close()
      } finally {
        if (shared[key] === given) delete shared[key]
      }
    },
  }
  return given
}

const handle =
  (method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD'): RouteHandler =>
  (request) =>
    createRouteHandlers(getDefaultServer())[method](request)

/** Route handlers of the default server, for a Next.js `route.ts`: `export { GET, POST, DELETE, OPTIONS } from '@parel/telemetry-server'`. */
export const GET: RouteHandler = handle('GET')
/** See {@link GET}. */
export const POST: RouteHandler = handle('POST')
/** See {@link GET}. */
export const DELETE: RouteHandler = handle('DELETE')
/** See {@link GET}. */
export const OPTIONS: RouteHandler = handle('OPTIONS')
/** See {@link GET}. */
export const HEAD: RouteHandler = handle('HEAD')

/**
 * Recomputes every day that changed since it was last computed, then deletes raw events beyond the retention period. It may run twice, late, concurrently or never.
 *
 * Uses the file of `TELEMETRY_DATABASE` (`./telemetry.db`). If this process has no open server, the file is closed afterwards, so that a cron job ends.
 * Rejects with a ConfigError if the file does not exist: a cron job in the wrong folder must not create an empty one.
 *
 * @returns The days that were computed, `YYYY-MM-DD`.
 * @example
 * ```text
 * 0 1 * * * cd /srv/app && node -e "require('@parel/telemetry-server').aggregateTelemetryDaily()"
 * ```
 */
export async function aggregateTelemetryDaily(): Promise<readonly string[]> {
  return withDefaultServer(async (server) => {
    const days = await server.aggregate()
    await server.cleanup()
    return days
  })
}

/**
 * Seals days that are aggregated and older than `days`, deletes their raw events and overwrites the deleted bytes.
 * Rejects if the file does not exist, like {@link aggregateTelemetryDaily}.
 *
 * @param days - Days of raw events to keep, at least 8, because events up to seven days old are still accepted. Default: `TELEMETRY_RETENTION_DAYS`, else that of the server that records, else 30.
 * @returns The number of deleted raw events.
 * @example
 * ```text
 * 0 3 * * * cd /srv/app && node -e "require('@parel/telemetry-server').cleanupOldTelemetry(30)"
 * ```
 */
export async function cleanupOldTelemetry(days?: number): Promise<number> {
  return withDefaultServer((server) => server.cleanup(days))
}

async function withDefaultServer<Result>(work: (server: TelemetryServer) => Promise<Result>): Promise<Result> {
  if (shared[key] !== undefined) return work(shared[key])
  const server = createJobServer()
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

/** A server for one job, without a schedule. What the environment does not set is taken from the rules that the recording server noted in the file. */
function createJobServer(): TelemetryServer {
  const own: TelemetryServerOptions = { schedule: false }
  const { database } = resolveOptions(own, process.env)
  refuseMissing(database)
  const { TELEMETRY_ROUTES = '', TELEMETRY_MIN_SESSIONS = '', TELEMETRY_RETENTION_DAYS = '' } = process.env
  const { routes, minSessions, retentionDays } = rulesForOthers(parseRules(readFileSetting(database, RULES_SETTING)))
  return createTelemetryServer({
    ...own,
    ...(TELEMETRY_ROUTES.trim() === '' && routes !== undefined && { routes }),
    ...(TELEMETRY_MIN_SESSIONS.trim() === '' && minSessions !== undefined && { minSessions }),
    ...(TELEMETRY_RETENTION_DAYS.trim() === '' && retentionDays !== undefined && { retentionDays }),
  })
}

/** Shows the full path, because the folder is usually what is wrong. */
function refuseMissing(database: string): void {
  if (existsSync(database)) return
  throw new ConfigError(`There is no database at ${resolve(database)}. Give TELEMETRY_DATABASE, or run this in the folder of the app; the first event that is recorded creates one.`)
}
