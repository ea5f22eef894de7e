import type { ErrorInfo } from 'react'
import type { Telemetry } from '@parel/telemetry-browser'
import { recordError } from './recorded-errors'

/** The callbacks of `createRoot` and `hydrateRoot` in React 19. */
export interface TelemetryRootOptions {
  readonly onCaughtError: (error: unknown, info: ErrorInfo) => void
  readonly onUncaughtError: (error: unknown, info: ErrorInfo) => void
  readonly onRecoverableError: (error: unknown, info: ErrorInfo) => void
}

/**
 * Makes the root callbacks of React 19: they record the name of an error and then do what React does without them.
 *
 * @param own - Your callbacks, called instead of what React does.
 * @example
 * ```ts
 * createRoot(element, telemetryRootOptions(telemetry)).render(<App />)
 * ```
 */
export function telemetryRootOptions(client: Telemetry, own: Partial<TelemetryRootOptions> = {}): TelemetryRootOptions {
  const recordThen =
    (source: string, after: (error: unknown, info: ErrorInfo) => void) =>
    (error: unknown, info: ErrorInfo): void => {
      recordError(client, error, { source })
      after(error, info)
    }
  return {
    onCaughtError: recordThen('caught', own.onCaughtError ?? ((error) => console.error(error))),
    onUncaughtError: recordThen('uncaught', own.onUncaughtError ?? ((error) => reportError(error))),
    onRecoverableError: recordThen('recoverable', own.onRecoverableError ?? ((error) => reportError(error))),
  }
}
