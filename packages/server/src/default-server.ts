import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createRouteHandlers, type RouteHandler } from './adapters/next'
import { ConfigError } from './config-error'
import type { TelemetryServerOptions } from './options'
import { parseRules, RULES_SETTING, rulesForOthers } from './recorded-rules'
import { resolveOptions } from './resolve-options'
import { readFileSetting } from './store/sqlite/read-file-setting'
import { createTelemetryServer, type TelemetryServer } from './telemetry-server'

// On globalThis, because hot reload loads this module again and again, and every copy would open the file once more.
const key = Symbol.for('@parel/telemetry-server')
const shared = globalThis as { [key]?: TelemetryServer }

/** The server of this process, with all settings from the environment; made on first use. */
export function getDefaultServer(): TelemetryServer {
  return (shared[key] ??= createTelemetryServer())
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
 * Recomputes every day that changed since it was last computed, then deletes raw events beyond the retention. Safe twice, late, at once, or never.
 *
 * Uses the file of `TELEMETRY_DATABASE` (`./telemetry.db`). When this process has no server open, it closes the file again, so that a cron line ends,
 * and rejects with a ConfigError where there is no such file: a cron line in a wrong folder must not make an empty one.
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
 * Seals whole days that are computed and older than `days`, deletes their raw events and leaves no deleted byte.
 * Rejects where there is no file, as {@link aggregateTelemetryDaily} does.
 *
 * @param days - How many days of raw events stay, from 8, because events up to seven days old are still taken. Default: `TELEMETRY_RETENTION_DAYS`, else what the server that records has, else 30.
 * @returns How many raw events were deleted.
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

/** A server for one job: the schedule is for processes that stay. What the environment leaves open is as the server that records into the file has it in its code. */
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

/** The path is told in full, because what is wrong is most often the folder. */
function refuseMissing(database: string): void {
  if (existsSync(database)) return
  throw new ConfigError(`There is no database at ${resolve(database)}. Give TELEMETRY_DATABASE, or run this in the folder of the app; the first event that is recorded creates one.`)
}
