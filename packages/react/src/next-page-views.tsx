import { useParams, usePathname } from 'next/navigation.js'
import { alignPath, type RouteParams } from './align-path'
import { useNextRedirect } from './use-next-redirect'
import { useRouteVisit } from './use-route-visit'
import { nameByTree } from './next-tree-pattern'
import { Suspense, type ReactElement } from 'react'

/**
 * Counts the pages of a Next.js App Router. Render it in the root layout, inside `TelemetryProvider`. It renders nothing.
 *
 * The query is never read. The component has its own Suspense boundary, so that `cacheComponents` builds.
 */
export function TelemetryPageViews(): ReactElement {
  return (
    <Suspense fallback={null}>
      <PageViews />
    </Suspense>
  )
}

function PageViews(): null {
  // Both are null outside the App Router (a `pages` directory next to it).
  const pathname = usePathname() as string | null
  const params = (useParams() as ReturnType<typeof useParams> | null) ?? {}
  useRouteVisit({
    refine_: (page) => refine(page, pathname as string, params),
    place: pathname ?? '',
    page: pathname === null ? undefined : alignPath(pathname, params),
    watchRedirect_: useNextRedirect(),
  })
  return null
}

function refine(page: string, pathname: string, params: RouteParams): string {
  const named = nameByTree(page, pathname, history.state)
  if (named) return named
  // For a Next.js that keeps its tree elsewhere: if a parameter is not in the path, the last word may be the value of another one.
  const isComplete = Object.keys(params).every((name) => page.includes(`${name}]`))
  return isComplete ? page : page.replace(/[^/[\]]{1,1000}$/, '[id]')
}
