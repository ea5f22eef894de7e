import { createApi, type Recorder } from './api'
import { type Consent, createConsent } from './consent'
import { createDelivery, type Delivery } from './delivery'
import { createEmitter } from './emitter'
import type { Environment } from './environment'
import { createGate, type Gate } from './gate'
import { createLosses } from './losses'
import type { TelemetryOptions } from './options'
import { createRateLimit } from './rate-limit'
import type { EventInput, MetadataInput } from './telemetry-interface'
import { createVisit, type Visit } from './visit'

const MAX_WAITING = 100
/** These happen on a page, so they are told which one. */
const ROUTED = new Set<EventInput['type']>(['page_view', 'action', 'error', 'web_vital', 'page_leave'])
const STOPPED = '[parel] PAREL_W04 sending has stopped: answer 401 or 403, or forbidden by policy. Check allowed origins and connect-src.'

/** Gate, session, cleaning and delivery, joined. */
export function createRecorder(options: TelemetryOptions, environment: Environment): Recorder {
  const { page, now } = environment
  const endpoint = page ? new URL(options.endpoint, page.document.baseURI).href : options.endpoint
  const consent = page && createConsent(options, page)
  const losses = createLosses()
  const isAllowed = createRateLimit(now)
  const emitter = createEmitter(options, losses)
  let waiting: { event: EventInput; at: number | undefined }[] = []
  let delivery: Delivery | undefined
  let visit: Visit | undefined
  let currentPage: string | null | undefined
  let isShutDown = false

  const guard = (step: () => void) => {
    try {
      step()
    } catch {
      losses.count('internal') // A fault of ours, or of `beforeSend`, is never a fault of the page.
    }
  }
  const emit = (input: EventInput, at: number, sessionId: string | null) => {
    if (delivery) emitter.emit(delivery, input, { at, sessionId })
  }
  const readAddress = () => page?.window.location.pathname
  const accept = (event: EventInput, at: number) => {
    if (!isAllowed()) return losses.count('rate')
    visit?.touch()
    if (event.type === 'page_view') currentPage = event.page ?? readAddress()
    const isLost = page && event.page === undefined && ROUTED.has(event.type)
    emit(isLost ? { ...event, page: currentPage ?? readAddress() } : event, at, event.sessionId || visit?.sessionId() || null)
  }
  const record: Recorder['record'] = (given, contexts) =>
    guard(() => {
      const at = now()
      gate.begin()
      const event = contexts.length ? { ...given, metadata: Object.assign({}, ...contexts, given.metadata) as MetadataInput } : given
      if (gate.state() === 'recording') return accept(event, at)
      if (!gate.isWaiting()) return
      if (waiting.length < MAX_WAITING) waiting.push({ event: { ...event }, at: gate.state() === 'prerendering' ? undefined : at })
      else losses.count('gate')
    })

  const onStop = () => {
    if (options.debug && !isShutDown) console.warn(STOPPED)
    gate.update()
  }
  const create = () => createDelivery({ endpoint, options, environment, losses, onStop })
  const start = () => {
    delivery = create()
    const telemetry = createApi(recorder, [options.context])
    if (page) visit = createVisit({ page, environment, options, endpoint, delivery, telemetry, emit, onChange: gate.update })
    visit?.begin()
    // A prerendered page was seen when it was shown, not when it was loaded.
    waiting.splice(0).forEach(({ event, at = now() }) => guard(() => accept(event, at)))
  }
  const halt = (wipe: boolean) => {
    visit?.close(wipe)
    if (wipe) {
      waiting = []
      emitter.forget()
    }
    const last = delivery ?? create()
    delivery = visit = undefined
    last.halt(wipe)
  }
  const gate = createGate({ environment, consent, isStopped: () => isShutDown || !!delivery?.isStopped(), onOpen: start, onClose: halt, guard })
  const openSession = () => {
    guard(() => {
      gate.begin()
      visit?.touch()
    })
    return visit?.sessionId() ?? ''
  }
  const trackSessionStart = (sessionId?: string) => {
    if (sessionId && sessionId !== visit?.sessionId()) record({ type: 'session_start', sessionId }, [])
    else openSession()
  }
  const trackSessionEnd = (sessionId?: string, duration?: number) =>
    guard(() => {
      if (duration === undefined && visit) {
        visit.snapshot()
        return visit.end()
      }
      const own = visit?.sessionId()
      const id = sessionId || own
      if (id) emit({ type: 'session_end', duration }, id === own && visit ? visit.startedAt() : now(), id)
    })
  const shutdown = async () => {
    guard(() => visit?.snapshot())
    await delivery?.flush()
    if (page) delivery?.exit(true)
    isShutDown = true
    gate.update()
  }
  const inspect = () => {
    gate.begin()
    const queued = delivery?.pending() ?? waiting.length
    return { state: gate.state(), sessionId: visit?.sessionId() || null, queued, recent: emitter.recent(), lost: losses.all() ?? {} }
  }
  const controls: Recorder['controls'] = {
    trackSessionStart,
    trackSessionEnd,
    getAnonymousSessionId: openSession,
    shutdown,
    inspect,
    flush: () => delivery?.flush() ?? Promise.resolve(),
    ...createChoices(gate, consent),
  }
  const recorder: Recorder = { record, controls }
  gate.update()
  return recorder
}

/** What the visitor decides, and who hears of it. */
function createChoices(gate: Gate, consent: Consent | null): Pick<Recorder['controls'], 'subscribe' | 'optOut' | 'optIn' | 'setConsent'> {
  return {
    subscribe: gate.subscribe,
    optOut: () => gate.decide(() => consent?.setOptOut(true), true),
    optIn: () => gate.decide(() => consent?.setOptOut(false), false),
    setConsent: (given) => gate.decide(() => consent?.setConsent(given), !given),
  }
}
