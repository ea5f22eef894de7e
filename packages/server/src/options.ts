import type { ForwarderHealth } from '@parel/telemetry-core'
import { ConfigError } from './config-error'
import { defaultLimits, type ServerLimits } from './http/limits'
import type { AllowedOrigins } from './http/origin'
import type { RateLimit } from './http/rate-limit'
import { silentLogger, type TelemetryLogger } from './logger'
import type { TelemetryStore } from './store/store'

/** What forwarders tell of themselves. */
export interface ForwarderStatus {
  health(): readonly ForwarderHealth[]
  /** Which fields each destination gets. */
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** Settings of {@link createTelemetryServer}. What is left out comes from the environment, then from the default. */
export interface TelemetryServerOptions {
  /** Where events are kept. Default: the SQLite file `database`. */
  store?: TelemetryStore
  /**
   * Path of the SQLite file. Environment: `TELEMETRY_DATABASE`.
   *
   * @default './telemetry.db'
   */
  database?: string
  /** Whether events are recorded. Environment: `TELEMETRY_ENABLED`. Default: yes, but not where `NODE_ENV` is `development`. */
  enabled?: boolean
  /** Opens reports and settings; at least 32 characters. Environment: `TELEMETRY_ADMIN_TOKEN`. */
  adminToken?: string
  /** The host's own check: true lets the request in as admin. The request has no body. */
  authorize?: (request: Request) => boolean | Promise<boolean>
  /**
   * Prefix of both addresses. Environment: `TELEMETRY_BASE_PATH`.
   *
   * @default ''
   */
  basePath?: string
  /**
   * Address of the API below the prefix.
   *
   * @default '/api/telemetry'
   */
  apiPath?: string
  /**
   * Address of the dashboard below the prefix.
   *
   * @default '/admin/telemetry'
   */
  dashboardPath?: string
  /** Origins whose pages may send events beside the server's own; `['*']` for all. Environment: `TELEMETRY_ALLOWED_ORIGINS`, separated by commas. Default: no list, every page may. */
  allowedOrigins?: readonly string[]
  /** Names under which the server may be addressed (`Host`); others get 421. Default: any. */
  allowedHosts?: readonly string[]
  /**
   * Proxies of the operator in front of the server: `X-Forwarded-For` is believed that many steps back.
   *
   * @default 0
   */
  trustedProxies?: number
  /** Requests of one source, or false for no limit. Default: 400 in 20 seconds, enough for an office behind one address. */
  rateLimit?: RateLimit | false
  /** Maximums, see {@link ServerLimits}. */
  limits?: Partial<ServerLimits>
  /**
   * What happens to events of crawlers and automated browsers. Direct requests from this machine are never taken for a bot.
   *
   * @default 'drop'
   */
  bots?: 'drop' | 'keep'
  /**
   * Whether `Sec-GPC: 1` and `DNT: 1` drop the events of a request.
   *
   * @default true
   */
  honorSignals?: boolean
  /**
   * Contexts with fewer sessions in a day are shown as `(rare)`. 1 shows all.
   *
   * @default 1
   */
  minSessions?: number
  /**
   * Days that raw events are kept. Environment: `TELEMETRY_RETENTION_DAYS`.
   *
   * @default 30
   */
  retentionDays?: number
  /** IANA name of the reporting time zone, fixed when the file is created. Environment: `TELEMETRY_TIME_ZONE`. Default: the one of the file, UTC for a new one. */
  timeZone?: string
  /**
   * `full`: an answer comes after the disk has synced. `normal`: a power cut may lose the last moments, a killed process loses nothing.
   *
   * @default 'full'
   */
  durability?: 'full' | 'normal'
  /** Bytes that the SQLite file may have; beyond them recording answers 507. Default: 10 GiB. */
  quotaBytes?: number
  /** Routes of the app, such as `/u/[name]`: their words survive cleaning, their parameters do not. */
  routes?: readonly string[]
  /**
   * Whether only words of `routes` survive.
   *
   * @default false
   */
  strict?: boolean
  /** Where events are sent on to: their state is part of the data health, their fields of the privacy inventory. */
  forwarders?: ForwarderStatus
  /** Directory of the built dashboard. Default: the one of this package. */
  dashboardDirectory?: string
  /** Says what happens. Default: nothing is said. */
  logger?: TelemetryLogger
  /** The clock, in milliseconds since 1970-01-01 UTC. */
  now?: () => number
}

/** The settings that the server reads from the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Options with every gap filled. */
export interface ResolvedOptions {
  readonly store: TelemetryStore | undefined
  readonly database: string
  readonly enabled: boolean
  readonly adminTokens: readonly string[]
  readonly authorize: ((request: Request) => boolean | Promise<boolean>) | undefined
  readonly production: boolean
  readonly basePath: string
  readonly apiPath: string
  readonly dashboardPath: string
  readonly allowedOrigins: AllowedOrigins
  readonly allowedHosts: ReadonlySet<string> | null
  readonly trustedProxies: number
  readonly rateLimit: RateLimit | null
  readonly limits: ServerLimits
  readonly bots: 'drop' | 'keep'
  readonly honorSignals: boolean
  readonly minSessions: number
  readonly retentionDays: number
  readonly timeZone: string | undefined
  readonly durability: 'full' | 'normal'
  readonly quotaBytes: number | undefined
  readonly routes: readonly string[]
  readonly strict: boolean
  readonly forwarders: ForwarderStatus | null
  readonly dashboardDirectory: string | undefined
  readonly logger: TelemetryLogger
  readonly now: () => number
}

/** Fills the gaps from the environment and the defaults; refuses what cannot work. */
export function resolveOptions(options: TelemetryServerOptions, environment: Environment): ResolvedOptions {
  const origins = options.allowedOrigins ?? splitList(environment.TELEMETRY_ALLOWED_ORIGINS)
  return {
    store: options.store,
    database: options.database ?? environment.TELEMETRY_DATABASE ?? './telemetry.db',
    enabled: options.enabled ?? isEnabled(environment),
    adminTokens: checkToken(options.adminToken ?? environment.TELEMETRY_ADMIN_TOKEN),
    authorize: options.authorize,
    production: environment.NODE_ENV === 'production',
    basePath: cleanPath(options.basePath ?? environment.TELEMETRY_BASE_PATH ?? '', 'basePath'),
    apiPath: cleanPath(options.apiPath ?? '/api/telemetry', 'apiPath'),
    dashboardPath: cleanPath(options.dashboardPath ?? '/admin/telemetry', 'dashboardPath'),
    allowedOrigins: origins === undefined ? null : new Set(origins.map(cleanOrigin)),
    allowedHosts: options.allowedHosts === undefined ? null : new Set(options.allowedHosts.map((host) => host.toLowerCase())),
    trustedProxies: options.trustedProxies ?? 0,
    rateLimit: options.rateLimit === false ? null : (options.rateLimit ?? { requests: 400, perSeconds: 20 }),
    limits: { ...defaultLimits, ...options.limits },
    bots: options.bots ?? 'drop',
    honorSignals: options.honorSignals ?? true,
    minSessions: options.minSessions ?? 1,
    retentionDays: checkRetention(options.retentionDays ?? environment.TELEMETRY_RETENTION_DAYS),
    timeZone: options.timeZone ?? (environment.TELEMETRY_TIME_ZONE || undefined),
    durability: options.durability ?? 'full',
    quotaBytes: options.quotaBytes,
    routes: options.routes ?? [],
    strict: options.strict ?? false,
    forwarders: options.forwarders ?? null,
    dashboardDirectory: options.dashboardDirectory,
    logger: options.logger ?? silentLogger,
    now: options.now ?? Date.now,
  }
}

function isEnabled(environment: Environment): boolean {
  const value = environment.TELEMETRY_ENABLED?.trim().toLowerCase()
  if (value === undefined || value === '') return environment.NODE_ENV !== 'development'
  if (['true', '1', 'yes', 'on'].includes(value)) return true
  if (['false', '0', 'no', 'off'].includes(value)) return false
  throw new ConfigError(`TELEMETRY_ENABLED is ${JSON.stringify(value)}. Give true or false.`)
}

const minTokenLength = 32

function checkToken(token: string | undefined): readonly string[] {
  if (token === undefined || token === '') return []
  // 32 random bytes in any usual spelling have ten kinds of characters; a repeated word has fewer.
  if (token.length < minTokenLength || new Set(token).size < 10 || /\s/.test(token)) {
    throw new ConfigError(
      `TELEMETRY_ADMIN_TOKEN (adminToken) is too weak: it has ${token.length} characters. Give at least ${minTokenLength} random ones, for example from: openssl rand -base64 32`,
    )
  }
  return [token]
}

function checkRetention(value: number | string | undefined): number {
  const days = value === undefined || value === '' ? 30 : Number(value)
  // The store accepts events that are seven days old; a shorter retention would delete days that still grow.
  if (!Number.isInteger(days) || days < 8 || days > 36_500) {
    throw new ConfigError(`TELEMETRY_RETENTION_DAYS (retentionDays) is ${JSON.stringify(value)}. Give a whole number of days from 8, for example 30.`)
  }
  return days
}

function cleanPath(path: string, name: string): string {
  const trimmed = path.replace(/\/{1,9}$/, '')
  if (trimmed !== '' && !/^(?:\/[\w.~-]{1,100}){1,20}$/.test(trimmed)) {
    throw new ConfigError(`${name} is ${JSON.stringify(path)}. Give a path such as "/tools", without query or host.`)
  }
  return trimmed
}

function cleanOrigin(origin: string): string {
  if (origin === '*') return origin
  if (!URL.canParse(origin) || new URL(origin).origin === 'null') {
    throw new ConfigError(`allowedOrigins (TELEMETRY_ALLOWED_ORIGINS) has ${JSON.stringify(origin)}. Give an origin such as "https://shop.example".`)
  }
  return new URL(origin).origin
}

function splitList(text: string | undefined): readonly string[] | undefined {
  const items = text?.split(',').map((item) => item.trim()).filter((item) => item !== '')
  return items === undefined || items.length === 0 ? undefined : items
}
