import { defaultLimits } from '../http/limits'
import type { TelemetryServerOptions } from '../options'
import { checkForms, clock, type Form, type Forms, has, isFunction, isObject, list, logger, text, toggle } from './option-forms'
import { refuseUnknownName } from './refuse-unknown-name'

const isFields = (value: unknown) => isObject(value) && Object.values(value).every(isFunction)
// Numbers, words of a list and texts of a certain form are judged where they are read, with the same words as those of the environment.
const number = (example: number): Form => ({ fits: (value) => typeof value === 'number' || typeof value === 'string', give: `a number, for example ${example}` })

const FORMS: Forms<TelemetryServerOptions> = {
  store: { fits: has('open', 'close', 'insert', 'health'), give: 'a store, for example memoryStore()' },
  database: text('./telemetry.db'),
  enabled: toggle,
  adminToken: { ...text('the output of: openssl rand -base64 32'), isSecret: true },
  authorize: { fits: isFunction, give: 'a function of the request that answers true or false' },
  basePath: text('/tools'),
  apiPath: text('/api/telemetry'),
  dashboardPath: text('/admin/telemetry'),
  allowedOrigins: list('https://shop.example'),
  allowedHosts: list('shop.example'),
  trustedProxies: number(1),
  rateLimit: { fits: (value) => value === false || isObject(value), give: 'false, or an object such as { requests: 400, perSeconds: 20 }' },
  limits: { fits: isObject, give: 'an object such as { bodyBytes: 65536 }' },
  bots: { fits: (value) => value === 'drop' || value === 'keep', give: '"drop" or "keep"' },
  honorSignals: toggle,
  minSessions: number(11),
  retentionDays: number(30),
  schedule: toggle,
  timeZone: text('Europe/Berlin'),
  durability: text('full'),
  quotaBytes: number(10 * 1024 ** 3),
  routes: list('/u/[name]'),
  strict: toggle,
  allow: list('author'),
  deny: list('plan_name'),
  events: { fits: (value) => isObject(value) && Object.values(value).every(isFields), give: 'what defineEvents() returned' },
  review: toggle,
  forwarders: { fits: (value) => has('health')(value) && isObject(value) && Array.isArray(value.destinations), give: 'what createBackgroundWork() made' },
  dashboardDirectory: text('./dashboard'),
  logger,
  now: clock,
}

/** Refuses what JavaScript lets through and could only fail later, at a request. */
export function checkOptions(options: unknown): asserts options is TelemetryServerOptions {
  checkForms<TelemetryServerOptions>(options, { forms: FORMS, of: 'createTelemetryServer', example: "{ database: './telemetry.db' }" })
  const { limits, rateLimit } = options
  for (const name of Object.keys(limits ?? {})) refuseUnknownName(name, { known: Object.keys(defaultLimits), what: 'limit', place: ' in limits' })
  for (const name of Object.keys(rateLimit || {})) refuseUnknownName(name, { known: ['requests', 'perSeconds'], what: 'part of a rate limit', place: ' in rateLimit' })
}
