import type { Telemetry } from '@parel/telemetry-browser'
import { documentSurroundings, type PageSurroundings } from './page-surroundings'

/** One page to be counted. */
export interface VisitOptions {
  readonly client: Telemetry
  readonly page: string
  /** Where it is: one page in two places is two visits. Only compared, never sent. Defaults to the place of the document. */
  readonly place?: string
  /** For routers: how to tell a page that only redirects, which is no view. */
  readonly redirect?: RedirectCheck | undefined
}

/** Makes the view of a page wait until it is clear that the page stays. */
export interface RedirectCheck {
  /** Calls back when the view has waited long enough. The returned function ends the waiting. */
  wait(done: () => void): () => void
  /** Asked when the waiting is over, and, with `leaving`, when the page is left before. */
  isRedirect_(leaving: boolean): boolean
}

/** Counts views and visible time: one view for each visit. */
export interface Visits {
  /** Opens a visit. The returned function ends it, unless the same visit is opened again in the same task. */
  enter(options: VisitOptions): () => void
  /** Records the leaves that still wait. */
  settle_(): void
  /** The page that was opened last and is still open, for what happens on it. */
  readPage_(): string | undefined
}

/** A longer gap between two signs of life was sleep or absence, not reading; the same as in the browser client. */
const MAX_GAP_MS = 1_800_000

interface Visit extends VisitOptions {
  /** Whether the client records. Kept, because signs of life are many and the client answers with all that it knows. */
  isAllowed_: boolean
  /** While true, the view waits for {@link RedirectCheck}. */
  isWaiting_?: boolean
  isViewed_?: boolean
  /** When the clock was started; undefined while it stands. */
  since_?: number | undefined
  unreported_: number
  /** Set once it has ended, until it is closed or goes on. */
  closing_?: ReturnType<typeof setTimeout> | undefined
  unsubscribe_(): void
}

/**
 * Makes a counter of visits.
 *
 * React runs effects twice in StrictMode, on hot reload and when a tree is mounted anew. So the end of a visit waits for the next task: whoever
 * opens the same visit before that carries it on. While the page is hidden or prerendered, or the client may not record, the view waits.
 * Each hiding records the time seen since the last report, because it may be the last thing that the page gets to do.
 */
export function createVisits(surroundings: PageSurroundings): Visits {
  const open = new Set<Visit>()
  /** Stops the clock and records the time since the last report. */
  const report = (visit: Visit) => {
    // The page goes while its view waits: it was no redirect.
    view(visit)
    pause(visit)
    const duration = Math.round(visit.unreported_)
    visit.unreported_ = 0
    if (visit.isViewed_ && duration > 0) visit.client.trackEvent({ type: 'page_leave', page: visit.page, duration })
  }

  let unwatch: (() => void) | undefined
  /** Stops the clock. */
  const pause = (visit: Visit) => {
    visit.unreported_ += Math.min(surroundings.now() - (visit.since_ ?? surroundings.now()), MAX_GAP_MS)
    visit.since_ = undefined
  }
  /** Counts, or goes on counting, if the page is seen and the client records. Called at every sign of life. */
  const resume = (visit: Visit) => {
    if (visit.closing_) return
    pause(visit)
    // The time that was refused is not made up for.
    if (!visit.isAllowed_) visit.unreported_ = 0
    else if (surroundings.isSeen_()) {
      visit.since_ = surroundings.now()
      if (!visit.isWaiting_) view(visit)
    }
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
  const refresh = (isRevived: boolean) => {
    for (const visit of open) {
      if (!visit.closing_ && isRevived) visit.isViewed_ = false
      if (!surroundings.isSeen_()) report(visit)
      else resume(visit)
    }
  }
  const settle = () => open.forEach((visit) => visit.closing_ && close(visit))
  const close = (visit: Visit) => {
    clearTimeout(visit.closing_)
    visit.unsubscribe_()
    open.delete(visit)
    report(visit)
    if (open.size) return
    unwatch?.()
    unwatch = undefined
  }

  return {
    enter(options) {
      const wanted = { place: surroundings.readPlace_(), ...options }
      // Clients that differ in their context only share all that is not an event.
      const same = [...open].find(({ place, page, client, closing_ }) => closing_ && place === wanted.place && page === wanted.page && client.subscribe === wanted.client.subscribe)
      // Those beside it may be opened again, too.
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
    readPage_: () => [...open].filter(({ closing_ }) => !closing_).at(-1)?.page,
    settle_: settle,
  }
}

/** Records the view, if it is due. */
function view(visit: Visit, isLeaving = false): void {
  if (visit.isViewed_ || visit.since_ === undefined || visit.redirect?.isRedirect_(isLeaving)) return
  visit.isViewed_ = true
  visit.client.trackPageView(visit.page)
}

/** Waiting for consent counts as recording: the client keeps such events in memory and decides. */
function mayRecord({ client }: VisitOptions): boolean {
  return /^rec|^wai/.test(client.inspect().state)
}

/** For routers that redirect in the same task: the next one. */
export function waitForTask(done: () => void): () => void {
  const timer = setTimeout(done)
  return () => clearTimeout(timer)
}

/** The visits of this document. */
export const visits = createVisits(documentSurroundings)
