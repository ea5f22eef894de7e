import type { TelemetryEvent } from '@parel/telemetry-core'

// Sessions of one process in one day; the ones that came first are forgotten first.
const maxSessions = 50_000
const dayMs = 86_400_000

/** Splits events into those under and those over the cap of their session. */
export type SessionCap = (events: readonly TelemetryEvent[], now: number) => CappedEvents

/** The events below the cap, and the number of events above it. */
export interface CappedEvents {
  readonly kept: readonly TelemetryEvent[]
  readonly dropped: number
  /** Counts those again less that were not stored: a client sends the same events until they are. */
  readonly takeBack: TakeBack
}

/** Takes back all that were counted, or as many of them as are known to be of the only session. */
export type TakeBack = (times?: number) => void

/** Creates a cap on the events of one session in one UTC day. One runaway page must not drown the numbers of all. */
export function createSessionCap(maxEvents: number): SessionCap {
  const counts = new Map<string, number>()
  let day = 0
  const isUnder = (sessionId: string, counted: Map<string, number>) => {
    const count = counts.get(sessionId) ?? 0
    if (count >= maxEvents) return false
    counts.set(sessionId, count + 1)
    counted.set(sessionId, (counted.get(sessionId) ?? 0) + 1)
    forgetOldest(counts)
    return true
  }
  return (events, now) => {
    const today = Math.floor(now / dayMs)
    if (today !== day) {
      day = today
      counts.clear()
    }
    // Of a request that waits for the disk it is all that stays: one entry, usually.
    const counted = new Map<string, number>()
    const kept = events.filter(({ sessionId }) => sessionId === null || isUnder(sessionId, counted))
    const takeBack: TakeBack = (times) => {
      if (day !== today || (times !== undefined && counted.size > 1)) return
      for (const [sessionId, count] of counted) {
        const known = counts.get(sessionId)
        if (known !== undefined) counts.set(sessionId, Math.max(0, known - Math.min(count, times ?? count)))
      }
    }
    return { kept, dropped: events.length - kept.length, takeBack }
  }
}

function forgetOldest(counts: Map<string, number>): void {
  if (counts.size <= maxSessions) return
  const [oldest] = counts.keys()
  if (oldest !== undefined) counts.delete(oldest)
}
