/** Events per second that the client lets through in the long run. */
const PER_SECOND = 100
/** Events that may come at once. */
const BURST = 6000

/** A bucket of tokens: a loop that has gone wrong must not become a flood. */
export function createRateLimit(now: () => number): () => boolean {
  let tokens = BURST
  let filledAt = now()
  return () => {
    const time = now()
    tokens = Math.min(BURST, tokens + (Math.max(0, time - filledAt) / 1000) * PER_SECOND)
    filledAt = time
    if (tokens < 1) return false
    tokens--
    return true
  }
}
