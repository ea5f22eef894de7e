import { ConfigError } from './config-error'
import { longestTimerMs } from './config/option-forms'
import { checkWhole, readTimeZone } from './config/read-value'
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

/** Checks the rate limit and fills in its default; null is no limit. */
export function checkRateLimit(limit: RateLimit | false = { requests: 400, perSeconds: 20 }): RateLimit | null {
  if (limit === false) return null
  return { requests: checkWhole(limit.requests, 'rateLimit.requests', { from: 1, example: 400 }), perSeconds: checkWhole(limit.perSeconds, 'rateLimit.perSeconds', { from: 1, to: longestWindowSeconds, example: 20 }) }
}

/** Cleaning goes down a body level by level: some thousands of levels need more stack than a thread has. */
const deepestJson = 1000
const mostOf: Partial<ServerLimits> = { bodyTimeoutMs: longestTimerMs, jsonDepth: deepestJson }

/** Checks every limit. */
export function checkLimits(limits: ServerLimits): ServerLimits {
  for (const [name, example] of Object.entries(defaultLimits)) {
    const to = mostOf[name as keyof ServerLimits]
    checkWhole(limits[name as keyof ServerLimits], `limits.${name}`, { from: 1, example, ...(to !== undefined && { to }) })
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
