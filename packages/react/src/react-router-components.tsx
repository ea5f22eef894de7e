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
 * A `<Routes>` that counts the pages it shows, by pattern.
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
  // Inner routes match only what the outer pattern leaves over, so the outer ones count.
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
  useRouteViews(routes)
  return useRoutes(routes, location)
}

/** Props of {@link TelemetryPageViews}. */
export interface TelemetryPageViewsProps {
  /** The router of `<RouterProvider>`. With it, the component may be anywhere inside `TelemetryProvider`. */
  readonly router: DataRouterLike
}

/** Counts the pages of a data router. Renders nothing. */
export function TelemetryPageViews({ router }: TelemetryPageViewsProps): null {
  const client = useClient()
  useEffect(() => trackRouter(router, client), [router, client])
  return null
}

/**
 * Counts the pages of an app that calls `useRoutes`: pass the same route objects, which are matched once more.
 *
 * @param routes - If omitted, the parameters of the layout that calls this are compared with the path.
 */
export function useRouteViews(routes?: readonly RouteObject[]): void {
  const { pathname } = useLocation()
  const page = readPage(routes, pathname, useParams())
  // During rendering: the effect of a <Navigate> inside the page runs before this hook's effect, and changes the document's location.
  const rendered = useLatest(documentSurroundings.readPlace_())
  const watchRedirect = useCallback(() => {
    const shown = rendered.current
    return { wait: waitForTask, isRedirect_: (leaving?: boolean) => leaving || documentSurroundings.readPlace_() !== shown }
  }, [rendered])
  useRouteVisit({ page, place: pathname, watchRedirect_: watchRedirect })
}

type Params = Readonly<Record<string, string | undefined>>

/** The pattern of a page. Below another route, whose parameters these are, the routes match only what its splat leaves over. */
function readPage(routes: readonly RouteObject[] | undefined, pathname: string, { '*': splat, ...params }: Params): string {
  const segments = listSegments(pathname)
  const above = splat === undefined ? 0 : Math.max(0, segments.length - listSegments(splat).length)
  const matches = routes && matchRoutes([...routes], `/${segments.slice(above).join('/')}`)
  const own = matches && readPattern(matches as readonly RouteMatchLike[])
  if (!own) return alignPath(pathname, { ...params, path: splat?.split('/') })
  return above ? alignPath(segments.slice(0, above).join('/'), params) + (own === '/' ? '' : own) : own
}

function listSegments(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}
