import type { EventDefinitions, ForwarderHealth } from '@parel/telemetry-core'
import type { ServerLimits } from './http/limits'
import type { AllowedOrigins } from './http/origin'
import type { RateLimit } from './http/rate-limit'
import type { TelemetryLogger } from './logger'
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
  store?: TelemetryStore | undefined
  /**
   * Path of the SQLite file. Environment: `TELEMETRY_DATABASE`.
   *
   * @default './telemetry.db'
   */
  database?: string | undefined
  /** Whether events are recorded. Environment: `TELEMETRY_ENABLED`. Default: yes, but not where `NODE_ENV` is `development`. */
  enabled?: boolean | undefined
  /** Opens reports and settings; at least 32 characters. Environment: `TELEMETRY_ADMIN_TOKEN`. */
  adminToken?: string | undefined
  /** The host's own check: true lets the request in as admin. The request has no body. */
  authorize?: ((request: Request) => boolean | Promise<boolean>) | undefined
  /**
   * Prefix of both addresses. Environment: `TELEMETRY_BASE_PATH`.
   *
   * @default ''
   */
  basePath?: string | undefined
  /**
   * Address of the API below the prefix.
   *
   * @default '/api/telemetry'
   */
  apiPath?: string | undefined
  /**
   * Address of the dashboard below the prefix.
   *
   * @default '/admin/telemetry'
   */
  dashboardPath?: string | undefined
  /**
   * Origins whose pages may send events beside the server's own; `['*']` for all. Environment: `TELEMETRY_ALLOWED_ORIGINS`, separated by commas.
   * Default: no list. Every page may then send, but only those of the server's own origin hear the receipt, so list all others,
   * those of an app around the page too: `capacitor://localhost`.
   */
  allowedOrigins?: readonly string[] | undefined
  /** Names under which the server may be addressed (`Host`); others get 421. Default: any. */
  allowedHosts?: readonly string[] | undefined
  /**
   * Proxies of the operator in front of the server: `X-Forwarded-For` is believed that many steps back.
   *
   * @default 0
   */
  trustedProxies?: number | undefined
  /** Requests of one source, or false for no limit. Default: 400 in 20 seconds, enough for an office behind one address. */
  rateLimit?: RateLimit | false | undefined
  /** Maximums, see {@link ServerLimits}. */
  limits?: Partial<ServerLimits> | undefined
  /**
   * What happens to events of crawlers and automated browsers. Direct requests from this machine are never taken for a bot.
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
   * Contexts with fewer sessions in a day are shown, and kept in the daily numbers, as `(rare)`. 1 shows all. Environment: `TELEMETRY_MIN_SESSIONS`.
   *
   * @default 1
   */
  minSessions?: number | undefined
  /**
   * Days that raw events are kept. Environment: `TELEMETRY_RETENTION_DAYS`.
   *
   * @default 30
   */
  retentionDays?: number | undefined
  /**
   * Whether this server aggregates at 01:00 and cleans up at 03:00 in the reporting time zone; of many processes on one file, one does it.
   * Environment: `TELEMETRY_SCHEDULE`. Default: yes for the file that it opens itself; a `store` of the host's is left to the host.
   */
  schedule?: boolean | undefined
  /**
   * IANA name of the reporting time zone, fixed when the file is created. Environment: `TELEMETRY_TIME_ZONE`. A `store` has a zone of its own, and is refused
   * where that is another one. Default: the one of the file, UTC for a new one.
   */
  timeZone?: string | undefined
  /**
   * `full`: an answer comes after the disk has synced. `normal`: a power cut may lose the last moments, a killed process loses nothing.
   *
   * @default 'full'
   */
  durability?: 'full' | 'normal' | undefined
  /** Bytes that the SQLite file may have; beyond them recording answers 507. Default: 10 GiB. */
  quotaBytes?: number | undefined
  /** Routes of the app, such as `/u/[name]`: their words survive cleaning, their parameters do not. Environment: `TELEMETRY_ROUTES`, separated by commas. */
  routes?: readonly string[] | undefined
  /**
   * Whether only words of `routes` survive; refused without `routes`.
   *
   * @default false
   */
  strict?: boolean | undefined
  /** Keys of metadata that stay although their name sounds sensitive. Give what the client has in `allow`: the server cleans again. Environment: `TELEMETRY_ALLOW_KEYS`, separated by commas. */
  allow?: readonly string[] | undefined
  /** Keys of metadata that go, beside the sensitive ones; stronger than `allow`. Environment: `TELEMETRY_DENY_KEYS`, separated by commas. */
  deny?: readonly string[] | undefined
  /** What `defineEvents` returned: with `strict`, other actions and keys are dropped and counted, whoever sends them. */
  events?: EventDefinitions | undefined
  /**
   * Whether pages, names of actions and metadata are looked at a second time, for names of persons and what else the client's rules have no room for.
   * Words of `routes`, names of `events` and what keys of `allow` hold stay. Environment: `TELEMETRY_REVIEW`.
   *
   * @default true
   */
  review?: boolean | undefined
  /** Where events are sent on to: their state is part of the data health, their fields of the privacy inventory. */
  forwarders?: ForwarderStatus | undefined
  /** Directory of the built dashboard. Default: the one of this package. */
  dashboardDirectory?: string | undefined
  /** Says what happens. Default: only failures, on `console.error`, each cause once an hour. */
  logger?: TelemetryLogger | undefined
  /** The clock, in milliseconds since 1970-01-01 UTC. */
  now?: (() => number) | undefined
}

/** Options with every gap filled. */
export interface ResolvedOptions {
  readonly store: TelemetryStore | undefined
  readonly database: string
  readonly enabled: boolean
  /** How long clients rest where recording is off, in milliseconds. */
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
