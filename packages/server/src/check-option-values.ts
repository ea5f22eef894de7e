import { ConfigError } from './config-error'
import { longestTimerMs } from './config/option-forms'
import { readTimeZone, retentionBounds } from './config/read-value'
import { longestSecret } from './http/credentials'
import { defaultLimits, type ServerLimits } from './http/limits'
import { longestWindowSeconds, type RateLimit } from './http/rate-limit'

// The values of single options: each function returns the value to use, or throws a ConfigError with the value seen and what to give instead.

/** Checks a host of `allowedHosts`. One that no request can name would refuse every request. */
export function checkHost(host: string): string {
  if (/^(?:\[[\da-f:.]{2,45}\]|[^\s/?#@:*[\]]{1,253})(?::\d{1,5})?$/i.test(host)) return host.toLowerCase()
  throw new ConfigError(`allowedHosts has ${JSON.stringify(host)}. Give a host such as "shop.example", "shop.example:8443" or "[::1]", without "https://", path and star.`)
}

const minTokenLength = 32

/** Checks the admin token; without one, the list is empty. The message never repeats the token. */
export function checkToken(token: string | undefined): readonly string[] {
  if (token === undefined || token === '') return []
  if (token.length > longestSecret) throw new ConfigError(`TELEMETRY_ADMIN_TOKEN (adminToken) has ${token.length} characters. Give at most ${longestSecret}, for example from: openssl rand -base64 32`)
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

/** Checks the days to keep raw events. A store itself accepts fewer. `name` is what the message calls the number. */
export function checkRetentionOption(days: number, name = 'retentionDays (TELEMETRY_RETENTION_DAYS)'): number {
  const { from, to, example } = retentionBounds
  if (Number.isInteger(days) && days >= from && days <= to) return days
  throw new ConfigError(`${name} is ${show(days)}. Give a whole number of days from ${from} to ${to}, for example ${example}.`)
}

// Quotes show that a string was given where a number was meant: "1" instead of 1.
const show = (value: unknown) => (typeof value === 'number' ? String(value) : JSON.stringify(value))

/** Checks `minSessions`. */
export function checkMinSessions(value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new ConfigError(`minSessions is ${show(value)}. Give a whole number of sessions from 1, which shows everything, for example 11.`)
}

interface Bounds {
  readonly from: number
  readonly to?: number
  readonly example: number
}

/** Checks a whole number. */
export function checkWhole(name: string, value: number, { from, to = Number.MAX_SAFE_INTEGER, example }: Bounds): number {
  if (Number.isSafeInteger(value) && value >= from && value <= to) return value
  throw new ConfigError(`${name} is ${show(value)}. Give a whole number from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`}, for example ${example}.`)
}

/** Checks the rate limit and fills in its default; null is no limit. */
export function checkRateLimit(limit: RateLimit | false = { requests: 400, perSeconds: 20 }): RateLimit | null {
  if (limit === false) return null
  return { requests: checkWhole('rateLimit.requests', limit.requests, { from: 1, example: 400 }), perSeconds: checkWhole('rateLimit.perSeconds', limit.perSeconds, { from: 1, to: longestWindowSeconds, example: 20 }) }
}

/** Checks every limit. */
export function checkLimits(limits: ServerLimits): ServerLimits {
  for (const [name, example] of Object.entries(defaultLimits)) {
    checkWhole(`limits.${name}`, limits[name as keyof ServerLimits], { from: 1, example, ...(name === 'bodyTimeoutMs' && { to: longestTimerMs }) })
  }
  return limits
}

/** Checks the time zone: an unknown name would be fixed in the file forever. */
export function checkTimeZone(timeZone: string | undefined): string | undefined {
  return timeZone === undefined || timeZone === '' ? undefined : readTimeZone(timeZone, 'TELEMETRY_TIME_ZONE (timeZone)')
}

/** Checks `durability`, which plain JavaScript can set to anything. */
export function checkDurability(durability: 'full' | 'normal'): 'full' | 'normal' {
  if (durability === 'full' || durability === 'normal') return durability
  throw new ConfigError(`durability is ${JSON.stringify(durability)}. Give "full" or "normal".`)
}
