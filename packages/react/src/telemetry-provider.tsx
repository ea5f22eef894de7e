import { createTelemetry, type MetadataInput, type Telemetry, type TelemetryOptions } from '@parel/telemetry-browser'
import { useEffect, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { createLazyTelemetry, type LazyTelemetry } from './lazy-telemetry'
import { TelemetryContext } from './telemetry-context'

/** Props of {@link TelemetryProvider}: a client, or the options of one, or (inside another provider) only context. */
export interface TelemetryProviderProps {
  /** A client that lives outside React. The provider never shuts it down. */
  readonly client?: Telemetry | undefined
  /** Options of a client that lives as long as this provider. Only the first value is used. */
  readonly options?: TelemetryOptions | undefined
  /** Added to the metadata of every event from the components inside, for example `{ area: 'billing' }`. */
  readonly context?: MetadataInput | undefined
  readonly children?: ReactNode
}

/**
 * Provides telemetry to the components inside. Renders nothing of its own, and recording never causes a re-render.
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
  // By value, so that an inline object does not create a new client on each render.
  const contextKey = readKey(context)
  const value = useMemo(() => (base && contextKey ? base.withContext(JSON.parse(contextKey) as MetadataInput) : base), [base, contextKey])
  return (
    <TelemetryContext.Provider value={value}>
      {own && <KeepAlive own_={own} />}
      {children}
    </TelemetryContext.Provider>
  )
}

function readKey(context: MetadataInput | undefined): string | undefined {
  try {
    return JSON.stringify(context)
  } catch {
    // A circular reference, a BigInt, a getter that throws: the page is shown, and recorded without it.
  }
}

/** In front of the children, so that its effect runs before theirs: when a tree is shown again, they find the new client. */
function KeepAlive({ own_: own }: { readonly own_: LazyTelemetry }): null {
  useEffect(() => own.keepAlive_(), [own])
  return null
}
