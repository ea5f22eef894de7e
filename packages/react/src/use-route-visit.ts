import { useLatest } from './use-latest'
import { useClient } from './telemetry-context'
import { useEffect } from 'react'
import { visits, type RedirectCheck } from './visits'

/** What a router shows. */
export interface RouteVisit {
  /** The pattern of the route. Nothing is counted while it is undefined. */
  readonly page: string | undefined
  /** The concrete path; a change of it is a new visit. It never leaves the browser. */
  readonly place: string
  /** Called after the page is shown. Must not change. */
  readonly watchRedirect_: () => RedirectCheck
  /** For routers that know more of a page once it is shown: a last change of its pattern. */
  readonly refine_?: (page: string) => string
}

/** Counts the page that a router shows, unless the page itself moves on at once. */
export function useRouteVisit({ refine_: refine, watchRedirect_: watchRedirect, page, place }: RouteVisit): void {
  const client = useClient()
  const latest = useLatest(refine)
  useEffect(() => {
    if (page !== undefined) return visits.enter({ client, page: latest.current?.(page) ?? page, place, redirect: watchRedirect() })
  }, [client, page, place, watchRedirect, latest])
}
