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
  const follow = () => {
    const place = router.state.location.pathname
    if (place === shown) return
    shown = place
    leave?.()
    leave = visits.enter({ client, page: readRoute(router), place, redirect: { wait: waitForTask, isRedirect_: (leaving) => leaving || router.state.location.pathname !== place } })
  }
  const stop = router.subscribe('onResolved', follow)
  if (router.state.status === 'idle' && router.state.resolvedLocation) follow()
  return () => {
    stop()
    leave?.()
  }
}

/** Without a match there is no pattern, and the client cleans the path itself. */
function readRoute({ state }: TanstackRouterLike): string {
  const last = state.matches.at(-1)
  // The root matches every path; its full path is that of the home page.
  if (!last || last.routeId === '__root__') return state.location.pathname
  return readTanstackPattern(last.fullPath, last.params as Readonly<Record<string, unknown>>)
}
