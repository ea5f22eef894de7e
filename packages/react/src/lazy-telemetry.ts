import type { Telemetry } from '@parel/telemetry-browser'

/** A client that is created when it is first used. */
export interface LazyTelemetry extends Telemetry {
  /** Ends the client behind it, if there is one. The next use creates another. */
  release(): void
}

const METHODS = [
  'trackPageView',
  'trackAction',
  'trackError',
  'trackApiCall',
  'trackSessionStart',
  'trackSessionEnd',
  'trackEvent',
  'batchTrackEvents',
  'getAnonymousSessionId',
  'flush',
  'shutdown',
  'optOut',
  'optIn',
  'setConsent',
  'inspect',
  'subscribe',
  'withContext',
] as const satisfies readonly (keyof Telemetry)[]

/**
 * Stands for a client that does not exist yet.
 *
 * A component may render and never be shown (StrictMode, Suspense, an interrupted transition), so a client, with its listeners and timers, must
 * not come to life during rendering.
 */
export function createLazyTelemetry(create: () => Telemetry): LazyTelemetry {
  let client: Telemetry | undefined
  const call = (method: (typeof METHODS)[number]) => (...args: never[]) => {
    client ??= create()
    return (client[method] as (...args: never[]) => unknown)(...args)
  }
  const methods = Object.fromEntries(METHODS.map((method) => [method, call(method)])) as unknown as Telemetry
  return {
    ...methods,
    release() {
      void client?.shutdown()
      client = undefined
    },
  }
}
