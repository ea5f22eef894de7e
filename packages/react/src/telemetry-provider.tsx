import { createTelemetry, type Telemetry, type TelemetryOptions } from '@parel/telemetry-browser'
import { createLazyTelemetry, standFor, type LazyTelemetry } from './lazy-telemetry'
import type { Metadata } from '@parel/telemetry-core'
import { TelemetryContext } from './telemetry-context'
import { useContext, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react'

/** What {@link TelemetryProvider} takes: a client, or the options of one, or (inside another provider) only context. */
export interface TelemetryProviderProps {
  /** A client that lives outside of React. It is never shut down here. */
  readonly client?: Telemetry
  /** Options of a client that lives as long as this provider. Only the first value counts. */
  readonly options?: TelemetryOptions
  /** Added to the metadata of every event from inside, for example `{ area: 'billing' }`. */
  readonly context?: Metadata
  readonly children?: ReactNode
}

/**
 * Gives telemetry to the components inside. Renders nothing of its own and never renders again because something was recorded.
 *
 * @example
 * ```tsx
 * <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
 *   <App />
 * </TelemetryProvider>
 * ```
 */
export function TelemetryProvider({ client, options, children, context }: TelemetryProviderProps): ReactElement {
  const outer = useContext(TelemetryContext)
  const [own] = useState(() => (client || !options ? undefined : createLazyTelemetry(() => createTelemetry(options))))
  const base = client ?? own?.telemetry ?? outer
  // By value, so that an object written in place does not make a new client each time.
  const contextKey = readKey(context)
  const value = useMemo(() => {
    if (!base || contextKey === undefined) return base
    // At every use, because the provider around may have another client by then: after `<Activity>` has hidden it, for example.
    return standFor(() => base.withContext(JSON.parse(contextKey) as Metadata))
  }, [base, contextKey])
  return (
    <TelemetryContext.Provider value={value}>
      {own && <KeepAlive own={own} />}
      {children}
    </TelemetryContext.Provider>
  )
}

function readKey(context: Metadata | undefined): string | undefined {
  try {
    return JSON.stringify(context)
  } catch {
    // A cycle, a BigInt, a getter that throws: the page is shown, and recorded without it.
  }
}

/** In front of the children, so that its effect runs before theirs: when a tree is shown again, they find the new client. */
function KeepAlive({ own }: { readonly own: LazyTelemetry }): null {
  useEffect(() => own.keepAlive_(), [own])
  return null
}
