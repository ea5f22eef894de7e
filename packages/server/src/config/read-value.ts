import { ConfigError, FlagError } from '../config-error'
import { describeNoFile } from '../store/sqlite/describe-no-file'

/** Turns the text of a setting into its value. The name leads every message. */
export type ReadValue<T> = (text: string, name: string) => T

/** Makes a reader of a flag: what is wrong there are words, not a setting. */
export function asFlag<T>(read: ReadValue<T>): ReadValue<T> {
  return (text, name) => {
    try {
      return read(text, name)
    } catch (error) {
      throw error instanceof ConfigError ? new FlagError(error.message) : error
    }
  }
}

/** Reads true or false in the usual spellings. */
export const readBoolean: ReadValue<boolean> = (text, name) => {
  const word = text.toLowerCase()
  if (['true', '1', 'yes', 'on'].includes(word)) return true
  if (['false', '0', 'no', 'off'].includes(word)) return false
  throw new ConfigError(`${name} is ${JSON.stringify(text)}. Give true or false.`)
}

/** A whole number within bounds, both included. */
export interface WholeNumber {
  readonly from: number
  /** Default: no end. */
  readonly to?: number
  readonly example: number
  /** Default: "a whole number". */
  readonly what?: string
}

/** Checks a whole number. `seen` is how it was given: a string in quotes shows that a number was meant. */
export function checkWhole(value: number, name: string, { from, to, example, what = 'a whole number', seen = value }: WholeNumber & { readonly seen?: unknown }): number {
  if (Number.isSafeInteger(value) && value >= from && (to === undefined || value <= to)) return value
  throw new ConfigError(`${name} is ${typeof seen === 'number' ? seen : JSON.stringify(seen)}. Give ${what} from ${from}${to === undefined ? '' : ` to ${to}`}, for example ${example}.`)
}

/** Makes a reader of a whole number. */
export function readWhole(form: WholeNumber): ReadValue<number> {
  return (text, name) => checkWhole(/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN, name, { ...form, seen: text })
}

/** Makes a reader of a number of percent, 0 to 100. */
export const readPercent: ReadValue<number> = (text, name) => {
  const number = /^\d{1,3}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
  if (number <= 100) return number
  throw new ConfigError(`${name} is ${JSON.stringify(text)}. Give a number of percent from 0 to 100, for example 5.`)
}

/** Keeps a text as it is. */
export const readText: ReadValue<string> = (text) => text

/** Reads the path of the database. */
export const readDatabase: ReadValue<string> = (text, name) => {
  if (text === '') throw new ConfigError(`${name} is empty. Give the path of a file, for example "./telemetry.db".`)
  const why = describeNoFile(text)
  if (why === null) return text
  throw new ConfigError(`${name} is ${JSON.stringify(text)}: ${why}`)
}

/** Reads a list separated by commas. */
export const readList: ReadValue<readonly string[]> = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** Reads the beginning of addresses, without a slash at its end. */
export const readPath: ReadValue<string> = (text, name) => {
  const trimmed = text.replace(/\/{1,9}$/, '')
  if (trimmed === '' || /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]{1,100}){1,20}$/.test(trimmed)) return trimmed
  throw new ConfigError(`${name} is ${JSON.stringify(text)}. Give a path such as "/tools", without query, host or "..".`)
}

/** Of an app or an extension around the page: to the parser of addresses only those of the web have an origin. A list, so that `htps://` stays a typing error. */
const APP_ORIGIN = /^((?:app|capacitor|ionic|tauri|chrome-extension|moz-extension|safari-web-extension):\/\/[\w.-]{1,253})\/?$/i

/** Reads an origin, or `*` for all. */
export const readOrigin: ReadValue<string> = (text, name) => {
  if (text === '*') return text
  if (text.toLowerCase() === 'null') throw new ConfigError(`${name} has "null": every sandboxed frame and every local file has that origin, whoever made it. Leave it out, or give "*", which lets every page send.`)
  // The parser takes a star for a letter; no page has such an origin.
  if (text.includes('*')) throw new ConfigError(`${name} has ${JSON.stringify(text)}. Give each origin, such as "https://shop.example", or "*" for all.`)
  const [, app] = APP_ORIGIN.exec(text) ?? []
  if (app !== undefined) return app.toLowerCase()
  const origin = URL.canParse(text) ? new URL(text).origin : 'null'
  if (origin !== 'null') return origin
  throw new ConfigError(`${name} has ${JSON.stringify(text)}. Give an origin such as "https://shop.example".`)
}

/** Reads origins separated by commas. */
export const readOrigins: ReadValue<readonly string[]> = (text, name) => readList(text, name).map((origin) => readOrigin(origin, name))

/** Reads routes separated by commas. */
export const readRoutes: ReadValue<readonly string[]> = (text, name) => checkRoutes(readList(text, name), name)

/** Refuses routes that cannot match. */
export function checkRoutes(routes: readonly string[], name: string): readonly string[] {
  const wrong = routes.find((route) => !route.startsWith('/'))
  if (wrong !== undefined) throw new ConfigError(`${name} has ${JSON.stringify(wrong)}. Give routes such as "/docs/install,/u/[name]".`)
  return routes
}

/** How long the server keeps raw events, in days. The store accepts events that are seven days old: a shorter retention would delete days that still grow. */
export const RETENTION: WholeNumber = { from: 8, to: 36_500, example: 30, what: 'a whole number of days' }

/** The least number of sessions that a name needs; 1 shows everything. */
export const MIN_SESSIONS: WholeNumber = { from: 1, to: 10_000, example: 11, what: 'a whole number of sessions' }

/** How many proxies stand in front. */
export const PROXIES: WholeNumber = { from: 0, to: 16, example: 1, what: 'a whole number of proxies' }

/** Reads a number of days. */
export const readRetention = readWhole(RETENTION)

/** Reads a least number of sessions. */
export const readMinSessions = readWhole(MIN_SESSIONS)

/** Reads how many proxies stand in front. */
export const readProxies = readWhole(PROXIES)

/** Reads the IANA name of a time zone that this Node knows. */
export const readTimeZone: ReadValue<string> = (text, name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new ConfigError(`${name} is ${JSON.stringify(text)}. Give an IANA name, for example "Europe/Berlin" or "UTC".`)
  }
}

/** Makes a reader of one word of a list. */
export function readWord<T extends string>(words: readonly T[]): ReadValue<T> {
  return (text, name) => {
    const word = words.find((known) => known === text.toLowerCase())
    if (word !== undefined) return word
    throw new ConfigError(`${name} is ${JSON.stringify(text)}. Give one of: ${words.join(', ')}.`)
  }
}

/** Reads what becomes of the events of bots. */
export const readBots: ReadValue<'drop' | 'keep'> = readWord(['drop', 'keep'])
