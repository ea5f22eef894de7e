import { useState, type ReactElement, type ReactNode } from 'react'
import { createMemoryTelemetry, type MemoryTelemetry } from './memory-telemetry'
import { TelemetryProvider } from './telemetry-provider'

/** Props of {@link TelemetryTestProvider}. */
export interface TelemetryTestProviderProps {
  /** The client that the test inspects. If omitted, the provider creates its own, so that the components simply work. */
  readonly client?: MemoryTelemetry | undefined
  readonly children?: ReactNode
}

/**
 * A provider for tests and stories: nothing is sent.
 *
 * @example
 * ```tsx
 * const telemetry = createMemoryTelemetry()
 * render(<Checkout />, { wrapper: ({ children }) => <TelemetryTestProvider client={telemetry}>{children}</TelemetryTestProvider> })
 * ```
 */
export function TelemetryTestProvider({ client, children }: TelemetryTestProviderProps): ReactElement {
  const [own] = useState(createMemoryTelemetry)
  return <TelemetryProvider client={client ?? own}>{children}</TelemetryProvider>
}
