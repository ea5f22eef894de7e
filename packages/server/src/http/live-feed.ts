import type { Cursor, TelemetryStore } from '../store/store'
import type { TelemetryEvent } from '@parel/telemetry-core'

/** Passes stored events to open live views, whichever process stored them. */
export interface LiveFeed {
  /** Something was stored: look now, not at the next turn. */
  notify(): void
  /** Begins. Returns the function that ends it. */
  subscribe(listener: LiveListener, options: SubscribeOptions): () => void
  readonly size: number
  /** Ends every subscription, and each that comes later at once. */
  close(): void
}

/** Settings of one subscription. */
export interface SubscribeOptions {
  /** Where to begin; null: with the newest events. */
  readonly after: Cursor | null
  /** Called when the feed ends it. */
  readonly onEnd?: () => void
}

/** Gets events in the order of their arrival, and the cursor behind the last one. */
export type LiveListener = (events: readonly TelemetryEvent[], cursor: Cursor) => void

interface Subscription {
  readonly listener: LiveListener
  readonly onEnd: (() => void) | undefined
  cursor: Cursor | null
}

// Events of other processes show up after this long.
const pollMs = 1000
// A burst of requests costs one look.
const settleMs = 50
const pageSize = 100
const firstPageSize = 20

/** Creates the feed. It reads only while someone watches. */
export function createLiveFeed(openStore: () => Promise<Pick<TelemetryStore, 'readEvents'>>): LiveFeed {
  const subscriptions = new Set<Subscription>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = Infinity
  let isReading = false
  let wasNotified = false
  let isClosed = false

  const schedule = (delayMs: number) => {
    // A look that comes sooner is as good.
    if (subscriptions.size === 0 || isReading || delay <= delayMs) return
    clearTimeout(timer)
    delay = delayMs
    timer = setTimeout(() => void readAll(), delayMs)
  }

  const readAll = async () => {
    isReading = true
    delay = Infinity
    wasNotified = false
    // A store that cannot be read now is asked again at the next turn; health says why.
    const more = await Promise.all([...subscriptions].map((subscription) => readOne(subscription, openStore).catch(() => false)))
    isReading = false
    // Another process may store events without notifying this one: a view that is behind must not fall further behind.
    schedule(wasNotified || more.includes(true) ? settleMs : pollMs)
  }

  return {
    notify() {
      wasNotified = true
      schedule(settleMs)
    },
    subscribe(listener, { after, onEnd }) {
      if (isClosed) {
        onEnd?.()
        return () => {}
      }
      const subscription = { listener, onEnd, cursor: after }
      subscriptions.add(subscription)
      schedule(0)
      return () => void subscriptions.delete(subscription)
    },
    get size() {
      return subscriptions.size
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const { onEnd } of subscriptions) onEnd?.()
      subscriptions.clear()
    },
  }
}

/** @returns Whether there may be more. */
async function readOne(subscription: Subscription, openStore: () => Promise<Pick<TelemetryStore, 'readEvents'>>): Promise<boolean> {
  const store = await openStore()
  const { events, cursor } = await store.readEvents(
    subscription.cursor === null ? { limit: firstPageSize } : { after: subscription.cursor, limit: pageSize },
  )
  subscription.cursor = cursor
  if (events.length > 0) subscription.listener(events, cursor)
  return events.length === pageSize
}
