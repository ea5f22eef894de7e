import { useEffect } from 'react'
import { documentSurroundings } from './page-surroundings'
import { useClient } from './telemetry-context'
import { visits } from './visits'

/**
 * Counts the page that a router shows. Nothing is counted while `page` is undefined.
 *
 * @param page - The pattern of the route.
 * @param place - The concrete path; a change of it is a new visit. It never leaves the browser.
 */
export function useRouteVisit(page: string | undefined, place: string): void {
  const client = useClient()
  useEffect(() => {
    if (page === undefined) return
    // A redirect moves the address before React shows the next page.
    const path = documentSurroundings.readPlace()
    return visits.enter({ client, page, place, isSettled: () => documentSurroundings.readPlace() === path })
  }, [client, page, place])
}
