import type { TelemetryOptions } from './options'

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

/** What an option takes: whether a value is that, and how to say it. */
type Rule = readonly [accepts: (value: unknown) => boolean, cure: string]
type Rules = { readonly [Name in keyof TelemetryOptions]-?: Rule }

/** A capture that is given without a call returns the real one, and records nothing. */
const UNCALLED = /^(?:pageViews|apiCalls|errors|clicks|plausible|webVitals)$/

const choose = (...words: readonly string[]): Rule => [(value) => words.includes(value as string), `'${words.join("' or '")}'`]
const from = (minimum: number, cure: string, maximum = Infinity): Rule => [(value) => typeof value === 'number' && value >= minimum && value <= maximum, cure]
const isCapture = (value: unknown) => value === undefined || value === false || (typeof value === 'function' && !UNCALLED.test(value.name))
// Functions only, which a bundler can drop.
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the browser can read it as an address. Where there is no page, nothing is sent, and a server renders with the address that its pages use. */
export function isAddress(text: unknown): boolean {
  try {
    return !!new URL(text as string, typeof document === 'undefined' ? 'https://page.example' : document.baseURI)
  } catch {
    return false
  }
}

/** Whether a path of `exclude` can be that of a page: in an address, letters beyond ASCII and spaces are encoded. */
export function isExcludable(path: unknown): boolean {
  return /^(?:\/[!-~]*|\*)$/.test(String(path))
}

/** Whether a route is encoded. Paths are decoded before they are compared, so it matches none. */
export function isEncoded(route: unknown): boolean {
  return /%[\da-f]{2}/i.test(String(route))
}

export const PATHS = 'paths that start with a slash, such as /admin*, with letters beyond ASCII and spaces encoded (encodeURI)'
export const ROUTES = 'routes as they are read, not encoded, such as /über-uns/:name'

function createRules(): Rules {
  const flag: Rule = [(value) => typeof value === 'boolean', 'true or false']
  const texts: Rule = [(value) => Array.isArray(value) && value.every((text) => typeof text === 'string'), 'a list of texts']
  const wait = from(0, 'a number of milliseconds, 0 or more')
  const length = from(1, 'a number of milliseconds, 1 or more')
  return {
    endpoint: [isAddress, 'the address of the collector, such as /api/telemetry'],
    enabled: flag,
    runtime: choose('auto', 'server'),
    capture: [(value) => Array.isArray(value) && value.every(isCapture), 'a list of captures, each called: [pageViews()]'],
    platform: choose('web', 'mobile'),
    storage: choose('session', 'memory'),
    persistence: choose('auto', 'memory'),
    exit: choose('auto', 'beacon'),
    requireConsent: flag,
    respectSignals: flag,
    allowBots: flag,
    sampleRate: from(0, 'a number from 0 to 1, the share of sessions to record', 1),
    flushIntervalMs: wait,
    maxBatchEvents: from(1, 'a number of events, 1 or more'),
    requestTimeoutMs: wait,
    sessionIdleMs: length,
    sessionMaxMs: length,
    context: [isObject, 'an object'],
    beforeSend: [(value) => typeof value === 'function', 'a function'],
    debug: flag,
    routes: texts,
    strict: flag,
    allow: texts,
    deny: texts,
    events: [(value) => isObject(value) && Object.values(value as object).every(isObject), 'the result of defineEvents'],
  }
}

/**
 * Warns of every option that has an invalid value, with the value seen and the cure: none of them throws, and some of them silently record nothing. In
 * development only; in a production build nothing of this is left.
 */
export function checkOptions(options: TelemetryOptions): void {
  try {
    // Bundlers replace the whole expression, and then drop the code after it.
    if (process.env.NODE_ENV !== 'production') {
      for (const [name, [accepts, cure]] of Object.entries(createRules())) {
        const value: unknown = options[name as keyof Rules]
        if (value !== undefined && !accepts(value)) console.warn(`[parel] PAREL_W01 no ${name}: ${describe(value)}. Use ${cure}.`)
      }
      const encoded: unknown = Array.isArray(options.routes) && options.routes.find(isEncoded)
      if (encoded) console.warn(`[parel] PAREL_W01 no routes: ${describe(encoded)}. Use ${ROUTES}.`)
    }
  } catch {
    // Without a bundler there is no `process`; a getter or a proxy of the page may throw.
  }
}

/** {@link checkOptions} for `exclude` of `pageViews`: an entry that matches no path excludes nothing, and what should stay unseen is recorded. */
export function checkPaths(exclude: unknown): void {
  try {
    if (process.env.NODE_ENV !== 'production') checkList('pageViews', exclude, isExcludable, PATHS)
  } catch {
    // As above.
  }
}

/** {@link checkPaths} for `exclude` of `apiCalls`. */
export function checkUrls(exclude: unknown): void {
  try {
    if (process.env.NODE_ENV !== 'production') checkList('apiCalls', exclude, (url) => /^[a-z][\w+.-]*:/i.test(String(url)), 'full URLs, such as https://cdn.example/')
  } catch {
    // As above.
  }
}

function checkList(capture: string, exclude: unknown, accepts: (entry: unknown) => boolean, cure: string): void {
  const wrong: unknown = Array.isArray(exclude) ? exclude.find((entry) => !accepts(entry)) : exclude
  if (wrong !== undefined) console.warn(`[parel] PAREL_W01 no exclude of ${capture}: ${describe(wrong)}. Use a list of ${cure}.`)
}

/** Short, and without what an object contains: it may be large, or personal. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  if (typeof value === 'function') return value.name || 'a function'
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list of other things' : 'an object') : String(value)
}
