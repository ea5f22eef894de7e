const toleratedMs = 60_000

/**
 * The end from which a lease was given by a clock that was wrong, in milliseconds since 1970-01-01 UTC: none lasts longer than it is asked for, but a clock that
 * was years ahead would otherwise leave a lease that nobody could ever get.
 */
export function leaseEndOfAnotherClock({ ttlMs, now }: { readonly ttlMs: number; readonly now: number }): number {
  return now + 2 * ttlMs + toleratedMs
}
