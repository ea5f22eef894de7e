import { createSession, LIVE_KEY, findSession, type Session } from './session'
import { isVisible, listen } from './page'
import type { EventInput } from './telemetry-interface'
import type { Delivery } from './delivery'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import { writeItem, readItem, type FindStorage } from './stored-item'
import { attempt } from './attempt'
import { createVisibleTime } from './visible-time'
import type { CaptureHost } from './capture/capture'
import { addTo } from './add-to'

/** Key in `localStorage` for the stored opt-out; nothing is written before somebody opts out. Also the event that tells the other clients of the page. */
export const OPT_OUT_KEY = 'parel.optout'

/** One document while it is recorded: its session, its captures, and the ways it can end. */
export interface Visit {
  /** Starts the captures. */
  open_(): void
  /** Listens for activity and for the end of the page, and accesses the storage once, because the first access takes milliseconds. Call it before the first `touch_`. */
  prepare_(): void
  /** Starts or renews the session. */
  touch_(time: number): void
  /** Undefined before the first `touch_`. */
  session_?: Session
  /** Records the length of the session so far, and whatever the captures hold back; the last one also stops the captures. What the app records itself still belongs to the visit. */
  snapshot_(isLast?: boolean): void
  /** Removes every listener. */
  stop_(): void
}

export interface VisitOptions extends Environment {
  readonly options_: TelemetryOptions
  readonly endpoint_: string
  /** What the captures can access of the client. */
  readonly host_: Pick<CaptureHost, 'mayLookBack' | 'telemetry' | 'onEvent' | 'exclude'>
  deliver_(): Delivery
  /** Accesses the storages, in its own task unless an event comes first. */
  begin_(): void
  emit_(event: EventInput, at: number, sessionId: string): void
  /** Called when something may have changed what the visitor allows. */
  onChange_(): void
}

export function createVisit(visit: VisitOptions): Visit {
  const { options_: options, deliver_: deliver, endpoint_: endpoint } = visit
  const visibleMs = createVisibleTime(visit)
  const snapshots = new Set<() => void>()
  const shows = new Set<(isRestored?: boolean) => void>()
  const mark = performance.timeOrigin
  let isOver = false
  // Whoever opts out inside `beforeSend` may do so while the session is being written.
  const find: FindStorage = () => (isOver || options.storage === 'memory' ? null : findSession())

  /** 0 removes the mark. Only the first event and a return to the page set it: events between "pagehide" and the end must not make the next document look like a copy. */
  const setMark = (value: number) => here.session_ && writeItem(find, LIVE_KEY, value)
  const showLife = () => {
    if (here.session_?.record_) touch(visit.now_())
  }
  const stopCaptures = () => captures.splice(0).forEach(attempt)
  const close = () => {
    stopCaptures()
    stops.forEach(attempt)
    setMark(0)
    isOver = true
  }
  const snapshot = (isLast?: boolean) => {
    snapshots.forEach(attempt)
    here.session_?.snapshot_()
    if (isLast) stopCaptures()
  }
  const touch = (time: number) => {
    if (!here.session_) {
      const live = Number(readItem(find, LIVE_KEY))
      here.session_ = createSession({
        ...visit,
        find_: find,
        visibleMs_: visibleMs,
        // Another client of this document has written the session, including the time so far.
        base_: live === mark ? visibleMs() : 0,
        // A reload or a return may find the mark of a page that had no time to remove it: that is the same tab.
        isCopy_: !!live && live !== mark && (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]).every(({ type }) => type === 'navigate'),
      })
      setMark(mark)
    }
    here.session_.touch_(time)
  }
  const leave = (isLeaving: boolean) => {
    visibleMs(false)
    snapshot()
    if (isLeaving) setMark(0)
    deliver().exit_(isLeaving)
  }
  const look = (isRestored?: boolean) => {
    if (!isVisible()) return leave(false)
    visibleMs(true)
    setMark(mark)
    showLife()
    deliver().resume_()
    // Last, because it may stop recording: a page that was asleep missed an opt-out in another tab.
    visit.onChange_()
    shows.forEach((show) => attempt(() => show(isRestored)))
  }
  const captures: (() => void)[] = []
  const stops = [visit.after_(0, visit.begin_)]
  const begin = () => {
    const host: CaptureHost = { ...visit.host_, page: { window, isVisible, listen, document }, endpoint, visibleMs, onSnapshot: addTo(snapshots), onShow: addTo(shows) }
    options.capture?.forEach((capture) => attempt(() => capture && captures.push(capture(host))))
    // One of them has ended the visit, for example with an opt-out.
    if (isOver) stopCaptures()
  }
  const prepare = () => {
    // Once: an event may come while the visit opens, from a capture or because a prerendered page is shown.
    here.prepare_ = () => {}
    visibleMs(isVisible())
    // Not in the task that starts the app, because it opens both storages, and Chromium tells another process who listens for the end of a page.
    // Never `unload` or `beforeunload`: they do not fire on phones, and they disable the back/forward cache. All listeners are on `window`, in the
    // bubble phase, so that the page's listeners run first and their last events are still sent. Any of these events may come twice, or be undone.
    stops.push(
      listen(window, 'visibilitychange', () => look()),
      listen(window, 'pagehide', () => leave(true)),
      listen(window, 'pageshow', (event) => {
        if ((event as PageTransitionEvent).persisted) look(true)
      }),
      listen(window, 'blur', () => void deliver().flush_()),
      listen(window, 'online', () => deliver().online_()),
      listen(window, 'securitypolicyviolation', (event) => {
        const { blockedURI, disposition } = event as SecurityPolicyViolationEvent
        // A report-only policy reports what it lets through.
        if (disposition !== 'report' && blockedURI.startsWith(endpoint)) deliver().stop_()
      }),
      listen(window, 'storage', visit.onChange_),
      listen(window, OPT_OUT_KEY, visit.onChange_),
      ...['pointerdown', 'keydown', 'scroll'].map((type) => listen(document, type, showLife)),
    )
    readItem(find, LIVE_KEY)
  }
  const here: Visit = { open_: begin, prepare_: prepare, snapshot_: snapshot, touch_: touch, stop_: close }
  return here
}
