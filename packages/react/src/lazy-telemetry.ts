import type { Telemetry } from '@parel/telemetry-browser'
import { visits } from './visits'

/** A client that is created when it is first used, at the latest when it is kept alive. */
export interface LazyTelemetry {
  readonly telemetry: Telemetry
  /** For an effect, and so for what the client captures by itself: the function it returns ends the client in the next task, unless the effect runs again, as StrictMode does it. */
  keepAlive_(): () => void
}

/** Stands for a client that is looked up at every use. */
export function standFor(read: () => Telemetry): Telemetry {
  return new Proxy({} as Telemetry, { get: (_nothing, name) => Reflect.get(read(), name) })
}

/**
 * Stands for a client that does not exist yet.
 *
 * A component may render and never be shown (StrictMode, Suspense, an interrupted transition), so a client, with its listeners and timers, must
 * not come to life during rendering.
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
      // Only here: what is still called after the end is answered by the client that has ended, or its listeners would outlive everything.
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
