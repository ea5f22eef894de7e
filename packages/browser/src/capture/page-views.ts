import { attempt } from '../attempt'
import type { Capture, CaptureHost } from './capture'

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
  /** Paths that are not recorded; `*` at the end stands for anything, for example `['/admin*']`. */
  readonly exclude?: readonly string[] | undefined
}

/** Shorter looks tell nothing and are not recorded. */
const MIN_VISIBLE_MS = 100

/**
 * Records one page view for each visit, and the visible time of the page when it ends or hides (`page_leave`).
 *
 * None while the page is hidden or prerendered; one when it comes back from the back/forward cache.
 */
export function pageViews(options: PageViewOptions = {}): Capture {
  return (host) => {
    const { page, telemetry } = host
    const { location } = page.window
    let seen: string | undefined
    let route = ''
    let since = 0
    let isRecorded = false

    const leave = () => {
      const duration = host.visibleMs() - since
      since += duration
      if (isRecorded && duration >= MIN_VISIBLE_MS) telemetry.trackEvent({ type: 'page_leave', duration, page: route })
    }
    // The router of the app calls it, too: whatever it was told to exclude, navigation works on.
    const look = () => attempt(() => {
      const hash = options.spa === 'hash' ? location.hash : ''
      const address = location.pathname + (options.search ? location.search : '') + hash
      if (address === seen || !page.isVisible()) return
      leave()
      seen = address
      route = location.pathname + hash
      isRecorded = !options.exclude?.some((path) => (path.endsWith('*') ? route.startsWith(path.slice(0, -1)) : route === path))
      if (isRecorded) telemetry.trackPageView(route)
    })
    host.onSnapshot(leave)
    host.onRestore(() => {
      seen = undefined
      since = host.visibleMs()
      look()
    })
    // Not at once: the first event opens the storage, and that is not for the task that starts the app.
    const first = setTimeout(look)
    const stops = [
      () => clearTimeout(first),
      page.listen(page.window, 'visibilitychange', look),
      ...(options.spa === false ? [] : [page.listen(page.window, 'popstate', look), page.listen(page.window, 'hashchange', look), watchHistory(host, look)]),
    ]
    return () => stops.forEach((stop) => stop())
  }
}

/** Calls `look` after every `pushState` and `replaceState`; the function it returns puts the browser's own back. */
function watchHistory({ page }: CaptureHost, look: () => void): () => void {
  const { history } = page.window
  let isOn = true
  const restores = (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name]
    const watched: typeof original = (...change) => {
      original.apply(history, change)
      if (isOn) look()
    }
    history[name] = watched
    return () => {
      // Somebody may have wrapped it again since: then it stays, and only stops looking.
      if (history[name] === watched) history[name] = original
    }
  })
  return () => {
    isOn = false
    restores.forEach((restore) => restore())
  }
}
