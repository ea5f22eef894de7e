import { MAX_DURATION_MS } from './limits'
import type { EventDraft } from './prepare-event'

/**
 * The time of an event that was told at `now`: the end of a session bears the time of its beginning, so that a session belongs to one day. A time
 * that a client tells is better, because length is visible time.
 *
 * @param now - Milliseconds since 1970-01-01 UTC.
 * @example
 * ```ts
 * dateEvent({ type: 'session_end', duration: 90_000 }, 1760371200000)
 * // => 1760371110000
 * ```
 */
export function dateEvent({ type, duration }: Pick<EventDraft, 'type' | 'duration'>, now: number): number {
  // More than a day is no length: it is kept as unknown.
  const isKnown = type === 'session_end' && typeof duration === 'number' && duration > 0 && duration <= MAX_DURATION_MS
  return isKnown ? now - Math.round(duration) : now
}
