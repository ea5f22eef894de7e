import { isVisible, listen, readPath } from '../page'
import { attempt } from '../attempt'
import type { Capture } from './capture'

/** What {@link pageViews} takes. */
export interface PageViewOptions {
  /**
   * Where the app keeps its route: in the path, in the fragment (`#/inbox`), or nowhere: then only whole pages count.
   *
   * @default 'history'
   */
  readonly spa?: 'history' | 'hash' | false | undefined
  /**
   * Whether another query is another visit. The query itself is never recorded.
   *
   * @default false
   */
  readonly search?: boolean | undefined
  /** Paths on which nothing is recorded but calls of the API and events that name another page; `*` at the end stands for anything, for example `['/admin*']`. */
  readonly exclude?: readonly string[] | undefined
}

/** Shorter looks tell nothing and are not recorded. */
const MIN_VISIBLE_MS = 100

/**
 * Records one page view for each visit, and the visible time of the page when it ends or hides (`page_leave`).
 *
 * None while the page is hidden or prerendered; one when it comes back from the back/forward cache.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews({ exclude: ['/admin*'] })] })
 * ```
 */
export function pageViews(options: PageViewOptions = {}): Capture {
  return (host) => {
    const { telemetry } = host
    let route = ''
    let since = 0
    const leave = () => {
      const duration = host.visibleMs() - since
      since += duration
      if (route && duration >= MIN_VISIBLE_MS) telemetry.trackEvent({ duration, type: 'page_leave', page: route })
    }

    const readRoute = () => readPath() + (options.spa === 'hash' ? location.hash : '')
    const isExcluded = () => !!options.exclude?.some((path) => (path.endsWith('*') ? readRoute().startsWith(path.slice(0, -1)) : readRoute() === path))
    let seen: string | undefined
    // The router of the app calls it, too: whatever it was told to exclude, navigation works on.
    const look = () => attempt(() => {
      const now = readRoute()
      const address = now + (options.search ? location.search : '')
      if (seen === address || !isVisible()) return
      leave()
      seen = address
      route = isExcluded() ? '' : now
      if (route) telemetry.trackPageView(route)
    })
    host.exclude(isExcluded)
    host.onSnapshot(leave)
    host.onRestore(() => {
      seen = undefined
      since = host.visibleMs()
      look()
    })
    // Not at once: the first event opens the storage, and that is not for the task that starts the app.
    const first = setTimeout(look)
    const stops = [() => clearTimeout(first), listen(window, 'visibilitychange', look)]
    // Last what not every browser has: `navigation.navigate()` and links that a router intercepts change the address without `history`.
    if (options.spa !== false) stops.push(listen(window, 'popstate', look), listen(window, 'hashchange', look), ...watchHistory(look), attempt(() => listen(navigation, 'currententrychange', look)) as () => void)
    return () => stops.forEach(attempt)
  }
}

/** Calls `look` after every `pushState` and `replaceState`; the functions it returns put the browser's own back. */
function watchHistory(look: () => void): (() => void)[] {
  return (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name]
    const watched: typeof original = (...change) => {
      original.apply(history, change)
      if (isOn) look()
    }
    let isOn = true
    history[name] = watched
    return () => {
      isOn = false
      // Somebody may have wrapped it again since: then it stays, and only stops looking.
      if (history[name] === watched) history[name] = original
    }
  })
}
