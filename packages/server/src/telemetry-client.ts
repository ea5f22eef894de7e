import { createEventId, createStreamId, dateEvent, isRefusal, MAX_BATCH_EVENTS, type EventContext, type EventType, type TelemetryEvent } from '@parel/telemetry-core'
import type { DeveloperHints } from './http/developer-hints'
import type { CleaningRules } from './cleaning/cleaning-rules'
import { choosePrepare } from './cleaning/prepare-stored'
import { listIgnored } from './http/ignored-fields'
import type { Counts, TelemetryStore } from './store/store'

/** Metadata as the caller passes it. It is cleaned before anything else happens to it. */
export type MetadataInput = Readonly<Record<string, unknown>>

/** An event as the caller passes it; everything except `type` is optional. */
export interface EventInput {
  readonly type: EventType
  readonly page?: string | null | undefined
  readonly action?: string | null | undefined
  /** Milliseconds. */
  readonly duration?: number | null | undefined
  readonly metadata?: MetadataInput | null | undefined
  /**
   * A random id for one visit, such as from `crypto.randomUUID()`; 1 to 64 letters, digits, `-` and `_`. It is stored unchanged: an account id or a name
   * (`user-42`) would identify somebody in every event.
   */
  readonly sessionId?: string | null | undefined
}

/** The guide's functions on the server, straight into the store. None throws or waits, but for `flush` and `batchTrackEvents`, and each works alone. */
export interface TelemetryClient {
  trackPageView: (page: string, sessionId?: string, metadata?: MetadataInput) => void
  trackAction: (action: string, page?: string, sessionId?: string, metadata?: MetadataInput) => void
  trackError: (kind: string, page?: string, metadata?: MetadataInput) => void
  /** @param duration - Milliseconds. @param statusCode - 100 to 599, 0 when there was no answer, or undefined when it is not known. */
  trackApiCall: (endpoint: string, duration: number, statusCode: number | undefined, metadata?: MetadataInput) => void
  trackSessionStart: (sessionId: string) => void
  /** @param sessionDuration - Milliseconds. */
  trackSessionEnd: (sessionId: string, sessionDuration: number) => void
  trackEvent: (event: EventInput) => void
  /** Resolves when the events are durable or given up. */
  batchTrackEvents: (events: readonly EventInput[]) => Promise<void>
  /** Resolves when everything so far is durable or given up. */
  flush: () => Promise<void>
}

/** Collaborators of {@link createTelemetryClient}. */
export interface TelemetryClientOptions {
  readonly enabled: boolean
  readonly cleaning: CleaningRules
  readonly store: () => Promise<Pick<TelemetryStore, 'insert'>>
  readonly now: () => number
  /** Called after events were stored. */
  readonly onStored?: () => void
  readonly hints?: DeveloperHints
  /** Fires when the server is closed: what is not stored by then is given up. Default: never. */
  readonly signal?: AbortSignal
}

// Long enough to write many events at once, short enough that little is lost when the process ends.
const flushDelayMs = 100
const retryDelayMs = 1000
// Includes events that are being written: otherwise every flush would start another queue while a store hangs.
const maxWaiting = 20_000
const maxTries = 5

/** Creates the client for the host's own server code, such as a route handler or a job that times its calls. */
export function createTelemetryClient(options: TelemetryClientOptions): TelemetryClient {
  const queue = createQueue(options)
  const track = (event: EventInput) => queue.add(event)
  return {
    trackPageView: (page, sessionId, metadata) => track({ type: 'page_view', page, sessionId, metadata }),
    trackAction: (action, page, sessionId, metadata) => track({ type: 'action', action, page, sessionId, metadata }),
    trackError: (kind, page, metadata) => track({ type: 'error', action: kind, page, metadata }),
    trackApiCall: (endpoint, duration, statusCode, metadata) => track({ type: 'api_call', page: endpoint, duration, metadata: { statusCode, ...metadata } }),
    trackSessionStart: (sessionId) => track({ type: 'session_start', sessionId }),
    trackSessionEnd: (sessionId, sessionDuration) => track({ type: 'session_end', sessionId, duration: sessionDuration }),
    trackEvent: track,
    async batchTrackEvents(events) {
      for (const event of events) track(event)
      await queue.flush()
    },
    flush: queue.flush,
  }
}

interface Queue {
  add(event: EventInput): void
  flush(): Promise<void>
}

function createQueue({ enabled, cleaning, store, now, onStored, hints, signal }: TelemetryClientOptions): Queue {
  const prepare = choosePrepare(cleaning)
  const streamId = createStreamId(now())
  const removed = createTally()
  const ignored = createTally()
  let queued: TelemetryEvent[] = []
  let sequence = 0
  let waiting = 0
  let overflow = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async (events: readonly TelemetryEvent[], { first, tries }: { readonly first: number; readonly tries: number }): Promise<void> => {
    const stream = { id: streamId, firstSequence: first, nextSequence: first + events.length, lost: new Map(overflow > 0 ? [['overflow', overflow]] : []) }
    const taken = { removed: removed.take(), ignored: ignored.take() }
    try {
      await (await store()).insert({ events, dropped: new Map(), ...taken, stream, receivedAt: now() })
      onStored?.()
    } catch {
      // The store's health reports the reason; the host's code must not be disturbed.
      for (const [rule, count] of taken.removed) removed.add(rule, count)
      for (const [field, count] of taken.ignored) ignored.add(field, count)
      const isLast = tries + 1 >= maxTries
      if (!isLast) await rest(retryDelayMs * 2 ** tries, signal)
      if (isLast || signal?.aborted === true) return void (overflow += events.length)
      await write(events, { first, tries: tries + 1 })
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const events = queued
    const first = sequence - events.length
    queued = []
    for (let start = 0; start < events.length; start += MAX_BATCH_EVENTS) {
      const chunk = events.slice(start, start + MAX_BATCH_EVENTS)
      writing = writing.then(() => write(chunk, { first: first + start, tries: 0 })).then(() => void (waiting -= chunk.length))
    }
    return writing
  }

  return {
    add(event) {
      if (!enabled || signal?.aborted === true) return
      const onRemoved = (rule: string) => removed.add(rule)
      const context = { ...cleaning, onRemoved, id: createEventId(streamId, sequence), createdAt: now(), sessionId: null, platform: 'web' } as const
      const prepared = prepareSafely(prepare, event, context)
      if (prepared === null) return
      if (waiting >= maxWaiting) return void overflow++
      for (const field of listIgnored(event, prepared)) {
        ignored.add(field)
        hints?.ignored(field)
      }
      hints?.session(prepared.sessionId)
      sequence++
      waiting++
      queued.push({ ...prepared, createdAt: dateEvent(prepared, prepared.createdAt) })
      timer ??= setTimeout(() => void flush(), flushDelayMs)
    },
    flush,
  }
}

/** Ends early when the signal fires: a timer would keep the process of a server that is closed. */
function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (signal?.aborted === true) done()
    else signal?.addEventListener('abort', done)
  })
}

interface Tally {
  add(name: string, count?: number): void
  /** Everything since the last time. */
  take(): Counts
}

function createTally(): Tally {
  let counts = new Map<string, number>()
  return {
    add: (name, count = 1) => void counts.set(name, (counts.get(name) ?? 0) + count),
    take() {
      const taken = counts
      counts = new Map()
      return taken
    },
  }
}

function prepareSafely(prepare: ReturnType<typeof choosePrepare>, event: EventInput, context: EventContext): TelemetryEvent | null {
  try {
    const prepared = prepare(event, context)
    return isRefusal(prepared) ? null : prepared
  } catch {
    // A getter of the caller's object threw: its event is lost, its work must not be.
    return null
  }
}
