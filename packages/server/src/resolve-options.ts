import type { CleaningRules } from './cleaning/cleaning-rules'
import { ConfigError } from './config-error'
import { checkOptions } from './config/check-options'
import { longestTimerMs } from './config/option-forms'
import { checkRoutes, readBoolean, readDatabase, readList, readMinSessions, readOrigin, readPath, readRetention, readRoutes, readTimeZone, retentionBounds, type ReadValue } from './config/read-value'
import { defaultLimits, type ServerLimits } from './http/limits'
import { longestWindowSeconds, type RateLimit } from './http/rate-limit'
import { createFailureLogger } from './failure-logger'
import type { ResolvedOptions, TelemetryServerOptions } from './options'

/** The settings that the server reads from the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Fills the gaps from the environment and the defaults; refuses what cannot work. */
export function resolveOptions(options: TelemetryServerOptions, environment: Environment): ResolvedOptions {
  checkOptions(options)
  const origins = options.allowedOrigins ?? splitList(environment.TELEMETRY_ALLOWED_ORIGINS)
  return {
    store: options.store,
    database: readDatabase(options.database ?? (environment.TELEMETRY_DATABASE?.trim() || './telemetry.db'), 'database (TELEMETRY_DATABASE)'),
    enabled: options.enabled ?? readText('TELEMETRY_ENABLED', environment, readBoolean, environment.NODE_ENV !== 'development'),
    // In development whoever switches it on waits for the first event, and the page keeps the end of its rest over a reload.
    restMs: environment.NODE_ENV === 'development' ? 10_000 : 3_600_000,
    adminTokens: checkToken(options.adminToken ?? environment.TELEMETRY_ADMIN_TOKEN),
    authorize: options.authorize,
    production: environment.NODE_ENV === 'production',
    basePath: readPath(options.basePath ?? environment.TELEMETRY_BASE_PATH?.trim() ?? '', 'basePath'),
    ...readPaths(options),
    allowedOrigins: origins === undefined ? null : new Set(origins.map((origin) => readOrigin(origin, 'allowedOrigins (TELEMETRY_ALLOWED_ORIGINS)'))),
    allowedHosts: options.allowedHosts === undefined ? null : new Set(options.allowedHosts.map(readHost)),
    trustedProxies: checkWhole('trustedProxies', options.trustedProxies ?? 0, { from: 0, example: 1 }),
    rateLimit: checkRateLimit(options.rateLimit),
    limits: checkLimits({ ...defaultLimits, ...options.limits }),
    bots: options.bots ?? 'drop',
    honorSignals: options.honorSignals ?? true,
    minSessions: options.minSessions === undefined ? readText('TELEMETRY_MIN_SESSIONS', environment, readMinSessions, 1) : checkMinSessions(options.minSessions),
    retentionDays: options.retentionDays === undefined ? readText('TELEMETRY_RETENTION_DAYS', environment, readRetention, DEFAULT_RETENTION_DAYS) : checkRetentionOption(options.retentionDays),
    schedule: options.schedule ?? (options.store === undefined && readText('TELEMETRY_SCHEDULE', environment, readBoolean, true)),
    timeZone: checkTimeZone(options.timeZone ?? environment.TELEMETRY_TIME_ZONE?.trim()),
    durability: checkDurability(options.durability ?? 'full'),
    quotaBytes: options.quotaBytes === undefined ? undefined : checkWhole('quotaBytes', options.quotaBytes, { from: 1, example: 10 * 1024 ** 3 }),
    ...readRules(options, environment),
    forwarders: options.forwarders ?? null,
    dashboardDirectory: options.dashboardDirectory,
    logger: options.logger ?? createFailureLogger(options.now ?? Date.now),
    now: options.now ?? Date.now,
  }
}

/** A host that no request can name would refuse them all. */
function readHost(host: string): string {
  if (/^(?:\[[\da-f:.]{2,45}\]|[^\s/?#@:*[\]]{1,253})(?::\d{1,5})?$/i.test(host)) return host.toLowerCase()
  throw new ConfigError(`allowedHosts has ${JSON.stringify(host)}. Give a host such as "shop.example", "shop.example:8443" or "[::1]", without "https://", path and star.`)
}

function readPaths(options: TelemetryServerOptions): Pick<ResolvedOptions, 'apiPath' | 'dashboardPath'> {
  const apiPath = readPath(options.apiPath ?? '/api/telemetry', 'apiPath')
  const dashboardPath = readPath(options.dashboardPath ?? '/admin/telemetry', 'dashboardPath')
  if (apiPath !== dashboardPath) return { apiPath, dashboardPath }
  throw new ConfigError(`apiPath and dashboardPath are both ${JSON.stringify(apiPath)}: the dashboard could not be reached. Give each a path of its own.`)
}

/** How this server cleans. */
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

const minTokenLength = 32

function checkToken(token: string | undefined): readonly string[] {
  if (token === undefined || token === '') return []
  const weakness = findWeakness(token)
  if (weakness === null) return [token]
  throw new ConfigError(`TELEMETRY_ADMIN_TOKEN (adminToken) is too weak: ${weakness}. Give at least ${minTokenLength} random characters, for example from: openssl rand -base64 32`)
}

function findWeakness(token: string): string | null {
  const kinds = new Set(token).size
  if (token.length < minTokenLength) return `it has ${token.length} characters`
  if (/\s/.test(token)) return 'it has spaces'
  // 32 random bytes in any usual spelling have ten kinds of characters; a repeated word has fewer.
  return kinds < 10 ? `only ${kinds} of its characters differ` : null
}

/** Days of raw events that stay where nobody said otherwise. */
export const DEFAULT_RETENTION_DAYS = 30

/** Refuses a number of days that the server must not keep raw events for; a store takes fewer. `name` tells in the message which number it is. */
export function checkRetentionOption(days: number, name = 'retentionDays (TELEMETRY_RETENTION_DAYS)'): number {
  const { from, to, example } = retentionBounds
  if (Number.isInteger(days) && days >= from && days <= to) return days
  throw new ConfigError(`${name} is ${show(days)}. Give a whole number of days from ${from} to ${to}, for example ${example}.`)
}

// In quotes a text is told from the number that was meant: "1" of an environment from 1.
const show = (value: unknown) => (typeof value === 'number' ? String(value) : JSON.stringify(value))

function checkMinSessions(value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new ConfigError(`minSessions is ${show(value)}. Give a whole number of sessions from 1, which shows everything, for example 11.`)
}

interface Bounds {
  readonly from: number
  readonly to?: number
  readonly example: number
}

function checkWhole(name: string, value: number, { from, to = Number.MAX_SAFE_INTEGER, example }: Bounds): number {
  if (Number.isSafeInteger(value) && value >= from && value <= to) return value
  throw new ConfigError(`${name} is ${show(value)}. Give a whole number from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`}, for example ${example}.`)
}

function checkRateLimit(limit: RateLimit | false = { requests: 400, perSeconds: 20 }): RateLimit | null {
  if (limit === false) return null
  return { requests: checkWhole('rateLimit.requests', limit.requests, { from: 1, example: 400 }), perSeconds: checkWhole('rateLimit.perSeconds', limit.perSeconds, { from: 1, to: longestWindowSeconds, example: 20 }) }
}

function checkLimits(limits: ServerLimits): ServerLimits {
  for (const [name, example] of Object.entries(defaultLimits)) {
    checkWhole(`limits.${name}`, limits[name as keyof ServerLimits], { from: 1, example, ...(name === 'bodyTimeoutMs' && { to: longestTimerMs }) })
  }
  return limits
}

/** A name that nobody knows would be fixed in the file for ever. */
function checkTimeZone(timeZone: string | undefined): string | undefined {
  return timeZone === undefined || timeZone === '' ? undefined : readTimeZone(timeZone, 'TELEMETRY_TIME_ZONE (timeZone)')
}

function checkDurability(durability: 'full' | 'normal'): 'full' | 'normal' {
  if (durability === 'full' || durability === 'normal') return durability
  throw new ConfigError(`durability is ${JSON.stringify(durability)}. Give "full" or "normal".`)
}

function splitList(text = ''): readonly string[] | undefined {
  const items = readList(text, '')
  return items.length === 0 ? undefined : items
}
