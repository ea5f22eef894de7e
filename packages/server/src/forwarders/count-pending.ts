import type { TelemetryStore } from '../store/store'
import type { OutboxState } from './outbox-state'

/** Limits of what waits for one destination. Beyond them the oldest are dropped, and counted. */
export interface SpoolLimits {
  /** Events. */
  readonly maxPending: number
  /** Milliseconds. Must be shorter than the retention, so that clean-up never takes what was not sent. */
  readonly maxAgeMs: number
}

const PAGE = 1000
/** Pages that one step reads, so that a long outage is counted in slices. */
const MAX_PAGES = 50

/** Counts what has arrived since it was last counted. The events stay where they are: the store is the spool. */
export async function countPending(store: Pick<TelemetryStore, 'readEvents'>, state: OutboxState, maxPages = MAX_PAGES): Promise<OutboxState> {
  let { head, pending, oldestPendingAt } = state
  for (let pages = 0; pages < maxPages; pages++) {
    const page = await store.readEvents({ after: head, limit: PAGE })
    if (pending === 0) oldestPendingAt = page.events[0]?.createdAt ?? null
    head = page.cursor
    pending += page.events.length
    if (page.events.length < PAGE) break
  }
  return { ...state, head, pending, oldestPendingAt }
}

/**
 * Counts anew when the first event that waits is another than it was: an erasure or a clean-up took events. They count as dropped at once, and not only when the
 * destination works again: until then they would be told as waiting, and take room from those that do wait.
 *
 * @param isDue - Counts anew in any case: of events that were taken behind the first one nothing else tells. Default: no.
 */
export async function noticeDeleted(store: Pick<TelemetryStore, 'readEvents'>, state: OutboxState, isDue = false): Promise<OutboxState> {
  if (state.pending === 0) return state
  const [first] = (await store.readEvents({ after: state.cursor, limit: 1 })).events
  if (!isDue && first !== undefined && (state.oldestPendingAt ?? first.createdAt) === first.createdAt) return { ...state, oldestPendingAt: first.createdAt }
  const counted = await countPending(store, { ...state, head: state.cursor, pending: 0 }, Infinity)
  return { ...counted, dropped: state.dropped + Math.max(0, state.pending - counted.pending) }
}

/** Drops the oldest of too many. */
export async function dropExcess(store: Pick<TelemetryStore, 'readEvents'>, state: OutboxState, { maxPending }: SpoolLimits): Promise<OutboxState> {
  let current = state
  while (current.pending > maxPending) {
    const page = await store.readEvents({ after: current.cursor, limit: Math.min(PAGE, current.pending - maxPending) })
    if (page.events.length === 0) break
    current = advance({ ...current, dropped: current.dropped + page.events.length }, { cursor: page.cursor, count: page.events.length })
  }
  return current === state ? state : noticeDeleted(store, current)
}

/** Moves the place behind events that are done with. */
export function advance(state: OutboxState, { cursor, count }: { readonly cursor: string; readonly count: number }): OutboxState {
  const pending = Math.max(0, state.pending - count)
  // Where nothing waits, the two places are one; this also mends the count when clean-up took events away.
  return { ...state, cursor, pending, oldestPendingAt: null, ...(pending === 0 && { head: cursor }) }
}
