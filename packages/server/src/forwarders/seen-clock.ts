const hourMs = 3_600_000
const dayMs = 86_400_000
/** Further than that a clock does not go between two looks, unless nothing ran meanwhile or it is wrong. */
const leapMs = 2 * dayMs
/** So long the clock has to go on before it is believed. */
const proofMs = dayMs

/** What an outbox knows of the clock; milliseconds since 1970-01-01 UTC. */
export interface SeenClock {
  /** The last hour in which the clock was believed; 0 before the first look. */
  readonly clockAt: number
  /** When the clock was first seen far ahead of that; null while it is believed. */
  readonly leapAt: number | null
}

/**
 * Looks at the clock. One that has leapt ahead is not believed for a day: it makes everything that waits look old, and what is dropped is lost. A clock that is put
 * right within that day has done no harm, and what really waited for so long is dropped a day later. Noted by the hour, so that few looks change anything.
 */
export function seeClock({ clockAt, leapAt }: SeenClock, now: number): SeenClock {
  const believed: SeenClock = { clockAt: Math.floor(now / hourMs) * hourMs, leapAt: null }
  if (clockAt === 0 || now - clockAt <= leapMs) return believed
  // A leap that was seen later than now was one of a clock that was still further ahead.
  const since = leapAt === null || leapAt > now ? now : leapAt
  return now - since >= proofMs ? believed : { clockAt, leapAt: since }
}
