import { ConfigError } from '../config-error'
import { defaultLimits } from '../http/limits'
import type { TelemetryServerOptions } from '../options'
import { refuseUnknownName } from './refuse-unknown-name'

/** What an option may be, and how that is said. */
interface Form {
  readonly fits: (value: unknown) => boolean
  /** For example "a text, such as \"/tools\"". */
  readonly give: string
  /** Never shown. */
  readonly isSecret?: true
}

const isFunction = (value: unknown) => typeof value === 'function'
const isText = (value: unknown) => typeof value === 'string'
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const has = (...names: readonly string[]) => (value: unknown) => isObject(value) && names.every((name) => isFunction(value[name]))
const isFields = (value: unknown) => isObject(value) && Object.values(value).every(isFunction)
// Numbers, words of a list and texts of a certain form are judged where they are read, with the same words as those of the environment.
const number = (example: number): Form => ({ fits: (value) => typeof value === 'number' || isText(value), give: `a number, for example ${example}` })
const text = (example: string): Form => ({ fits: isText, give: `a text, for example ${JSON.stringify(example)}` })
const list = (example: string): Form => ({ fits: (value) => Array.isArray(value) && value.every(isText), give: `a list of texts, for example [${JSON.stringify(example)}]` })
const toggle: Form = { fits: (value) => typeof value === 'boolean', give: 'true or false' }

/** Every option of the server; the compiler asks for a form of each. */
const FORMS: { readonly [Name in keyof TelemetryServerOptions]-?: Form } = {
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
  logger: { fits: has('debug', 'info', 'warn', 'error'), give: 'an object with the functions debug, info, warn and error, for example console' },
  now: { fits: isFunction, give: 'a function that answers milliseconds, for example Date.now' },
}

const OPTIONS = Object.keys(FORMS)

/** Refuses what JavaScript lets through and could only fail later, at a request. What is undefined was left out. */
export function checkOptions(options: unknown): asserts options is TelemetryServerOptions {
  if (!isObject(options)) throw new ConfigError(`The options of createTelemetryServer are ${kindOf(options)}. Give an object, for example { database: './telemetry.db' }.`)
  for (const [name, value] of Object.entries(options)) {
    refuseUnknownName(name, { known: OPTIONS, what: 'option of createTelemetryServer' })
    const { fits, give, isSecret } = FORMS[name as keyof TelemetryServerOptions]
    if (value !== undefined && !fits(value)) throw new ConfigError(`${name} is ${isSecret ? kindOf(value) : show(value)}. Give ${give}, or leave it out.`)
  }
  const { limits, rateLimit } = options
  for (const name of Object.keys(limits ?? {})) refuseUnknownName(name, { known: Object.keys(defaultLimits), what: 'limit', place: ' in limits' })
  for (const name of Object.keys(rateLimit || {})) refuseUnknownName(name, { known: ['requests', 'perSeconds'], what: 'part of a rate limit', place: ' in rateLimit' })
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return ['number', 'boolean'].includes(typeof value) ? String(value) : kindOf(value)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return describeList(value)
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object that lacks what is needed' : `a ${typeof value}`
}

/** What is no text is shown, because most lists are of texts. */
function describeList(list: readonly unknown[]): string {
  const wrong = list.find((item) => !isText(item))
  return list.every(isText) ? 'a list' : `a list with ${Array.isArray(wrong) ? 'a list' : show(wrong)} in it`
}
