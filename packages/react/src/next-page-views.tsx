import { Suspense, type ReactElement } from 'react'
import { useParams, usePathname } from 'next/navigation.js'
import { alignPath } from './align-path'
import { useRouteVisit } from './use-route-visit'
import { watchNextRedirect } from './watch-next-redirect'

/**
 * Counts the pages of a Next.js App Router: put it into the root layout, inside `TelemetryProvider`. Renders nothing.
 *
 * The query is never read. The component brings its own Suspense boundary, so that `cacheComponents` builds.
 */
export function TelemetryPageViews(): ReactElement {
  return (
    <Suspense fallback={null}>
      <PageViews />
    </Suspense>
  )
}

function PageViews(): null {
  // Both are null outside of the App Router (a `pages` directory beside it).
  const pathname = usePathname() as string | null
  const params = useParams() as ReturnType<typeof useParams> | null
  useRouteVisit({ page: pathname === null ? undefined : alignPath(pathname, params ?? {}), place: pathname ?? '', watchRedirect: watchNextRedirect })
  return null
}
