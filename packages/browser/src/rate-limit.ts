/** Events per millisecond that the client lets through in the long run. */
const EVENTS_PER_MS = 0.1
/** Events that may come at once. */
const MAX_BURST = 6000

/** A bucket of tokens: a loop that has gone wrong must not become a flood. */
export function createRateLimit(filledAt: number): (time: number) => boolean {
  let tokens = MAX_BURST
  return (time) => {
    tokens = Math.min(MAX_BURST, tokens + Math.max(0, time - filledAt) * EVENTS_PER_MS)
    filledAt = time
    return tokens >= 1 && tokens-- > 0
  }
}
