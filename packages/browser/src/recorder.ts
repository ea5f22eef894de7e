import { createEventId, isRefusal, prepareEvent, type TelemetryEvent } from '@parel/telemetry-core'
import { createApi } from './api'
import { createConsent } from './consent'
import { createDelivery, type Delivery } from './delivery'
import type { Environment } from './environment'
import { createLosses } from './losses'
import type { TelemetryOptions } from './options'
import { createRateLimit } from './rate-limit'
import type { EventInput, MetadataInput, Telemetry, TelemetryState } from './telemetry-interface'
import { createVisit, type Visit } from './visit'

/** Gate, session, cleaning and delivery, joined. */
export interface Recorder {
  /** `contexts` are metadata that the event's own may overwrite. */
  record(event: EventInput, contexts: readonly (MetadataInput | undefined)[]): void
  startSession(sessionId?: string): void
  endSession(sessionId?: string, duration?: number): void
  readonly controls: Pick<
    Telemetry,
    'getAnonymousSessionId' | 'flush' | 'shutdown' | 'optOut' | 'optIn' | 'setConsent' | 'inspect' | 'subscribe'
  >
}

const MAX_WAITING = 100
const MAX_RECENT = 50
const ROUTED = new Set<EventInput['type']>(['page_view', 'action', 'error', 'web_vital', 'page_leave'])

export function createRecorder(options: TelemetryOptions, environment: Environment): Recorder {
  const { page, now } = environment
  const endpoint = page ? new URL(options.endpoint, page.document.baseURI).href : options.endpoint
  const consent = page && createConsent(options, page)
  const losses = createLosses()
  const isAllowed = createRateLimit(now)
  const listeners = new Set<() => void>()
  let state: TelemetryState = 'inert'
  let recent: TelemetryEvent[] = []
  let waiting: { event: EventInput; at: number }[] = []
  let delivery: Delivery | undefined
  let visit: Visit | undefined
  let currentPage: string | null | undefined
  let isShutDown = false
  let hasBegun = false
  let cancelBegin = () => {}

  const { routes, strict, allow, deny, events, platform = 'web' } = options
  const cleaning = { routes, strict, allow, deny, events, platform }
  const contexts = options.context ? [options.context] : []

  const guard = (step: () => void) => {
    try {
      step()
    } catch {
      losses.count('internal') // A fault of ours, or of `beforeSend`, is never a fault of the page.
    }
  }
  const emit = (input: EventInput, at: number, sessionId: string | null) => {
    if (!delivery || isSampledOut(sessionId, options.sampleRate)) return
    const removed: string[] = []
    const context = {
      ...cleaning,
      onRemoved: options.debug ? (rule: string) => removed.push(rule) : undefined,
      id: createEventId(delivery.stream, delivery.sequence()),
      createdAt: at,
      sessionId,
    }
    let event = prepareEvent(input, context)
    if (!isRefusal(event) && options.beforeSend) {
      const changed = options.beforeSend(event)
      if (!changed) return losses.count('before_send')
      event = prepareEvent(changed, context)
    }
    if (options.debug) console.debug('[parel]', { given: input, sent: event, removed })
    if (isRefusal(event)) return losses.count(event.refused)
    recent.push(event)
    if (recent.length > MAX_RECENT) recent.shift()
    delivery.append(event)
  }
  const accept = (event: EventInput, at: number) => {
    if (!isAllowed()) return losses.count('rate')
    visit?.touch()
    if (event.type === 'page_view') currentPage = event.page ?? page?.window.location.pathname
    emit(withPage(event), at, event.sessionId || visit?.sessionId() || null)
  }
  const withPage = (event: EventInput): EventInput =>
    page && event.page === undefined && ROUTED.has(event.type)
      ? { ...event, page: currentPage ?? page.window.location.pathname }
      : event
  const record: Recorder['record'] = (given, contexts) =>
    guard(() => {
      const at = now()
      begin()
      const event = contexts.length ? { ...given, metadata: Object.assign({}, ...contexts, given.metadata) as MetadataInput } : given
      if (state === 'recording') return accept(event, at)
      if (!isGated(state) || consent?.isDenied()) return
      if (waiting.length < MAX_WAITING) waiting.push({ event: { ...event }, at })
      else losses.count('gate')
    })

  const onStop = () => {
    if (options.debug && !isShutDown) console.warn('[parel] PAREL_W04 sending has stopped: the collector answers 401 or 403, or the policy of the page forbids it. Check its allowed origins and connect-src.')
    update()
  }
  const create = () => createDelivery({ endpoint, options, environment, losses, onStop })
  const start = () => {
    delivery = create()
    if (page) visit = createVisit({ page, environment, options, endpoint, delivery, telemetry: createApi(recorder, contexts), emit, onChange: update })
    visit?.begin()
    const early = waiting
    waiting = []
    early.forEach(({ event, at }) => guard(() => accept(event, at)))
  }
  const halt = (wipe: boolean) => {
    visit?.close(wipe)
    if (wipe) waiting = recent = []
    const last = delivery ?? create()
    delivery = visit = undefined
    last.halt(wipe)
  }
  const readState = (): TelemetryState => {
    if (isShutDown || delivery?.isStopped()) return 'stopped'
    return consent ? consent.state(hasBegun) : 'recording'
  }
  const update = () =>
    guard(() => {
      const next = readState()
      if (next === state) return
      const wasRecording = state === 'recording'
      state = next
      if (next === 'recording') start()
      else if (wasRecording) halt(next !== 'stopped')
      listeners.forEach((listener) => guard(listener))
    })
  // The first look at the storage costs milliseconds in some browsers: it waits for the first event, or for a task of its own.
  const begin = () => {
    if (hasBegun) return
    hasBegun = true
    cancelBegin()
    update()
  }
  const decide = (step: () => void, refused: boolean) => {
    hasBegun = true
    cancelBegin()
    guard(step)
    if (refused && state !== 'recording') guard(() => halt(true))
    update()
  }

  const recorder: Recorder = {
    record,
    startSession: (sessionId) => guard(() => {
      begin()
      if (sessionId && sessionId !== visit?.sessionId()) record({ type: 'session_start', sessionId }, [])
      else visit?.touch()
    }),
    endSession: (sessionId, duration) => guard(() => {
      if (duration === undefined && visit) {
        visit.snapshot()
        return visit.end()
      }
      const own = visit?.sessionId()
      const id = sessionId || own
      if (id) emit({ type: 'session_end', duration }, id === own && visit ? visit.startedAt() : now(), id)
    }),
    controls: {
      getAnonymousSessionId() {
        guard(() => {
          begin()
          visit?.touch()
        })
        return visit?.sessionId() ?? ''
      },
      flush: () => delivery?.flush() ?? Promise.resolve(),
      async shutdown() {
        guard(() => visit?.snapshot())
        await delivery?.flush()
        if (page) delivery?.exit(true)
        isShutDown = true
        update()
      },
      optOut: () => decide(() => consent?.optOut(), true),
      optIn: () => decide(() => consent?.optIn(), false),
      setConsent: (given) => decide(() => consent?.setConsent(given), !given),
      inspect() {
        begin()
        return {
          state,
          sessionId: visit?.sessionId() || null,
          queued: delivery?.pending() ?? waiting.length,
          recent: [...recent],
          lost: losses.all() ?? {},
        }
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
  if (page) {
    cancelBegin = environment.after(0, begin)
    page.listen(page.document, 'prerenderingchange', update)
  }
  update()
  return recorder
}

function isGated(state: TelemetryState): boolean {
  return state === 'waiting-for-consent' || state === 'prerendering'
}

/** By the id of the session, so that a session is recorded whole or not at all. */
function isSampledOut(sessionId: string | null, rate = 1): boolean {
  return rate < 1 && sessionId !== null && Number.parseInt(sessionId.slice(0, 8), 16) / 2 ** 32 >= rate
}
