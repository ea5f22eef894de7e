import { createContext, useContext, useEffect } from 'react'
import type { Telemetry } from '@parel/telemetry-browser'
import { silentTelemetry } from './silent-telemetry'
import { warnOnce } from './warn-once'

/** The client of the nearest provider. */
export const TelemetryContext = createContext<Telemetry | null>(null)

/** The client of the nearest provider, always the same object; without a provider one that does nothing. */
export function useClient(): Telemetry {
  const client = useContext(TelemetryContext)
  useEffect(() => {
    if (!client) warnOnce('PAREL_R001', 'No <TelemetryProvider> above this component, so nothing is recorded. Put one around the app.')
  }, [client])
  return client ?? silentTelemetry
}
