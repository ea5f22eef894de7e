import type { Telemetry } from '@parel/telemetry-browser'
import { documentSurroundings, type PageSurroundings } from './page-surroundings'

/** A page to count. */
export interface VisitOptions {
  readonly client: Telemetry
  readonly page: string
  /** The location: one page in two places is two visits. Only compared, never sent. Defaults to the document's location. */
  readonly place?: string
  /** For routers: how to detect a page that only redirects, which is not a view. */
  readonly redirect?: RedirectCheck | undefined
}

/** Delays the view of a page until it is clear that the page stays. */
export interface RedirectCheck {
  /** Calls `done` when the view has waited long enough. The returned function cancels the wait. */
  wait(done: () => void): () => void
  /** Asked when the wait is over, or, with `leaving`, when the page is left before that. */
  isRedirect_(leaving?: boolean): boolean | undefined
}

/** Counts views and visible time: one view per visit. */
export interface Visits {
  /** Starts a visit. The returned function ends it, unless the same visit is started again in the same task. */
  enter(options: VisitOptions): () => void
  /** Records the leaves that are still pending. */
  settle_(): void
  /** Those that are open, and those that ended in this task; the ones begun last come last. */
  readonly open_: ReadonlySet<Visit>
}

/** A longer gap between two signs of activity was sleep or absence, not reading; the same as in the browser client. */
const MAX_GAP_MS = 1_800_000

/** One visit of a page. */
export interface Visit extends VisitOptions {
  /** Whether the client records. Cached, because activity is frequent and `inspect()` returns its whole state. */
  isAllowed_: boolean
  /** While true, the view waits for {@link RedirectCheck}. */
  isWaiting_?: boolean
  isViewed_?: boolean
  /** When the clock was started; undefined while it is stopped. */
  since_?: number | undefined
  unreported_: number
  /** Set from the end of the visit until it is closed or continued. */
  closing_?: ReturnType<typeof setTimeout> | undefined
  unsubscribe_(): void
}

/**
 * Creates a counter of visits.
 *
 * React runs effects twice in StrictMode, on hot reload and when a tree is remounted. So the end of a visit waits for the next task: if
 * the same visit is started before that, it continues. While the page is hidden or prerendered, or the client may not record, the view waits.
 * Each time the page is hidden, the time since the last report is recorded, because this may be the last thing the page can do.
 */
export function createVisits(surroundings: PageSurroundings): Visits {
  const open = new Set<Visit>()
  /** Stops the clock and records the time since the last report. */
  const report = (visit: Visit) => {
    // The page ends while its view waits: it was not a redirect.
    view(visit)
    pause(visit)
    const duration = Math.round(visit.unreported_)
    visit.unreported_ = 0
    if (visit.isViewed_ && duration > 0) visit.client.trackEvent({ type: 'page_leave', page: visit.page, duration })
  }

  let unwatch: (() => void) | undefined
  /** Starts or continues counting, if the page is visible and the client records. Called at every sign of activity. */
  const resume = (visit: Visit) => {
    if (visit.closing_) return
    pause(visit)
    // Time during which recording was refused is not added later.
    if (!visit.isAllowed_) visit.unreported_ = 0
    else if (surroundings.isSeen_()) {
      visit.since_ = surroundings.now()
      if (!visit.isWaiting_) view(visit)
    }
  }
  const settle = () => open.forEach((visit) => visit.closing_ && close(visit))
  const refresh = (isRevived: boolean) => {
    for (const visit of open) {
      if (!visit.closing_ && isRevived) visit.isViewed_ = false
      if (!surroundings.isSeen_()) report(visit)
      else resume(visit)
    }
  }
  const close = (visit: Visit) => {
    clearTimeout(visit.closing_)
    visit.unsubscribe_()
    open.delete(visit)
    report(visit)
    if (open.size) return
    unwatch?.()
    unwatch = undefined
  }
  /** Stops the clock. */
  const pause = (visit: Visit) => {
    const now = surroundings.now()
    visit.unreported_ += Math.min(now - (visit.since_ ?? now), MAX_GAP_MS)
    visit.since_ = undefined
  }
  const begin = (options: VisitOptions) => {
    const ask = () => {
      visit.isAllowed_ = mayRecord(options)
      resume(visit)
    }
    const visit: Visit = { ...options, isAllowed_: mayRecord(options), unreported_: 0, unsubscribe_: options.client.subscribe(ask) }
    unwatch ??= surroundings.watch_(refresh)
    open.add(visit)
    return visit
  }

  return {
    enter(options) {
      const wanted = { place: surroundings.readPlace_(), ...options }
      // Clients that differ only in their context share all functions that record nothing.
      const same = [...open].find((each) => each.closing_ && each.place === wanted.place && each.page === wanted.page && each.client.subscribe === wanted.client.subscribe)
      // Other visits that are about to close may be started again, too.
      if (!same) settle()
      const visit = same ?? begin(wanted)
      clearTimeout(visit.closing_)
      visit.isWaiting_ = !!wanted.redirect
      visit.closing_ = undefined
      resume(visit)
      let isOpen = true
      const stopWaiting = wanted.redirect?.wait(() => {
        if (!isOpen) return
        visit.isWaiting_ = false
        resume(visit)
      })
      return () => {
        isOpen = false
        stopWaiting?.()
        if (visit.isWaiting_) view(visit, true)
        pause(visit)
        visit.closing_ = setTimeout(() => close(visit))
      }
    },
    open_: open,
    settle_: settle,
  }
}

/** Records the view, if it is due. */
function view(visit: Visit, isLeaving?: boolean): void {
  if (visit.isViewed_ || visit.since_ === undefined || visit.redirect?.isRedirect_(isLeaving)) return
  visit.isViewed_ = true
  visit.client.trackPageView(visit.page)
}

/** Waiting for consent counts as recording: the client keeps such events in memory and decides later. */
function mayRecord({ client }: VisitOptions): boolean {
  return /^[wr]/.test(client.inspect().state)
}

/** For routers that redirect in the same task: waits for the next one. */
export function waitForTask(done: () => void): () => void {
  const timer = setTimeout(done)
  return () => clearTimeout(timer)
}

/** The visits of this document. */
export const visits = createVisits(documentSurroundings)
