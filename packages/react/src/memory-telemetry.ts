import type { EventInput, Telemetry, TelemetryState } from '@parel/telemetry-browser'
import type { Metadata, TelemetryEvent } from '@parel/telemetry-core'

/** What {@link createMemoryTelemetry} may be told. */
export interface MemoryTelemetryOptions {
  /**
   * Gives the time of an event, in milliseconds since 1970-01-01 UTC.
   *
   * @default Date.now
   */
  readonly now?: () => number
  /**
   * Id of the session.
   *
   * @default '00000000-0000-4000-8000-000000000000'
   */
  readonly sessionId?: string
  /**
   * What the client says about itself. Nothing is kept unless it is `recording`.
   *
   * @default 'recording'
   */
  readonly state?: TelemetryState
}

/** A client that keeps its events in an array instead of sending them. */
export interface MemoryTelemetry extends Telemetry {
  /** Everything recorded so far, oldest first. */
  readonly events: readonly TelemetryEvent[]
  /** Forgets the events. */
  clear(): void
  /** Changes the state and tells the subscribers. */
  setState(state: TelemetryState): void
  /** Calls back for each event; returns the function that ends it. */
  onEvent(listener: (event: TelemetryEvent) => void): () => void
}

interface Memory {
  readonly events: TelemetryEvent[]
  readonly listeners: Set<() => void>
  readonly watchers: Set<(event: TelemetryEvent) => void>
  readonly now: () => number
  readonly sessionId: string
  state: TelemetryState
  sequence: number
}

/**
 * Makes a client for tests: the whole interface, no network, no storage, no timers.
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
  const memory: Memory = {
    events: [],
    listeners: new Set(),
    watchers: new Set(),
    now: options.now ?? Date.now,
    sessionId: options.sessionId ?? '00000000-0000-4000-8000-000000000000',
    state: options.state ?? 'recording',
    sequence: 0,
  }
  return {
    ...createClient(memory, null),
    get events() {
      return memory.events
    },
    clear: () => void memory.events.splice(0),
    setState: (state) => setState(memory, state),
    onEvent(listener) {
      memory.watchers.add(listener)
      return () => memory.watchers.delete(listener)
    },
  }
}

function createClient(memory: Memory, context: Metadata | null): Telemetry {
  const record = (event: EventInput) => keep(memory, context, event)
  return {
    trackPageView: (page, sessionId, metadata) => record({ type: 'page_view', page, sessionId, metadata }),
    trackAction: (action, page, sessionId, metadata) => record({ type: 'action', action, page, sessionId, metadata }),
    trackError: (kind, page, metadata) => record({ type: 'error', action: kind, page, metadata }),
    trackApiCall: (endpoint, duration, statusCode, metadata) =>
      record({ type: 'api_call', page: endpoint, duration, metadata: { statusCode, ...metadata } }),
    trackSessionStart: (sessionId) => record({ type: 'session_start', sessionId }),
    trackSessionEnd: (sessionId, duration) => record({ type: 'session_end', sessionId, duration }),
    trackEvent: record,
    batchTrackEvents: async (events) => events.forEach(record),
    getAnonymousSessionId: () => memory.sessionId,
    flush: () => Promise.resolve(),
    shutdown: async () => setState(memory, 'stopped'),
    optOut: () => {
      memory.events.length = 0
      setState(memory, 'opted-out')
    },
    optIn: () => setState(memory, 'recording'),
    setConsent: (consent) => setState(memory, consent ? 'recording' : 'waiting-for-consent'),
    inspect: () => ({ state: memory.state, sessionId: memory.sessionId, queued: 0, recent: memory.events.slice(-50), lost: {} }),
    subscribe(listener) {
      memory.listeners.add(listener)
      return () => memory.listeners.delete(listener)
    },
    withContext: (metadata) => createClient(memory, { ...context, ...metadata }),
  }
}

function keep(memory: Memory, context: Metadata | null, event: EventInput): void {
  if (memory.state !== 'recording') return
  const kept: TelemetryEvent = {
    id: `memory-${memory.sequence++}`,
    type: event.type,
    page: event.page ?? null,
    action: event.action ?? null,
    duration: event.duration ?? null,
    metadata: joinMetadata(context, event.metadata as Metadata | null | undefined),
    sessionId: event.sessionId ?? memory.sessionId,
    platform: 'web',
    createdAt: memory.now(),
  }
  memory.events.push(kept)
  for (const watcher of memory.watchers) watcher(kept)
}

function joinMetadata(context: Metadata | null, metadata: Metadata | null | undefined): Metadata | null {
  return context || metadata ? { ...context, ...metadata } : null
}

function setState(memory: Memory, state: TelemetryState): void {
  memory.state = state
  for (const listener of memory.listeners) listener()
}
