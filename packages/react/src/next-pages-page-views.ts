import { useRouter } from 'next/compat/router.js'
import { useNextRedirect } from './use-next-redirect'
import { useRouteVisit } from './use-route-visit'

/**
 * Counts the pages of a Next.js Pages Router. Render it in `pages/_app`, inside `TelemetryProvider`. It renders nothing, and does nothing in an App Router.
 */
export function TelemetryPageViews(): null {
  const router = useRouter()
  // Before the router is ready, a prerendered page knows its pattern but not its path, and would be counted twice.
  const page = router?.isReady ? router.pathname : undefined
  // `asPath` is the same in every language.
  const place = `${router?.locale} ${router?.asPath.split(/[?#]/, 1)[0]}`
  useRouteVisit({ page, place, watchRedirect_: useNextRedirect() })
  return null
}
