import type { Telemetry } from '@parel/telemetry-browser'
import { recordError } from './recorded-errors'

/** What React passes along with an error. */
export interface RootErrorInfo {
  readonly componentStack?: string | null | undefined
}

/** The callbacks of `createRoot` and `hydrateRoot` in React 19. */
export interface TelemetryRootOptions {
  readonly onCaughtError: (error: unknown, info: RootErrorInfo) => void
  readonly onUncaughtError: (error: unknown, info: RootErrorInfo) => void
  readonly onRecoverableError: (error: unknown, info: RootErrorInfo) => void
}

/**
 * Creates the root callbacks of React 19. They record the name of an error and then do what React does without them.
 *
 * @param own - Your callbacks, which replace React's default behaviour.
 * @example
 * ```ts
 * createRoot(element, telemetryRootOptions(telemetry)).render(<App />)
 * ```
 */
export function telemetryRootOptions(client: Telemetry, own: Partial<TelemetryRootOptions> = {}): TelemetryRootOptions {
  const record = (source: string) => (error: unknown) => recordError(client, error, { source })
  // React calls the root before the boundary, which knows more: its area.
  const recordLater = (error: unknown) => queueMicrotask(() => record('caught')(error))
  return {
    onCaughtError: both(recordLater, own.onCaughtError ?? ((error) => console.error(error))),
    onUncaughtError: both(record('uncaught'), own.onUncaughtError ?? report),
    onRecoverableError: both(record('recoverable'), own.onRecoverableError ?? report),
  }
}

/** Node and old browsers have no `reportError`; its absence must not replace the error. */
function report(error: unknown): void {
  const { reportError: tell = console.error } = globalThis as { reportError?: (error: unknown) => void }
  tell(error)
}

function both(first: (error: unknown) => void, after: (error: unknown, info: RootErrorInfo) => void): (error: unknown, info: RootErrorInfo) => void {
  return (error, info) => {
    first(error)
    after(error, info)
  }
}
