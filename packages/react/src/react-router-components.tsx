import { useEffect, type ReactElement } from 'react'
import { createRoutesFromElements, matchRoutes, useLocation, useParams, useRoutes, type RouteObject, type RoutesProps } from 'react-router'
import { alignPath } from './align-path'
import { readPattern, type RouteMatchLike } from './react-router-pattern'
import { useClient } from './telemetry-context'
import { trackRouter, type DataRouterLike } from './track-react-router'
import { useRouteVisit } from './use-route-visit'

/**
 * `<Routes>` that counts the pages it shows, by pattern.
 *
 * @example
 * ```tsx
 * <TelemetryRoutes>
 *   <Route path="/" element={<Home />} />
 *   <Route path="/users/:id" element={<User />} />
 * </TelemetryRoutes>
 * ```
 */
export function TelemetryRoutes({ children, location }: RoutesProps): ReactElement | null {
  const routes = createRoutesFromElements(children)
  const current = useLocation()
  useRoutesVisit(routes, current.pathname)
  return useRoutes(routes, location)
}

/** What {@link TelemetryPageViews} takes. */
export interface TelemetryPageViewsProps {
  /** The router of `<RouterProvider>`. Then the component may stand anywhere inside `TelemetryProvider`. */
  readonly router: DataRouterLike
}

/** Counts the pages of a data router. Renders nothing. */
export function TelemetryPageViews({ router }: TelemetryPageViewsProps): null {
  const client = useClient()
  useEffect(() => trackRouter(router, client), [router, client])
  return null
}

/**
 * Counts the pages of an app that calls `useRoutes`: the same route objects, matched once more.
 *
 * @param routes - Left out, the parameters of the layout that calls this are set against the path.
 */
export function useRouteViews(routes?: readonly RouteObject[]): void {
  const { pathname } = useLocation()
  const params = useParams()
  useRoutesVisit(routes, pathname, params)
}

function useRoutesVisit(routes: readonly RouteObject[] | undefined, pathname: string, params: Readonly<Record<string, string | undefined>> = {}): void {
  const matches = routes && matchRoutes([...routes], pathname)
  useRouteVisit((matches && readPattern(matches as readonly RouteMatchLike[])) ?? alignPath(pathname, nameSplat(params)), pathname)
}

function nameSplat({ '*': splat, ...params }: Readonly<Record<string, string | undefined>>) {
  return { ...params, path: splat?.split('/') }
}
