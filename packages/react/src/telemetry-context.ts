import { getSilentTelemetry } from './silent-telemetry'
import type { Telemetry } from '@parel/telemetry-browser'
import { useEffect, useContext, createContext } from 'react'
import { warnWithoutProvider } from './warn-without-provider'

/** The client of the nearest provider. */
export const TelemetryContext = createContext<Telemetry | null>(null)

/** Returns the client of the nearest provider, the same object as long as its context is the same; without a provider, one that does nothing. */
export function useClient(): Telemetry {
  const client = useContext(TelemetryContext)
  useEffect(() => {
    if (!client) warnWithoutProvider()
  }, [client])
  return client ?? getSilentTelemetry()
}
