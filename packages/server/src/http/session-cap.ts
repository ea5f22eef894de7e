import type { TelemetryEvent } from '@parel/telemetry-core'

// Sessions of one process in one day; the ones that came first are forgotten first.
const maxSessions = 50_000
const dayMs = 86_400_000

/** Splits events into those under and those over the cap of their session. */
export type SessionCap = (events: readonly TelemetryEvent[], now: number) => { readonly kept: readonly TelemetryEvent[]; readonly dropped: number }

/** Creates a cap on the events of one session in one UTC day. One runaway page must not drown the numbers of all. */
export function createSessionCap(maxEvents: number): SessionCap {
  const counts = new Map<string, number>()
  let day = 0
  return (events, now) => {
    if (Math.floor(now / dayMs) !== day) {
      day = Math.floor(now / dayMs)
      counts.clear()
    }
    const kept = events.filter((event) => event.sessionId === null || countOne(counts, event.sessionId) <= maxEvents)
    return { kept, dropped: events.length - kept.length }
  }
}

function countOne(counts: Map<string, number>, sessionId: string): number {
  const count = (counts.get(sessionId) ?? 0) + 1
  counts.set(sessionId, count)
  if (counts.size > maxSessions) {
    const [oldest] = counts.keys()
    if (oldest !== undefined) counts.delete(oldest)
  }
  return count
}
