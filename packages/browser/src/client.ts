import { createVisit, OPT_OUT_KEY, type Visit } from './visit'
import { createApi, type Controls, type EventDraft, type Guard } from './api'
import { listen, readPath } from './page'
import { findLocal, readItem, writeItem } from './stored-item'
import { createDelivery, type Delivery } from './delivery'
import { readEndpoint } from './endpoint'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import { attempt } from './attempt'
import { addTo } from './add-to'
import { createEmitter } from './emitter'
import { countLoss, type Losses } from './losses'
import { readSignal } from './signals'
import { createRateLimit } from './rate-limit'
import type { Telemetry, TelemetryState } from './telemetry-interface'
import { findSession, SESSION_KEY, LIVE_KEY } from './session'

const MAX_WAITING = 100
/** No session is longer. A start that was never set would give the time since 1970, which is meaningless. */
const DAY_MS = 86_400_000

/** Connects state, session, cleaning and delivery. With a `fixed` state nothing is ever recorded. */
export function createClient(options: TelemetryOptions, environment: Environment, fixed: TelemetryState | false): Telemetry {
  const { now_: now } = environment
  const hasPage = environment.hasPage_ && !fixed
  const endpoint_ = fixed ? '' : readEndpoint(options.endpoint, hasPage)
  const losses: Losses = {}
  const emitter = createEmitter(options, losses)
  const signal = readSignal(options)
  const isAllowed = createRateLimit()
  const listeners = new Set<() => void>()
  let state: TelemetryState = 'inert'
  let hasBegun = false
  let consent = options.requireConsent ? undefined : true
  let mayLookBack = true
  let isShutDown = false
  let optedOut: boolean | undefined
  let visit: Visit | undefined
  let delivery: Delivery | undefined
  let waiting: [draft: EventDraft, at: number | undefined][] = []
  let seenPage: string | null | undefined
  let isExcluded: (() => boolean) | undefined
  /** The order matters: permanent reasons for not recording come before temporary ones. */
  const readState = (): TelemetryState => {
    if (fixed) return fixed
    if (isShutDown || delivery?.isStopped_()) return 'stopped'
    // Read each time, because another tab may have decided; a decision made here also holds where nothing can be written.
    if (optedOut || (hasBegun && consent && hasPage && readItem(findLocal, OPT_OUT_KEY))) return 'opted-out'
    if (signal) return signal
    if (!consent) return 'waiting-for-consent'
    return hasPage && (document as { prerendering?: boolean }).prerendering ? 'prerendering' : 'recording'
  }

  const update = () =>
    guard(() => {
      const next = readState()
      if (next === state) return
      const wasOpen = state === 'recording'
      state = next
      if (next === 'recording') open()
      else if (wasOpen) close(next !== 'stopped')
      if (next === 'prerendering') listen(document, 'prerenderingchange', update)
      listeners.forEach(attempt)
    })
  const guard: Guard = (step, draft, more) => {
    try {
      step(draft as EventDraft, more)
    } catch {
      countLoss(losses, 'internal') // A fault of ours, or of `beforeSend`, must not become a fault of the page.
    }
  }
  const emit = (draft: EventDraft, at: number, sessionId: string | null) => {
    if (state === 'recording') emitter.emit_(deliver(), draft, at, sessionId)
  }
  // The first access to the storage takes milliseconds in some browsers: it waits for the first event, or for its own task.
  const begin = () => {
    if (hasBegun) return
    hasBegun = true
    update()
    // It throws where a test has replaced `fetch` but there is no `Request`.
    guard(prepare)
  }
  const accept = (draft: EventDraft, at: number) => {
    if (!isAllowed(at)) return countLoss(losses, 'rate')
    const { type, sessionId, duration } = draft as EventDraft & { duration: number }
    const own = ownSession()
    const isForeign = sessionId && sessionId !== own?.id
    // A session end carries the time of the start, because a session belongs to one day.
    if (type === 'session_end' && isForeign) at -= duration > 0 && duration <= DAY_MS ? ~~duration : 0
    else if (type === 'session_end' && own) at = own.start
    // If the app keeps its own session, the client starts none: both would count.
    else if (!isForeign) visit?.touch_(at)
    emit(draft, at, sessionId || ownSession()?.id || null)
  }
  const ownSession = () => visit?.session_?.record_
  const onStop_ = () => {
    if (options.debug && delivery) console.warn('[parel] PAREL_W04 refused. Check allowed origins, connect-src.')
    update()
  }
  const parts = { ...environment, losses_: losses, options_: options, onChange_: update, endpoint_, onStop_ }
  const record = (draft: EventDraft) => {
    const at = now()
    begin()
    // Set immediately: what waits for consent happened on this page, not on the one where consent is given.
    if (hasPage) {
      if (draft.type === 'page_view') seenPage = draft.page || readPath()
      // A session has no page, and an API call names its address itself.
      if (draft.page === undefined && /^[^s][^p]/.test(draft.type)) {
        if (isExcluded?.()) return
        draft.page = seenPage ?? readPath()
      }
    }
    if (state === 'recording') return accept(draft, at)
    if (consent === false || (state !== 'prerendering' && state !== 'waiting-for-consent')) return
    // A prerendered page was seen when it was shown, not when it was loaded.
    if (waiting.length < MAX_WAITING) waiting.push([draft, state === 'prerendering' ? undefined : at])
    else countLoss(losses, 'gate')
  }
  /** The visitor or the app has decided; `refused` if the decision was no. */
  const decide = (refused: boolean, step: () => void) => {
    if (fixed) return
    begin()
    if (refused || state === 'opted-out') mayLookBack = false
    guard(step)
    if (refused && state !== 'recording') guard(() => close(true))
    update()
  }
  const open = () => {
    if (hasPage) {
      visit = createVisit({ ...parts, host_: { mayLookBack, telemetry, onEvent: emitter.onEvent_, exclude: (check) => void (isExcluded = check) }, deliver_: deliver, emit_: emit, begin_: begin })
      visit.open_()
    }
    if (hasBegun) prepare()
    waiting.splice(0).forEach(([draft, at = now()]) => guard(() => accept(draft, at)))
  }
  /** Created with the first event or in its own task, not in the task that starts the app. */
  const deliver = () => (delivery ??= createDelivery(parts))
  /** Accesses the storages before there is an event to record, so that no click has to wait for them. */
  const prepare = () => {
    // A capture may have opted out while it started.
    if (state !== 'recording') return
    void deliver().open_()
    visit?.prepare_()
    // Not guarded, because a failure here loses no event.
    globalThis.requestIdleCallback?.(() => attempt(emitter.prepare_))
  }
  const createControls = (): Controls => {
    const setOptOut = (isOut: boolean) => {
      decide(isOut, () => {
        optedOut = isOut
        if (hasPage) writeItem(findLocal, OPT_OUT_KEY, Number(isOut))
      })
      // Browsers tell every other page of what was written; this one may have other clients.
      attempt(() => dispatchEvent(new Event(OPT_OUT_KEY)))
    }
    const openSession = () => {
      guard(() => {
        begin()
        visit?.touch_(now())
      })
      return ownSession()?.id ?? ''
    }
    const flush = async () => delivery?.flush_()
    return {
      trackSessionEnd: (sessionId, duration) =>
        guard(() => {
          if (duration === undefined && visit) {
            visit.snapshot_()
            // Recording the end may have ended the visit.
            if (visit?.session_) visit.session_.record_ = undefined
          } else if (sessionId || ownSession()) record({ type: 'session_end', sessionId, duration })
        }),
      trackSessionStart(sessionId) {
        if (sessionId && sessionId !== ownSession()?.id) guard(record, { type: 'session_start', sessionId })
        else openSession()
      },
      setConsent: (given) => decide(!given, () => (consent = given)),
      async shutdown() {
        // Another client may already have taken its place.
        guard(() => visit?.snapshot_(true))
        await flush()
        // Copies need the storage, which may not be open yet.
        await delivery?.open_()
        delivery?.exit_(true)
        isShutDown = true
        update()
      },
      optOut: () => setOptOut(true),
      flush,
      optIn: () => setOptOut(false),
      getAnonymousSessionId: openSession,
      inspect() {
        begin()
        return { state, sessionId: ownSession()?.id ?? null, queued: delivery?.pending_() ?? waiting.length, recent: emitter.recent_(), lost: { ...losses } }
      },
      subscribe: addTo(listeners),
    }
  }
  const close = (wipe: boolean) => {
    const last = deliver()
    visit?.stop_()
    delivery = visit = undefined
    last.stop_(wipe)
    if (!wipe) return
    waiting = []
    emitter.forget_()
    writeItem(findSession, SESSION_KEY, 0)
    writeItem(findSession, LIVE_KEY, 0)
  }
  const telemetry = createApi(createControls(), record, guard, [options.context])
  // Immediately, so that captures see what happens in the same task that starts the app.
  update()
  return telemetry
}
