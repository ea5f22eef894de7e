import type { Telemetry } from '@parel/telemetry-browser'
import { readTanstackPattern } from './tanstack-pattern'
import { visits, waitForTask } from './visits'

/** The part of a TanStack Router that is needed here. */
export interface TanstackRouterLike {
  readonly state: {
    readonly status: string
    readonly location: { readonly pathname: string }
    readonly resolvedLocation?: { readonly pathname: string } | undefined
    readonly matches: readonly TanstackMatchLike[]
  }
  subscribe(event: 'onResolved', listener: () => void): () => void
}

/** The part of one of its matches that is needed here. */
export interface TanstackMatchLike {
  readonly routeId: string
  readonly fullPath: string
  readonly params: object
}

/**
 * Counts the pages of a TanStack Router, by pattern.
 *
 * @returns A function that stops counting.
 * @example
 * ```ts
 * const router = createRouter({ routeTree })
 * trackRouter(router, telemetry)
 * ```
 */
export function trackRouter(router: TanstackRouterLike, client: Telemetry): () => void {
  let leave: (() => void) | undefined
  let shown: string | undefined
  let view: (() => void) | undefined
  const follow = () => {
    const place = router.state.location.pathname
    if (place === shown) return
    shown = place
    leave?.()
    const wait = (done: () => void) => {
      view = done
      return () => {}
    }
    leave = visits.enter({ client, page: readRoute(router), place, redirect: { wait, isRedirect_: (leaving) => leaving || router.state.location.pathname !== place } })
  }
  // By now the effects of the page have run, which may redirect.
  const resolve = () => {
    follow()
    if (view) waitForTask(view)
  }
  const stops = [router.subscribe('onResolved', resolve), (router as AnyEvent).subscribe('onBeforeRouteMount', follow)]
  if (router.state.status === 'idle' && router.state.resolvedLocation) resolve()
  return () => {
    stops.forEach((stop) => stop())
    leave?.()
  }
}

/** Before the effects of a page, which may record something. Versions of the router that do not have this event never call its listeners. */
interface AnyEvent {
  subscribe(event: string, listener: () => void): () => void
}

/** Without a match there is no pattern, and the client cleans the path itself. */
function readRoute({ state }: TanstackRouterLike): string {
  const last = state.matches.at(-1)
  // The root matches every path; its full path is that of the home page.
  if (!last || last.routeId === '__root__') return state.location.pathname
  return readTanstackPattern(last.fullPath, last.params as Readonly<Record<string, unknown>>)
}
