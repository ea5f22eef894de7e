import { MAX_CLOCK_SKEW_MS } from '@parel/telemetry-core'

// As with the schedule: by so much a clock may have been put back, and what lies ahead of it then is reached again.
const longestPutBackMs = 7 * 86_400_000

/**
 * When the last event happened. Where a clock was years ahead once, the newest of all says nothing for years, not even that no more events come: then the
 * newest that the clock has reached counts.
 *
 * @param newest - The newest of all.
 * @param readReached - Returns the newest one up to a time, or null.
 */
export function lastEventAt(newest: number | null, now: number, readReached: (until: number) => number | null): number | null {
  if (newest === null || newest - now <= longestPutBackMs) return newest
  return readReached(now + MAX_CLOCK_SKEW_MS) ?? newest
}
