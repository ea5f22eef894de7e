import { useEffect } from 'react'
import { useClient } from './telemetry-context'
import { visits, type RedirectCheck } from './visits'

/** What a router shows. */
export interface RouteVisit {
  /** The pattern of the route. Nothing is counted while it is undefined. */
  readonly page: string | undefined
  /** The concrete path; a change of it is a new visit. It never leaves the browser. */
  readonly place: string
  /** Called after the page is shown. Must not change. */
  readonly watchRedirect: () => RedirectCheck
}

/** Counts the page that a router shows, unless the page itself moves on at once. */
export function useRouteVisit({ page, place, watchRedirect }: RouteVisit): void {
  const client = useClient()
  useEffect(() => {
    if (page !== undefined) return visits.enter({ client, page, place, redirect: watchRedirect() })
  }, [client, page, place, watchRedirect])
}
