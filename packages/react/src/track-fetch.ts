import { useMemo } from 'react'
import { withTelemetry, type Telemetry } from '@parel/telemetry-browser'
import { standFor } from './lazy-telemetry'
import { useClient } from './telemetry-context'
import { useLatest } from './use-latest'

/**
 * Wraps `fetch` so that every call records its route, time and status. The answer, its stream, errors and abort signals are those of `fetch` itself.
 *
 * @example
 * ```ts
 * const api = trackFetch(telemetry)
 * const user = await api('/api/user')
 * ```
 */
export function trackFetch(client: Telemetry, fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch {
  // Called without an object, as it stands in the global scope: a browser refuses its own fetch with another `this`.
  return withTelemetry((input, init) => fetch(input, init), client)
}

/**
 * Gives a `fetch` that records with the client of the provider above.
 *
 * @returns A function that never changes.
 * @example
 * ```tsx
 * const api = useApiTiming()
 * const load = () => api('/api/user')
 * ```
 */
export function useApiTiming(): typeof globalThis.fetch {
  const client = useLatest(useClient())
  return useMemo(() => trackFetch(standFor(() => client.current), (input, init) => globalThis.fetch(input, init)), [client])
}
