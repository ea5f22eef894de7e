import type { EventDefinitions, ForwarderHealth } from '@parel/telemetry-core'
import type { ServerLimits } from './http/limits'
import type { AllowedOrigins } from './http/origin'
import type { RateLimit } from './http/rate-limit'
import type { TelemetryLogger } from './logger'
import type { TelemetryStore } from './store/store'

/** What forwarders report about themselves. */
export interface ForwarderStatus {
  health(): readonly ForwarderHealth[]
  /** The fields that each destination receives. */
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** Options of {@link createTelemetryServer}. An option that is left out is taken from the environment, then from its default. */
export interface TelemetryServerOptions {
  /** Where events are kept. Default: the SQLite file `database`. */
  store?: TelemetryStore | undefined
  /**
   * Path of the SQLite file. Environment: `TELEMETRY_DATABASE`.
   *
   * @default './telemetry.db'
   */
  database?: string | undefined
  /** Whether events are recorded. Environment: `TELEMETRY_ENABLED`. Default: yes, but not where `NODE_ENV` is `development`. */
  enabled?: boolean | undefined
  /** The token that opens the dashboard and its API; at least 32 random characters. Environment: `TELEMETRY_ADMIN_TOKEN`. */
  adminToken?: string | undefined
  /** Your own authorization: return true to treat the request as an admin's. The request has no body. */
  authorize?: ((request: Request) => boolean | Promise<boolean>) | undefined
  /**
   * Prefix of both paths. Environment: `TELEMETRY_BASE_PATH`.
   *
   * @default ''
   */
  basePath?: string | undefined
  /**
   * Path of the API below the prefix.
   *
   * @default '/api/telemetry'
   */
  apiPath?: string | undefined
  /**
   * Path of the dashboard below the prefix.
   *
   * @default '/admin/telemetry'
   */
  dashboardPath?: string | undefined
  /**
   * Origins whose pages may send events, in addition to the server's own; `['*']` for all. Environment: `TELEMETRY_ALLOWED_ORIGINS`, separated by commas.
   * Default: no list. Every page may then send events, but only pages of the server's own origin can read the response. So list all others,
   * including those of an app shell: `capacitor://localhost`.
   */
  allowedOrigins?: readonly string[] | undefined
  /** Host names (`Host`) that the server answers to; others get 421. Default: any. */
  allowedHosts?: readonly string[] | undefined
  /**
   * Number of your own proxies in front of the server, at most 16: that many entries of `X-Forwarded-For` are trusted, from the right. Used for rate limits only, in memory.
   * Environment: `TELEMETRY_TRUSTED_PROXIES`.
   *
   * @default 0
   */
  trustedProxies?: number | undefined
  /**
   * Maximum rate of requests from one source, or false for no limit. A body counts as one more for each 16 KiB of JSON. Default: 400 in 20 seconds, enough for an
   * office behind one address.
   */
  rateLimit?: RateLimit | false | undefined
  /** Limits, see {@link ServerLimits}. */
  limits?: Partial<ServerLimits> | undefined
  /**
   * Whether to drop events of crawlers and automated browsers. Direct requests from this machine never count as a bot.
   * Environment: `TELEMETRY_BOTS`.
   *
   * @default 'drop'
   */
  bots?: 'drop' | 'keep' | undefined
  /**
   * Whether `Sec-GPC: 1` and `DNT: 1` drop the events of a request.
   *
   * @default true
   */
  honorSignals?: boolean | undefined
  /**
   * Contexts with fewer sessions in a day are combined as `(rare)`, both in reports and in the daily numbers. 1 shows all, 10,000 is the most. Environment: `TELEMETRY_MIN_SESSIONS`.
   *
   * @default 1
   */
  minSessions?: number | undefined
  /**
   * Days to keep raw events, at least 8, because events up to seven days old are accepted. Environment: `TELEMETRY_RETENTION_DAYS`.
   *
   * @default 30
   */
  retentionDays?: number | undefined
  /**
   * Whether this server aggregates at 01:00 and cleans up at 03:00 in the reporting time zone. If several processes share a file, one of them does it.
   * Environment: `TELEMETRY_SCHEDULE`. Default: yes for a file that the server opens itself; no for a `store` that you pass.
   */
  schedule?: boolean | undefined
  /**
   * IANA name of the reporting time zone, fixed when the file is created. Environment: `TELEMETRY_TIME_ZONE`. A `store` has its own time zone, and is rejected
   * if that differs. Default: that of the file; UTC for a new one.
   */
  timeZone?: string | undefined
  /**
   * `full`: the response is sent after the disk has synced. `normal`: a power cut may lose the last moments; a killed process loses nothing.
   *
   * @default 'full'
   */
  durability?: 'full' | 'normal' | undefined
  /** Maximum size of the SQLite file in bytes; beyond it, recording returns 507. Default: 10 GiB. */
  quotaBytes?: number | undefined
  /** Routes of the app, such as `/u/[name]`: cleaning keeps their words and removes their parameters. Environment: `TELEMETRY_ROUTES`, separated by commas. */
  routes?: readonly string[] | undefined
  /**
   * Whether to keep only words of `routes`; rejected without `routes`.
   *
   * @default false
   */
  strict?: boolean | undefined
  /** Metadata keys to keep although their name sounds sensitive. Repeat the client's `allow` here, because the server cleans again. Environment: `TELEMETRY_ALLOW_KEYS`, separated by commas. */
  allow?: readonly string[] | undefined
  /** Metadata keys to remove in addition to the sensitive ones; takes precedence over `allow`. Environment: `TELEMETRY_DENY_KEYS`, separated by commas. */
  deny?: readonly string[] | undefined
  /** The result of `defineEvents`. With `strict`, other actions and keys are dropped and counted, whoever sends them. */
  events?: EventDefinitions | undefined
  /**
   * Whether to take a second look at pages, action names and metadata, for people's names and whatever else the client's rules have no room for.
   * Words of `routes`, names of `events` and values under keys of `allow` are kept. Environment: `TELEMETRY_REVIEW`.
   *
   * @default true
   */
  review?: boolean | undefined
  /** Destinations that events are forwarded to: their state is shown in Data health, their fields in the privacy inventory. */
  forwarders?: ForwarderStatus | undefined
  /** Directory of the built dashboard. Default: that of this package. */
  dashboardDirectory?: string | undefined
  /** Receives log messages. Default: only failures are logged, to `console.error`, each cause once an hour. */
  logger?: TelemetryLogger | undefined
  /** The clock, in milliseconds since 1970-01-01 UTC. */
  now?: (() => number) | undefined
}

/** Options with all defaults filled in. */
export interface ResolvedOptions {
  readonly store: TelemetryStore | undefined
  readonly database: string
  readonly enabled: boolean
  /** How long clients pause while recording is off, in milliseconds. */
  readonly restMs: number
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
  readonly schedule: boolean
  readonly timeZone: string | undefined
  readonly durability: 'full' | 'normal'
  readonly quotaBytes: number | undefined
  readonly routes: readonly string[]
  readonly strict: boolean
  readonly allow: readonly string[]
  readonly deny: readonly string[]
  readonly events: EventDefinitions | undefined
  readonly review: boolean
  readonly forwarders: ForwarderStatus | null
  readonly dashboardDirectory: string | undefined
  readonly logger: TelemetryLogger
  readonly now: () => number
}
