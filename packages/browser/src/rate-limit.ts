/** Sustained rate of events that the client lets through, per millisecond. */
const EVENTS_PER_MS = 0.1
/** Maximum burst of events. */
const MAX_BURST = 6000

/** A token bucket: a runaway loop must not flood the server. */
export function createRateLimit(): (time: number) => boolean {
  let tokens = MAX_BURST
  let filledAt = 0
  return (time) => {
    tokens = Math.min(MAX_BURST, tokens + Math.max(0, time - filledAt) * EVENTS_PER_MS)
    filledAt = time
    return tokens >= 1 && tokens-- > 0
  }
}
