import { createContext, useCallback, useContext, useEffect, type ReactElement } from 'react'
import { createRoutesFromElements, matchRoutes, Routes, useLocation, useParams, useRoutes, type RouteObject, type RoutesProps } from 'react-router'
import { alignPath } from './align-path'
import { documentSurroundings } from './page-surroundings'
import { readPattern, type RouteMatchLike } from './react-router-pattern'
import { useClient } from './telemetry-context'
import { trackRouter, type DataRouterLike } from './track-react-router'
import { useLatest } from './use-latest'
import { useRouteVisit } from './use-route-visit'
import { waitForTask } from './visits'

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
export function TelemetryRoutes(props: RoutesProps): ReactElement {
  const isInner = useContext(InsideRoutes)
  // Inner routes match only what the outer pattern leaves over, so counting is left to the outer ones.
  return isInner ? (
    <Routes {...props} />
  ) : (
    <InsideRoutes.Provider value={true}>
      <CountedRoutes {...props} />
    </InsideRoutes.Provider>
  )
}

const InsideRoutes = createContext(false)

function CountedRoutes({ children, location }: RoutesProps): ReactElement | null {
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
  const page = (matches && readPattern(matches as readonly RouteMatchLike[])) ?? alignPath(pathname, nameSplat(params))
  // While rendering: the effect of a <Navigate> inside the page runs before that of this hook, and moves the document on.
  const rendered = useLatest(documentSurroundings.readPlace_())
  const watchRedirect = useCallback(() => {
    const shown = rendered.current
    return { wait: waitForTask, isRedirect_: (leaving: boolean) => leaving || documentSurroundings.readPlace_() !== shown }
  }, [rendered])
  useRouteVisit({ page, place: pathname, watchRedirect_: watchRedirect })
}

function nameSplat({ '*': splat, ...params }: Readonly<Record<string, string | undefined>>) {
  return { ...params, path: splat?.split('/') }
}
