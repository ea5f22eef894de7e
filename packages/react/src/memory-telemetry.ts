import type { EventInput, Telemetry, TelemetryState } from '@parel/telemetry-browser'
import type { Metadata, TelemetryEvent } from '@parel/telemetry-core'
import { createMemoryState } from './memory-state'

/** Options of {@link createMemoryTelemetry}. */
export interface MemoryTelemetryOptions {
  /**
   * Returns the time of an event, in milliseconds since 1970-01-01 UTC.
   *
   * @default Date.now
   */
  readonly now?: (() => number) | undefined
  /**
   * The id of the session.
   *
   * @default '00000000-0000-4000-8000-000000000000'
   */
  readonly sessionId?: string | undefined
  /**
   * The initial state. Events are recorded only in the state `recording`; those from a waiting state (`waiting-for-consent`, `prerendering`) are
   * recorded once it becomes `recording`. Choices change the state as in a real client: for example, none does after `stopped`, or where recording is `disabled`.
   *
   * @default 'recording'
   */
  readonly state?: TelemetryState | undefined
}

/** A client that keeps its events in an array instead of sending them. */
export interface MemoryTelemetry extends Telemetry {
  /** Everything recorded so far, oldest first. */
  readonly events: readonly TelemetryEvent[]
  /** Deletes the recorded events. */
  clear(): void
  /** Sets the state, whatever was decided before, and notifies the subscribers. */
  setState(state: TelemetryState): void
  /** Calls `listener` for each event; returns a function that unsubscribes. */
  onEvent(listener: (event: TelemetryEvent) => void): () => void
}

/** Rejects what a test may mistake for the client, such as the real one, or its events. */
export function checkMemoryTelemetry(value: unknown): asserts value is MemoryTelemetry {
  if (Array.isArray((value as Partial<MemoryTelemetry> | null | undefined)?.events)) return
  throw new TypeError(`Only a client of createMemoryTelemetry() knows what was recorded, and this is ${Array.isArray(value) ? 'a list' : typeof value}. Give the client itself.`)
}

/** All functions that record nothing; they are the same whatever the context. */
type Controls = Pick<Telemetry, 'getAnonymousSessionId' | 'flush' | 'shutdown' | 'optOut' | 'optIn' | 'setConsent' | 'inspect' | 'subscribe'>

/**
 * Creates a client for tests: the whole interface, without network, storage or timers.
 *
 * @example
 * ```ts
 * const telemetry = createMemoryTelemetry()
 * telemetry.trackAction('item_purchased', '/shop', undefined, { items: 3 })
 * telemetry.events[0]?.action
 * // => 'item_purchased'
 * ```
 */
export function createMemoryTelemetry(options: MemoryTelemetryOptions = {}): MemoryTelemetry {
  const { now = Date.now, sessionId = '00000000-0000-4000-8000-000000000000' } = options
  const events: TelemetryEvent[] = []
  const waiting: TelemetryEvent[] = []
  const watchers = new Set<(event: TelemetryEvent) => void>()
  const keep = (event: TelemetryEvent) => {
    events.push(event)
    for (const watcher of watchers) watcher(event)
  }
  const state = createMemoryState(options.state ?? 'recording', {
    onOptOut: () => void events.splice(0),
    onStep() {
      if (state.read() === 'recording') waiting.splice(0).forEach(keep)
      else if (!state.isWaiting()) waiting.length = 0
    },
  })
  let sequence = 0
  const record = (event: EventInput, context: Metadata | null) => {
    if (state.read() === 'recording') keep(readEvent(event, context))
    else if (state.isWaiting()) waiting.push(readEvent(event, context))
  }
  const readEvent = (event: EventInput, context: Metadata | null): TelemetryEvent => ({
    ...fillEvent(event, context),
    id: `memory-${sequence++}`,
    sessionId: event.sessionId ?? sessionId,
    createdAt: now(),
  })
  const controls: Controls = {
    getAnonymousSessionId: () => sessionId,
    flush: () => Promise.resolve(),
    shutdown: async () => state.shutdown(),
    optOut: state.optOut,
    optIn: state.optIn,
    setConsent: state.setConsent,
    inspect: () => ({ state: state.read(), sessionId, queued: waiting.length, recent: events.slice(-50), lost: {} }),
    subscribe: state.subscribe,
  }
  return {
    ...createClient(controls, record, null),
    events,
    clear: () => void events.splice(0),
    setState: state.set,
    onEvent(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
  }
}

function createClient(controls: Controls, keep: (event: EventInput, context: Metadata | null) => void, context: Metadata | null): Telemetry {
  const record = (event: EventInput) => keep(event, context)
  return {
    ...controls,
    trackPageView: (page, sessionId, metadata) => record({ type: 'page_view', page, sessionId, metadata }),
    trackAction: (action, page, sessionId, metadata) => record({ type: 'action', action, page, sessionId, metadata }),
    trackError: (kind, page, metadata) => record({ type: 'error', action: kind, page, metadata }),
    trackApiCall: (endpoint, duration, statusCode, metadata) =>
      record({ type: 'api_call', page: endpoint, duration, metadata: { statusCode, ...metadata } }),
    trackSessionStart: (sessionId) => record({ type: 'session_start', sessionId }),
    trackSessionEnd: (sessionId, duration) => record({ type: 'session_end', sessionId, duration }),
    trackEvent: record,
    batchTrackEvents: async (events) => events.forEach(record),
    withContext: (metadata) => createClient(controls, keep, { ...context, ...(metadata as Metadata) }),
  }
}

function fillEvent(event: EventInput, context: Metadata | null): Omit<TelemetryEvent, 'id' | 'sessionId' | 'createdAt'> {
  return {
    type: event.type,
    page: event.page ?? null,
    action: event.action ?? null,
    duration: event.duration ?? null,
    metadata: joinMetadata(context, event.metadata as Metadata | null | undefined),
    platform: 'web',
  }
}

function joinMetadata(context: Metadata | null, metadata: Metadata | null | undefined): Metadata | null {
  return context || metadata ? { ...context, ...metadata } : null
}
