import { visits } from './visits'
import type { Telemetry } from '@parel/telemetry-browser'
import { useEffect } from 'react'
import { useClient } from './telemetry-context'

/**
 * Counts one view of a page and the time it is visible, and returns the client.
 *
 * There is exactly one view per visit: StrictMode, hot reload and re-rendering add none; a hidden or prerendered page is counted when it is seen.
 *
 * @param page - A route such as `/orders/[id]`. If it is omitted, nothing is counted and only the client is returned.
 * @returns The client of the nearest provider, the same object as long as the provider has the same `client` and `context`.
 * @example
 * ```tsx
 * export function DashboardPage() {
 *   useTelemetry('/dashboard')
 *   return <h1>Dashboard</h1>
 * }
 * ```
 */
export function useTelemetry(page?: string): Telemetry {
  const client = useClient()
  useEffect(() => (page === undefined ? undefined : visits.enter({ client, page })), [client, page])
  return client
}
