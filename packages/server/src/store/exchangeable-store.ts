import type { TelemetryStore } from './store'

/** A store whose implementation can be replaced while it is in use, for example by one with other rules on the same file. */
export interface ExchangeableStore extends TelemetryStore {
  /** Lets every call that begins from now on go to another store. The one before is closed when its calls have ended. */
  exchange(next: TelemetryStore): void
}

/**
 * Makes a store exchangeable.
 *
 * @param first - The open store with which it begins.
 */
export function exchangeableStore(first: TelemetryStore): ExchangeableStore {
  const { enter, leave, exchange, close } = createPlace(first)
  const ask: Ask = async (work) => {
    const held = enter()
    try {
      return await work(held.store)
    } finally {
      leave(held)
    }
  }
  return {
    exchange,
    close,
    async *exportDay(day) {
      const held = enter()
      try {
        yield* held.store.exportDay(day)
      } finally {
        leave(held)
      }
    },
    ...forwardCalls(ask),
  }
}

interface Held {
  readonly store: TelemetryStore
  calls: number
  /** Set when another one has taken its place. */
  isRetired: boolean
}

interface Place extends Pick<ExchangeableStore, 'exchange' | 'close'> {
  enter(): Held
  leave(held: Held): void
}

function createPlace(first: TelemetryStore): Place {
  let current: Held = { store: first, calls: 0, isRetired: false }
  const closing = new Set<Promise<void>>()
  const closeUnused = (held: Held) => {
    if (!held.isRetired || held.calls > 0) return
    const closed: Promise<void> = held.store.close().catch(() => undefined).finally(() => closing.delete(closed))
    closing.add(closed)
  }
  return {
    enter() {
      current.calls++
      return current
    },
    leave(held) {
      held.calls--
      closeUnused(held)
    },
    exchange(store) {
      const before = current
      current = { store, calls: 0, isRetired: false }
      before.isRetired = true
      closeUnused(before)
    },
    async close() {
      await current.store.close()
      await Promise.all(closing)
    },
  }
}

type Ask = <Result>(work: (store: TelemetryStore) => Promise<Result>) => Promise<Result>

function forwardCalls(ask: Ask): Omit<TelemetryStore, 'close' | 'exportDay' | 'backup'> {
  return {
    open: () => ask((store) => store.open()),
    insert: (batch) => ask((store) => store.insert(batch)),
    readAggregates: (query, now) => ask((store) => store.readAggregates(query, now)),
    readDays: (query, now) => ask((store) => store.readDays(query, now)),
    readTotals: (query, now) => ask((store) => store.readTotals(query, now)),
    readTransitions: (query, now) => ask((store) => store.readTransitions(query, now)),
    readEvents: (options) => ask((store) => store.readEvents(options)),
    aggregate: (options) => ask((store) => store.aggregate(options)),
    cleanup: (options) => ask((store) => store.cleanup(options)),
    health: (now) => ask((store) => store.health(now)),
    ready: () => ask(async (store) => (store.ready === undefined ? void (await store.health(Date.now())) : store.ready())),
    acquireLease: (name, options) => ask((store) => store.acquireLease(name, options)),
    readSetting: (key) => ask((store) => store.readSetting(key)),
    writeSetting: (key, value) => ask((store) => store.writeSetting(key, value)),
    listSettings: (prefix) => ask((store) => store.listSettings(prefix)),
  }
}
