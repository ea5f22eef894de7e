import { useEffect } from 'react'
import { useClient } from './telemetry-context'
import { trackRouter, type TanstackRouterLike } from './track-tanstack-router'

/** Props of {@link TelemetryPageViews}. */
export interface TelemetryPageViewsProps {
  /** The router of `<RouterProvider>`. */
  readonly router: TanstackRouterLike
}

/** Counts the pages of a TanStack Router with the client of the nearest provider. Renders nothing. */
export function TelemetryPageViews({ router }: TelemetryPageViewsProps): null {
  const client = useClient()
  useEffect(() => trackRouter(router, client), [router, client])
  return null
}
