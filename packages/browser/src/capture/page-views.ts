import { listen, isVisible, readPath } from '../page'
import { attempt } from '../attempt'
import { checkPaths } from '../check-options'
import type { Capture } from './capture'

/** Options of {@link pageViews}. */
export interface PageViewOptions {
  /**
   * Where the app keeps its route: in the path, in the fragment (`#/inbox`), or, with `false`, nowhere: then only full page loads count.
   *
   * @default 'history'
   */
  readonly spa?: 'history' | 'hash' | false | undefined
  /**
   * Whether a different query is a new visit. The query itself is never recorded.
   *
   * @default false
   */
  readonly search?: boolean | undefined
  /** Paths on which nothing is recorded except API calls and events that name another page; `*` at the end is a wildcard, for example `['/admin*']`. */
  readonly exclude?: readonly string[] | undefined
}

/** Shorter visible times are meaningless and not recorded. */
const MIN_VISIBLE_MS = 100

/**
 * Records one page view per visit, and the visible time of the page when it ends or is hidden (`page_leave`).
 *
 * It records none while the page is hidden or prerendered, and one when the page is restored from the back/forward cache.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews({ exclude: ['/admin*'] })] })
 * ```
 */
export function pageViews(options: PageViewOptions = {}): Capture {
  checkPaths(options.exclude)
  return (host) => {
    const { telemetry } = host
    let route = ''
    let since = 0
    const readRoute = () => readPath() + (options.spa === 'hash' ? location.hash : '')

    const isExcluded = () => !!options.exclude?.some((path) => (path.endsWith('*') ? readRoute().startsWith(path.slice(0, -1)) : readRoute() === path))
    const leave = () => {
      const duration = host.visibleMs() - since
      since += duration
      if (route && duration >= MIN_VISIBLE_MS) telemetry.trackEvent({ duration, type: 'page_leave', page: route })
    }
    let seen: string | undefined
    // Also called by the app's router: whatever `exclude` contains, navigation must keep working.
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
    host.onShow((isRestored) => {
      if (isRestored) seen = undefined
      look()
    })
    // Deferred: the first event opens the storage, which must not happen in the task that starts the app.
    const first = setTimeout(look)
    const stops = [() => clearTimeout(first)]
    // Last, what not every browser supports: `navigation.navigate()` and links that a router intercepts change the address without `history`.
    if (options.spa !== false) stops.push(listen(window, 'popstate', look), listen(window, 'hashchange', look), ...watchHistory(look), attempt(() => listen(navigation, 'currententrychange', look)) as () => void)
    return () => stops.forEach(attempt)
  }
}

/** Calls `look` after every `pushState` and `replaceState`; the returned functions restore the browser's own methods. */
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
      // If somebody has wrapped it again since, it stays and only stops looking.
      if (history[name] === watched) history[name] = original
    }
  })
}
