import type { Telemetry } from '@parel/telemetry-browser'
import { getSilentTelemetry } from './silent-telemetry'
import { visits } from './visits'

/** A client that is created when it is first used, or at the latest when it is kept alive. */
export interface LazyTelemetry {
  readonly telemetry: Telemetry
  /** Call it in an effect; it also starts the client's captures. The returned function shuts the client down in the next task, unless the effect runs again, as in StrictMode. */
  keepAlive_(): () => void
}

type Call = (...given: readonly unknown[]) => unknown

/**
 * A client that forwards every call to the client that `read` returns at that time.
 *
 * It has functions of its own, so that those that somebody takes out of it (`const { trackAction } = useTelemetry()`) neither call `read` before they are called
 * nor belong to a client that is shut down by then.
 *
 * @param subscribe - That of the client whose events alone are different.
 */
export function standFor(read: () => Telemetry, subscribe?: Telemetry['subscribe']): Telemetry {
  const stand: Record<string, unknown> & Telemetry = { ...getSilentTelemetry() }
  for (const name in stand) stand[name] = (...given: readonly unknown[]) => (read()[name as keyof Telemetry] as Call)(...given)
  if (subscribe) stand.subscribe = subscribe
  stand.withContext = (context) => standFor(() => read().withContext(context), stand.subscribe)
  return stand
}

/**
 * Stands in for a client that does not exist yet.
 *
 * A component may render and never be shown (StrictMode, Suspense, an interrupted transition), so a client, with its listeners and timers, must
 * not be created during rendering.
 */
export function createLazyTelemetry(create: () => Telemetry): LazyTelemetry {
  let isOver = false
  const read = () => (client ??= create())
  let client: Telemetry | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    telemetry: standFor(read),
    keepAlive_() {
      clearTimeout(timer)
      // Only here: later calls must still reach the client that was shut down; the listeners of a new one would never be removed.
      if (isOver) client = undefined
      isOver = false
      read()
      return () => {
        timer = setTimeout(() => {
          visits.settle_()
          isOver = true
          void client?.shutdown()
        })
      }
    },
  }
}
