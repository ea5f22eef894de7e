import type { TelemetryEvent } from '@parel/telemetry-core'
import { checkExpected, describeValue, matchEvent, type ExpectedEvent } from './match-event'
import { checkMemoryTelemetry, type MemoryTelemetry } from './memory-telemetry'

/** Options of {@link waitForEvent}. */
export interface WaitForEventOptions {
  /**
   * Longest time to wait, in milliseconds.
   *
   * @default 1000
   */
  readonly timeoutMs?: number | undefined
}

/**
 * Waits until an event has been recorded; events recorded earlier count too.
 *
 * @returns The first matching event. Rejects with a list of what was recorded instead.
 * @example
 * ```ts
 * const telemetry = createMemoryTelemetry()
 * setTimeout(() => telemetry.trackAction('saved'))
 * const { action } = await waitForEvent(telemetry, { type: 'action' })
 * action
 * // => 'saved'
 * ```
 */
export async function waitForEvent(telemetry: MemoryTelemetry, expected: ExpectedEvent, options: WaitForEventOptions = {}): Promise<TelemetryEvent> {
  const { timeoutMs = 1000 } = options
  checkMemoryTelemetry(telemetry)
  checkExpected(expected)
  const there = telemetry.events.find((event) => matchEvent(event, expected))
  if (there) return there
  return new Promise((resolve, reject) => {
    const stop = telemetry.onEvent((event) => {
      if (!matchEvent(event, expected)) return
      stop()
      clearTimeout(timer)
      resolve(event)
    })
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`No event like ${describeValue(expected)} within ${timeoutMs} ms. Recorded: ${describeEvents(telemetry.events)}.`))
    }, timeoutMs)
  })
}

/** Formats events for messages. */
export function describeEvents(events: readonly TelemetryEvent[]): string {
  if (events.length === 0) return 'nothing'
  return events.map(({ type, action, page, metadata }) => describeValue({ type, action, page, metadata })).join(', ')
}
