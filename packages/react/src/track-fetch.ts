import { useMemo } from 'react'
import { withTelemetry, type Telemetry } from '@parel/telemetry-browser'
import { standFor } from './lazy-telemetry'
import { useClient } from './telemetry-context'
import { useLatest } from './use-latest'

/**
 * Wraps `fetch` so that every call records its route, duration and status. The response, its stream, errors and abort signals are those of `fetch` itself.
 *
 * @example
 * ```ts
 * const api = trackFetch(telemetry)
 * const user = await api('/api/user')
 * ```
 */
export function trackFetch(client: Telemetry, fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch {
  // Called as a global function: browsers refuse their own fetch with a different `this`.
  return withTelemetry((input, init) => fetch(input, init), client)
}

/**
 * Returns a `fetch` that records with the client of the nearest provider.
 *
 * @returns A function with a stable identity.
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
