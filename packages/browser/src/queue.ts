import * as limits from './delivery-limits'
import { countLoss, type LossReason, type Losses } from './losses'
import type { Outbox } from './outbox'
import { FLYING, WAITING, type Segment } from './segment'

/** What is not acknowledged yet. */
export interface Queue {
  /** Oldest first. */
  readonly segments_: Set<Segment>
  /** Forgets a segment and its copy; with a reason it is a loss. */
  remove_(segment: Segment, reason?: LossReason): void
  /** Events in it. */
  pending_(): number
  /** Drops the oldest until at most this many events are left. */
  trim_(maxEvents: number, reason: LossReason): void
  /** Those that wait, ready or not: when the page is left there is no time to finish. */
  waiting_(): Segment[]
}

export function createQueue(outbox: Outbox, losses: Losses): Queue {
  const segments = new Set<Segment>()
  const sum = (measure: (segment: Segment) => number) => {
    let total = 0
    for (const segment of segments) total += measure(segment)
    return total
  }
  const pending = () => sum(({ count_ }) => count_)
  const remove: Queue['remove_'] = (segment, reason) => {
    segments.delete(segment)
    if (reason) countLoss(losses, reason, segment.count_)
    outbox.remove_(segment)
  }
  return {
    segments_: segments,
    remove_: remove,
    pending_: pending,
    trim_(maxEvents, reason) {
      for (const segment of segments) {
        if (pending() <= maxEvents && sum(({ body_ }) => body_.length) <= limits.MAX_BYTES) return
        if (segment.state_ !== FLYING) remove(segment, reason)
      }
    },
    waiting_: () => [...segments].filter(({ state_ }) => state_ <= WAITING),
  }
}
