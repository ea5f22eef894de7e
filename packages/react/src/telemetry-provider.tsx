import { useContext, useMemo, type ReactElement, type ReactNode } from 'react'
import type { Telemetry } from '@parel/telemetry-browser'
import type { Metadata } from '@parel/telemetry-core'
import { createLazyTelemetry } from './lazy-telemetry'
import { TelemetryContext } from './telemetry-context'

/** What {@link TelemetryProvider} takes: a client, or (inside another provider) only context. */
export interface TelemetryProviderProps {
  /** A client that lives outside of React. It is never shut down here. */
  readonly client?: Telemetry
  /** Added to the metadata of every event from inside, for example `{ area: 'billing' }`. */
  readonly context?: Metadata
  readonly children?: ReactNode
}

/**
 * Gives telemetry to the components inside. Renders nothing of its own and never renders again because something was recorded.
 *
 * @example
 * ```tsx
 * <TelemetryProvider client={createTelemetry({ endpoint: '/api/telemetry' })}>
 *   <App />
 * </TelemetryProvider>
 * ```
 */
export function TelemetryProvider({ client, context, children }: TelemetryProviderProps): ReactElement {
  const outer = useContext(TelemetryContext)
  const base = client ?? outer
  // By value, so that an object written in place does not make a new client each time.
  const contextKey = context && JSON.stringify(context)
  const value = useMemo(() => {
    if (!base || contextKey === undefined) return base
    return createLazyTelemetry(() => base.withContext(JSON.parse(contextKey) as Metadata))
  }, [base, contextKey])
  return <TelemetryContext.Provider value={value}>{children}</TelemetryContext.Provider>
}
