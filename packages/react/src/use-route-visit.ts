import { useLatest } from './use-latest'
import { useClient } from './telemetry-context'
import { useEffect } from 'react'
import { visits, type RedirectCheck } from './visits'

/** What a router shows. */
export interface RouteVisit {
  /** The pattern of the route. Nothing is counted while it is undefined. */
  readonly page: string | undefined
  /** The actual path; a different one is a new visit. It never leaves the browser. */
  readonly place: string
  /** Called after the page is shown. Its identity must be stable. */
  readonly watchRedirect_: () => RedirectCheck
  /** For routers that know more about a page once it is shown: a final change of its pattern. */
  readonly refine_?: (page: string) => string
}

/** Counts the page that a router shows, unless the page itself redirects immediately. */
export function useRouteVisit({ page, refine_: refine, place, watchRedirect_: watchRedirect }: RouteVisit): void {
  const client = useClient()
  const latest = useLatest(refine)
  useEffect(() => {
    if (page !== undefined) return visits.enter({ client, page: latest.current?.(page) ?? page, place, redirect: watchRedirect() })
  }, [client, page, place, watchRedirect, latest])
}
