import { LOG_LEVELS, type LogLevel } from './log-level'
import { readBoolean, readBots, readDatabase, readList, readMinSessions, readOrigins, readPath, readPercent, readProxies, readRetention, readRoutes, readText, readTimeZone, readWhole, readWord, type ReadValue } from './read-value'

/** One setting of the command line: where it comes from and which values it accepts. */
export interface Setting<T> {
  /** Name in the environment. */
  readonly variable: string
  /** Name of the flag without dashes. Secrets have none: other users of the machine see flags. */
  readonly flag: string | null
  readonly summary: string
  readonly isSecret: boolean
  readonly fallback: T
  readonly read: ReadValue<T>
}

/** The placeholder for a flag's value in `--help`: `--port <number>`. */
export const FLAG_VALUES: ReadonlyMap<string, string> = new Map([
  ['database', 'file'], ['port', 'number'], ['host', 'address'], ['base-path', 'path'], ['allowed-origins', 'list'], ['retention-days', 'days'],
  ['time-zone', 'name'], ['trusted-proxies', 'number'], ['log', 'level'],
])

/** Every setting, by its name in the configuration file. */
export const SETTINGS = {
  enabled: plain('TELEMETRY_ENABLED', 'enabled', { summary: 'Record events', fallback: true, read: readBoolean }),
  database: plain('TELEMETRY_DATABASE', 'database', { summary: 'SQLite file', fallback: './telemetry.db', read: readDatabase }),
  adminToken: secret('TELEMETRY_ADMIN_TOKEN', 'Token that opens the dashboard'),
  allowedOrigins: plain('TELEMETRY_ALLOWED_ORIGINS', 'allowed-origins', { summary: 'Other origins that may send; empty: all, no CORS', fallback: [], read: readOrigins }),
  retentionDays: plain('TELEMETRY_RETENTION_DAYS', 'retention-days', {
    summary: 'Days to keep raw events', fallback: 30, read: readRetention,
  }),
  timeZone: plain('TELEMETRY_TIME_ZONE', 'time-zone', { summary: 'Reporting time zone', fallback: 'UTC', read: readTimeZone }),
  basePath: plain('TELEMETRY_BASE_PATH', 'base-path', { summary: 'Prefix of all paths', fallback: '', read: readPath }),
  trustedProxies: plain('TELEMETRY_TRUSTED_PROXIES', 'trusted-proxies', {
    summary: 'Number of your proxies in front of the server', fallback: 0, read: readProxies,
  }),
  port: plain('PORT', 'port', { summary: 'Port to listen on; 0: any', fallback: 3300, read: readWhole({ from: 0, to: 65_535, example: 3300, what: 'a port' }) }),
  host: plain('HOST', 'host', { summary: 'Address to listen on', fallback: '127.0.0.1', read: readText }),
  schedule: plain('TELEMETRY_SCHEDULE', 'schedule', { summary: 'Aggregate at 01:00 and clean up at 03:00', fallback: true, read: readBoolean }),
  log: plain<LogLevel>('TELEMETRY_LOG', 'log', { summary: 'Lowest level to log', fallback: 'info', read: readWord(LOG_LEVELS) }),
  minSessions: hidden('TELEMETRY_MIN_SESSIONS', { summary: 'Sessions a name needs to be shown and kept in daily numbers; 1: all', fallback: 1, read: readMinSessions }),
  routes: hidden('TELEMETRY_ROUTES', { summary: 'Routes of the app, whose words are never replaced by [id]', fallback: [], read: readRoutes }),
  allow: hidden('TELEMETRY_ALLOW_KEYS', { summary: 'Metadata keys to keep although their name sounds sensitive', fallback: [], read: readList }),
  deny: hidden('TELEMETRY_DENY_KEYS', { summary: 'Metadata keys to remove in addition to the sensitive ones', fallback: [], read: readList }),
  review: hidden('TELEMETRY_REVIEW', { summary: 'Second look at pages, actions and metadata, for people\'s names', fallback: true, read: readBoolean }),
  bots: hidden<'drop' | 'keep'>('TELEMETRY_BOTS', { summary: 'Drop or keep the events of crawlers and automated browsers', fallback: 'drop', read: readBots }),
  axiomToken: secret('AXIOM_TOKEN', 'Axiom API token'),
  axiomDataset: hidden('AXIOM_DATASET', { summary: 'Axiom dataset', fallback: '', read: readText }),
  axiomUrl: hidden('AXIOM_URL', { summary: 'Axiom URL', fallback: '', read: readText }),
  plausibleDomain: hidden('PLAUSIBLE_DOMAIN', { summary: 'Plausible site that receives page views and actions', fallback: '', read: readText }),
  plausibleUrl: hidden('PLAUSIBLE_URL', { summary: 'Plausible URL', fallback: 'https://plausible.io', read: readText }),
  webhookUrl: hidden('TELEMETRY_WEBHOOK_URL', { summary: 'URL that receives signed batches of events', fallback: '', read: readText }),
  webhookSecret: secret('TELEMETRY_WEBHOOK_SECRET', 'Key of the webhook signatures'),
  openTelemetry: hidden('TELEMETRY_OPENTELEMETRY', { summary: 'Record into the OpenTelemetry meter of the process', fallback: false, read: readBoolean }),
  alertUrl: hidden('TELEMETRY_ALERT_URL', { summary: 'URL that receives alerts', fallback: '', read: readText }),
  alertP95Ms: hidden('TELEMETRY_ALERT_P95_MS', {
    summary: 'Alert when the p95 of an endpoint exceeds this; 0: never', fallback: 0, read: readWhole({ from: 0, to: 86_400_000, example: 1000, what: 'a whole number of milliseconds' }),
  }),
  alertErrorRate: hidden('TELEMETRY_ALERT_ERROR_RATE', { summary: 'Alert when more than this percentage of calls to an endpoint fail; 0: never', fallback: 0, read: readPercent }),
  alertSilenceMinutes: hidden('TELEMETRY_ALERT_SILENCE_MINUTES', {
    summary: 'Alert when no event arrived for this long; 0: never', fallback: 60, read: readWhole({ from: 0, to: 10_080, example: 60, what: 'a whole number of minutes' }),
  }),
  allowPrivateTargets: hidden('TELEMETRY_ALLOW_PRIVATE_TARGETS', { summary: 'Forward to private addresses too', fallback: false, read: readBoolean }),
} satisfies Record<string, Setting<unknown>>

/** Names of settings in the configuration file. */
export type SettingKey = keyof typeof SETTINGS

/** The value of every setting. */
export type SettingValues = { readonly [Key in SettingKey]: (typeof SETTINGS)[Key] extends Setting<infer T> ? T : never }

interface Rest<T> {
  readonly summary: string
  readonly fallback: T
  readonly read: ReadValue<T>
}

function plain<T>(variable: string, flag: string, rest: Rest<T>): Setting<T> {
  return { variable, flag, isSecret: false, ...rest }
}

/** A setting without a flag: few need it, or other users of the machine should not see it. */
function hidden<T>(variable: string, rest: Rest<T>): Setting<T> {
  return { variable, flag: null, isSecret: false, ...rest }
}

function secret(variable: string, summary: string): Setting<string> {
  return { variable, flag: null, isSecret: true, summary, fallback: '', read: readText }
}
