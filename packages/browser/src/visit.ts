import type { CaptureHost } from './capture/capture'
import type { Delivery } from './delivery'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import type { Page } from './page'
import { watchPage } from './page-exit'
import { createTabSession, type TabSession } from './tab-session'
import type { EventInput, Telemetry } from './telemetry-interface'
import { createVisibleTime } from './visible-time'

/** One document while it records: its session, its captures, its ways out. */
export interface Visit {
  /** Starts the captures and looks for what earlier pages left behind. */
  begin(): void
  /** Begins or renews the session. */
  touch(): void
  sessionId(): string
  startedAt(): number
  /** Records the length of the session so far, and what the captures hold back. */
  snapshot(): void
  /** Ends the session; the next event begins another. */
  end(): void
  /** Removes every listener; `wipe` also what lies in the storage. */
  close(wipe: boolean): void
}

export interface VisitOptions {
  readonly page: Page
  readonly environment: Environment
  readonly options: TelemetryOptions
  readonly endpoint: string
  readonly delivery: Delivery
  readonly telemetry: Telemetry
  emit(event: EventInput, at: number, sessionId: string): void
  /** Something may have changed what the visitor allows. */
  onChange(): void
}

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'scroll']

export function createVisit(visit: VisitOptions): Visit {
  const { page, environment, delivery, emit } = visit
  const visibleTime = createVisibleTime(environment, page.isVisible())
  const snapshots = new Set<() => void>()
  const restores = new Set<() => void>()
  let isLive = false
  let told = 0

  let session: TabSession | undefined
  /** The storage is first touched here, with the first event. */
  const openSession = () =>
    createTabSession({
      ...visit,
      visibleTime,
      onStart() {
        told = 0
        if (session) emit({ type: 'session_start' }, session.length().start, session.id())
      },
      onEnd: () => tellLength(),
    })
  const sessionId = () => session?.id() ?? ''
  const tellLength = () => {
    if (!session || !sessionId()) return
    const { start, duration } = session.length()
    if (duration === told) return
    told = duration
    emit({ type: 'session_end', duration }, start, sessionId())
  }
  const touch = () => {
    session ??= openSession()
    if (!isLive) session.setLive((isLive = true))
    session.touch()
  }
  const snapshot = () => {
    snapshots.forEach((listener) => listener())
    tellLength()
    session?.save()
  }
  const leave = (isLeaving: boolean) => {
    visibleTime.setVisible(false)
    snapshot()
    if (isLeaving) session?.setLive((isLive = false))
    delivery.exit(isLeaving)
  }
  const comeBack = (restored: boolean) => {
    visibleTime.setVisible(page.isVisible())
    visit.onChange()
    if (sessionId()) touch()
    delivery.resume()
    if (restored) restores.forEach((listener) => listener())
  }
  const unwatch = watchPage(page, {
    onHide: () => leave(false),
    onLeave: () => leave(true),
    onReturn: comeBack,
    onBlur: () => void delivery.flush(),
    onOnline: delivery.online,
    onBlocked: (address) => address.startsWith(visit.endpoint) && delivery.stop(),
  })
  const showLife = () => sessionId() && touch()
  const unlisten = SIGNS_OF_LIFE.map((type) => page.listen(page.document, type, showLife))
  const host: CaptureHost = {
    ...visit,
    visibleMs: visibleTime.total,
    onSnapshot: (listener) => snapshots.add(listener),
    onRestore: (listener) => restores.add(listener),
  }
  let captures: (() => void)[] = []
  const begin = () => {
    captures = (visit.options.capture ?? []).map((capture) => capture(host))
    delivery.start()
  }
  const close = (wipe: boolean) => {
    for (const stop of [unwatch, ...unlisten, ...captures]) stop()
    if (wipe) session ??= openSession()
    session?.setLive(false)
    if (wipe) session?.wipe()
  }
  const startedAt = () => session?.length().start ?? environment.now()
  return { begin, touch, sessionId, startedAt, snapshot, end: () => session?.end(), close }
}
