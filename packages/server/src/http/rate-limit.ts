// Its main file loads a limiter for every kind of database.
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js'
import { HttpError } from './http-error'
import type { Secrets } from './secrets'

/** Sources cannot be recognized after an hour, so a longer window would have no effect. */
export const longestWindowSeconds = 3600

/** Maximum rate of requests from one source. */
export interface RateLimit {
  /** Requests in each window; also the largest burst. */
  readonly requests: number
  /** Length of the window in seconds, up to 3600, because sources can be recognized for an hour only. */
  readonly perSeconds: number
}

/** Counts requests by source. */
export interface RateLimiter {
  /** Counts one request; refuses with 429 beyond the limit. */
  take(source: string | null): Promise<void>
  /** Counts so many requests more, for the work that one makes. However many these are, a request that comes alone is not refused. */
  takeMore(source: string | null, requests: number): Promise<void>
  /** Refuses when the limit was reached, without counting. */
  check(source: string | null): Promise<void>
  /** Whether something was counted for this source in the window that runs. */
  hasTaken(source: string | null): Promise<boolean>
}

/**
 * Creates a limiter that knows a source only as a keyed hash: the key is random, lives in memory and changes every hour, so that neither a
 * core dump nor two hours beside each other name anyone.
 */
export function createRateLimiter(limit: RateLimit, options: { readonly secrets: Secrets; readonly now: () => number }): RateLimiter {
  const limiter = new RateLimiterMemory({ points: limit.requests, duration: limit.perSeconds })
  const keyOf = createRotatingHash(options)
  const consume = async (source: string | null, requests: number) => {
    if (source === null || requests === 0) return
    await limiter.consume(keyOf(source), requests).catch((state: unknown) => refuse(state, limit))
  }
  const stateOf = async (source: string | null) => (source === null ? null : limiter.get(keyOf(source)))
  return {
    take: (source) => consume(source, 1),
    takeMore: (source, requests) => consume(source, Math.min(requests, limit.requests - 1)),
    async check(source) {
      const state = await stateOf(source)
      if (state !== null && state.consumedPoints >= limit.requests) refuse(state, limit)
    },
    hasTaken: async (source) => (await stateOf(source)) !== null,
  }
}

const rotationMs = longestWindowSeconds * 1000

function createRotatingHash({ secrets, now }: { readonly secrets: Secrets; readonly now: () => number }): (source: string) => string {
  let key = secrets.random(32)
  let period = Math.floor(now() / rotationMs)
  return (source) => {
    const current = Math.floor(now() / rotationMs)
    if (current !== period) {
      key = secrets.random(32)
      period = current
    }
    return secrets.digest(key + source)
  }
}

function refuse(state: unknown, { perSeconds }: RateLimit): never {
  if (!(state instanceof RateLimiterRes)) throw state
  // By a clock that was put back it would be hours, although the window ends in time.
  const retryAfter = Math.min(perSeconds, Math.max(1, Math.ceil(state.msBeforeNext / 1000)))
  throw new HttpError(429, 'rate_limited', `Too many requests. Try again in ${retryAfter} s.`, { 'retry-after': String(retryAfter) })
}
