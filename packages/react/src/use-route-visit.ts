import { useEffect } from 'react'
import { documentSurroundings } from './page-surroundings'
import { useClient } from './telemetry-context'
import { useLatest } from './use-latest'
import { visits } from './visits'

/**
 * Counts the page that a router shows. Nothing is counted while `page` is undefined.
 *
 * @param page - The pattern of the route.
 * @param place - The concrete path; a change of it is a new visit. It never leaves the browser.
 */
export function useRouteVisit(page: string | undefined, place: string): void {
  const client = useClient()
  // While rendering: the effect of a redirect inside this page runs before the one below, and moves the address on.
  const address = useLatest(documentSurroundings.readPlace())
  useEffect(() => {
    if (page === undefined) return
    const rendered = address.current
    return visits.enter({ client, page, place, isSettled: () => documentSurroundings.readPlace() === rendered })
  }, [client, page, place, address])
}
