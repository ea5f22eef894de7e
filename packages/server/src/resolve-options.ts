import type { CleaningRules } from './cleaning/cleaning-rules'
import { checkDurability, checkHost, checkLimits, checkRateLimit, checkTimeZone, checkToken } from './check-option-values'
import { ConfigError } from './config-error'
import { checkOptions } from './config/check-options'
import { checkRoutes, checkWhole, MIN_SESSIONS, PROXIES, readBoolean, readBots, readDatabase, readList, readMinSessions, readOrigin, readPath, readProxies, readRetention, readRoutes, RETENTION, type ReadValue } from './config/read-value'
import { defaultLimits } from './http/limits'
import { createFailureLogger } from './failure-logger'
import type { ResolvedOptions, TelemetryServerOptions } from './options'

/** The settings that the server reads from the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Fills in options from the environment and the defaults. Throws a ConfigError for values that cannot work. */
export function resolveOptions(options: TelemetryServerOptions, environment: Environment): ResolvedOptions {
  checkOptions(options)
  const origins = options.allowedOrigins ?? splitList(environment.TELEMETRY_ALLOWED_ORIGINS)
  return {
    store: options.store,
    database: readDatabase(options.database ?? (environment.TELEMETRY_DATABASE?.trim() || './telemetry.db'), 'database (TELEMETRY_DATABASE)'),
    enabled: options.enabled ?? readText('TELEMETRY_ENABLED', environment, readBoolean, environment.NODE_ENV !== 'development'),
    // Short in development: a developer who enables recording waits for the first event, and the page remembers the pause across reloads.
    restMs: environment.NODE_ENV === 'development' ? 10_000 : 3_600_000,
    adminTokens: checkToken(options.adminToken ?? environment.TELEMETRY_ADMIN_TOKEN?.trim()),
    authorize: options.authorize,
    production: environment.NODE_ENV === 'production',
    basePath: readPath(options.basePath ?? environment.TELEMETRY_BASE_PATH?.trim() ?? '', 'basePath (TELEMETRY_BASE_PATH)'),
    ...readPaths(options),
    allowedOrigins: origins === undefined ? null : new Set(origins.map((origin) => readOrigin(origin, 'allowedOrigins (TELEMETRY_ALLOWED_ORIGINS)'))),
    allowedHosts: options.allowedHosts === undefined ? null : new Set(options.allowedHosts.map(checkHost)),
    trustedProxies: options.trustedProxies === undefined ? readText('TELEMETRY_TRUSTED_PROXIES', environment, readProxies, 0) : checkWhole(options.trustedProxies, 'trustedProxies', PROXIES),
    rateLimit: checkRateLimit(options.rateLimit),
    limits: checkLimits({ ...defaultLimits, ...options.limits }),
    bots: options.bots ?? readText('TELEMETRY_BOTS', environment, readBots, 'drop'),
    honorSignals: options.honorSignals ?? true,
    minSessions: options.minSessions === undefined ? readText('TELEMETRY_MIN_SESSIONS', environment, readMinSessions, 1) : checkWhole(options.minSessions, 'minSessions', MIN_SESSIONS),
    retentionDays: options.retentionDays === undefined ? readText('TELEMETRY_RETENTION_DAYS', environment, readRetention, DEFAULT_RETENTION_DAYS) : checkWhole(options.retentionDays, 'retentionDays (TELEMETRY_RETENTION_DAYS)', RETENTION),
    schedule: options.schedule ?? (options.store === undefined && readText('TELEMETRY_SCHEDULE', environment, readBoolean, true)),
    timeZone: checkTimeZone(options.timeZone ?? environment.TELEMETRY_TIME_ZONE?.trim()),
    durability: checkDurability(options.durability ?? 'full'),
    quotaBytes: options.quotaBytes === undefined ? undefined : checkWhole(options.quotaBytes, 'quotaBytes', { from: 1, example: 10 * 1024 ** 3 }),
    ...readRules(options, environment),
    forwarders: options.forwarders ?? null,
    dashboardDirectory: options.dashboardDirectory,
    logger: options.logger ?? createFailureLogger(options.now ?? Date.now),
    now: options.now ?? Date.now,
  }
}

function readPaths(options: TelemetryServerOptions): Pick<ResolvedOptions, 'apiPath' | 'dashboardPath'> {
  const apiPath = readPath(options.apiPath ?? '/api/telemetry', 'apiPath')
  const dashboardPath = readPath(options.dashboardPath ?? '/admin/telemetry', 'dashboardPath')
  if (apiPath !== dashboardPath) return { apiPath, dashboardPath }
  throw new ConfigError(`apiPath and dashboardPath are both ${JSON.stringify(apiPath)}: the dashboard could not be reached. Give each a path of its own.`)
}

/** The cleaning rules of this server. */
function readRules(options: TelemetryServerOptions, environment: Environment): CleaningRules {
  return {
    ...readRoutesOf(options, environment),
    allow: options.allow ?? readText('TELEMETRY_ALLOW_KEYS', environment, readList, []),
    deny: options.deny ?? readText('TELEMETRY_DENY_KEYS', environment, readList, []),
    events: options.events,
    review: options.review ?? readText('TELEMETRY_REVIEW', environment, readBoolean, true),
  }
}

function readRoutesOf({ routes: given, strict = false }: TelemetryServerOptions, environment: Environment): Pick<ResolvedOptions, 'routes' | 'strict'> {
  const routes = given === undefined ? readText('TELEMETRY_ROUTES', environment, readRoutes, []) : checkRoutes(given, 'routes')
  if (!strict || routes.length > 0) return { routes, strict }
  throw new ConfigError('strict is true, but there are no routes whose words could survive. Give routes (TELEMETRY_ROUTES), or leave strict out.')
}

function readText<Value>(name: string, environment: Environment, read: ReadValue<Value>, fallback: Value): Value {
  const text = environment[name]?.trim() ?? ''
  return text === '' ? fallback : read(text, name)
}

/** Days to keep raw events if no setting says otherwise. */
export const DEFAULT_RETENTION_DAYS = 30

function splitList(text = ''): readonly string[] | undefined {
  const items = readList(text, '')
  return items.length === 0 ? undefined : items
}
