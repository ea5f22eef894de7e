import { MAX_DURATION_MS } from './limits'
import type { EventDraft } from './prepare-event'

/**
 * The time of an event that was reported at `now`. A `session_end` gets the time at which its session began, so that a session belongs to one day. A time
 * reported by the client is more exact, because `duration` counts visible time only.
 *
 * @param now - Milliseconds since 1970-01-01 UTC.
 * @example
 * ```ts
 * dateEvent({ type: 'session_end', duration: 90_000 }, 1760371200000)
 * // => 1760371110000
 * ```
 */
export function dateEvent({ type, duration }: Pick<EventDraft, 'type' | 'duration'>, now: number): number {
  // More than a day is not a valid length: it is stored as unknown.
  const isKnown = type === 'session_end' && typeof duration === 'number' && duration > 0 && duration <= MAX_DURATION_MS
  return isKnown ? now - Math.round(duration) : now
}
