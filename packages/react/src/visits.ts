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
  settle(): void
  /** The page that was opened last and is still open, for what happens on it. */
  readPage(): string | undefined
}

type Options = VisitOptions & Required<Pick<VisitOptions, 'place'>>

/** A longer gap between two signs of life was sleep or absence, not reading; the same as in the browser client. */
const MAX_GAP_MS = 1_800_000

interface Visit {
  readonly options_: Options
  /** While true, the view waits for {@link RedirectCheck}. */
  isWaiting_: boolean
  /** Counts, or goes on counting, if the page is seen and the client records. Called at every sign of life. */
  resume_(): void
  /** Records the view, if it is due. */
  view_(leaving: boolean): void
  /** Stops the clock. */
  pause_(): void
  /** Stops the clock and records the time since the last report. */
  report_(): void
  /** Forgets that the view was counted. */
  renew_(): void
}

/**
 * Makes a counter of visits.
 *
 * React runs effects twice in StrictMode, on hot reload and when a tree is mounted anew. So the end of a visit waits for the next task: whoever
 * opens the same visit before that carries it on. While the page is hidden or prerendered, or the client may not record, the view waits.
 * Each hiding records the time seen since the last report, because it may be the last thing that the page gets to do.
 */
export function createVisits(surroundings: PageSurroundings): Visits {
  const open = new Map<Visit, () => void>()
  const leaving = new Map<Visit, ReturnType<typeof setTimeout>>()
  let unwatch: (() => void) | undefined

  const refresh = (revived: boolean) => {
    for (const visit of open.keys()) {
      if (revived && !leaving.has(visit)) visit.renew_()
      if (!surroundings.isSeen_()) visit.report_()
      else if (!leaving.has(visit)) visit.resume_()
    }
  }
  const keep = (visit: Visit) => {
    clearTimeout(leaving.get(visit))
    leaving.delete(visit)
  }
  const close = (visit: Visit) => {
    keep(visit)
    open.get(visit)?.()
    open.delete(visit)
    visit.report_()
    if (open.size) return
    unwatch?.()
    unwatch = undefined
  }
  const begin = (options: Options) => {
    const visit = createVisit(options, surroundings)
    unwatch ??= surroundings.watch_(refresh)
    open.set(visit, options.client.subscribe(() => !leaving.has(visit) && visit.resume_()))
    return visit
  }
  const settle = () => {
    for (const visit of leaving.keys()) close(visit)
  }

  return {
    settle,
    readPage: () => [...open.keys()].filter((visit) => !leaving.has(visit)).at(-1)?.options_.page,
    enter(options) {
      const wanted = { place: surroundings.readPlace_(), ...options }
      const same = [...leaving.keys()].find((visit) => isSameVisit(visit.options_, wanted))
      // Those beside it may be opened again, too.
      if (same) keep(same)
      else settle()
      const visit = same ?? begin(wanted)
      visit.isWaiting_ = wanted.redirect !== undefined
      visit.resume_()
      let isOpen = true
      const stopWaiting = wanted.redirect?.wait(() => isOpen && endWaiting(visit))
      return () => {
        isOpen = false
        stopWaiting?.()
        if (visit.isWaiting_) visit.view_(true)
        visit.pause_()
        leaving.set(visit, setTimeout(() => close(visit)))
      }
    },
  }
}

function endWaiting(visit: Visit): void {
  visit.isWaiting_ = false
  visit.resume_()
}

function createVisit(options: Options, { now, isSeen_ }: PageSurroundings): Visit {
  const { client, page, redirect } = options
  let viewed = false
  let since: number | undefined
  let unreported = 0
  const visit: Visit = {
    options_: options,
    isWaiting_: false,
    resume_() {
      visit.pause_()
      // The time that was refused is not made up for.
      if (!mayRecord(client)) unreported = 0
      else if (isSeen_()) {
        since = now()
        if (!visit.isWaiting_) visit.view_(false)
      }
    },
    view_(leaving) {
      if (viewed || since === undefined || redirect?.isRedirect_(leaving)) return
      viewed = true
      client.trackPageView(page)
    },
    pause_() {
      if (since !== undefined) unreported += Math.min(now() - since, MAX_GAP_MS)
      since = undefined
    },
    report_() {
      // The page goes while its view waits: it was no redirect.
      visit.view_(false)
      visit.pause_()
      const duration = Math.round(unreported)
      unreported = 0
      if (viewed && duration > 0) client.trackEvent({ type: 'page_leave', page, duration })
    },
    renew_() {
      viewed = false
    },
  }
  return visit
}

/** Waiting for consent counts as recording: the client keeps such events in memory and decides. */
function mayRecord(client: Telemetry): boolean {
  const { state } = client.inspect()
  return state === 'recording' || state === 'waiting-for-consent'
}

function isSameVisit(one: Options, other: Options): boolean {
  return one.client === other.client && one.page === other.page && one.place === other.place
}

/** For routers that redirect in the same task: the next one. */
export function waitForTask(done: () => void): () => void {
  const timer = setTimeout(done)
  return () => clearTimeout(timer)
}

/** The visits of this document. */
export const visits = createVisits(documentSurroundings)
