import { Navigate } from 'react-router'
import type { Telemetry } from '@parel/telemetry-browser'
import { readPattern, type RouteMatchLike } from './react-router-pattern'
import { visits, waitForTask } from './visits'

/** The part of a data router that is needed here; every `createBrowserRouter` and `createMemoryRouter` since React Router 6.4 has it. */
export interface DataRouterLike {
  readonly state: {
    readonly initialized: boolean
    readonly navigation: { readonly state: string }
    readonly location: { readonly pathname: string }
    readonly matches: readonly RouteMatchLike[]
    readonly errors: unknown
  }
  subscribe(listener: () => void): () => void
}

/**
 * Counts the pages of a data router, by pattern.
 *
 * @returns A function that stops counting.
 * @example
 * ```ts
 * const router = createBrowserRouter(routes)
 * trackRouter(router, telemetry)
 * ```
 */
export function trackRouter(router: DataRouterLike, client: Telemetry): () => void {
  let leave: (() => void) | undefined
  let shown: string | undefined
  const isSettled = () => router.state.initialized && router.state.navigation.state === 'idle'
  const follow = () => {
    const place = router.state.location.pathname
    if (!isSettled() || place === shown) return
    shown = place
    leave?.()
    leave = undefined
    if (isRedirect_(router.state.matches)) return
    leave = visits.enter({ client, page: readRoute(router), place, redirect: { wait: waitForTask, isRedirect_: (leaving) => leaving || !isSettled() } })
  }
  const stop = router.subscribe(follow)
  follow()
  return () => {
    stop()
    leave?.()
  }
}

/** React shows a route that only contains `<Navigate>` before it redirects. */
function isRedirect_(matches: readonly RouteMatchLike[]): boolean {
  const element = matches.at(-1)?.route.element as { readonly type?: unknown } | null | undefined
  return element?.type === Navigate
}

/** Without a match there is no pattern, and the client cleans the path itself. */
function readRoute({ state }: DataRouterLike): string {
  return (isNotFound(state.errors) ? undefined : readPattern(state.matches)) ?? state.location.pathname
}

function isNotFound(errors: unknown): boolean {
  // React Router marks its own 404 as internal; one that a loader throws belongs to a matched route.
  return Object.values(errors ?? {}).some((error: { status?: number; internal?: boolean } | null) => error?.status === 404 && error.internal === true)
}
