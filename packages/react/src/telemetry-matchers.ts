import { checkExpected, describeValue, matchEvent, type ExpectedEvent } from './match-event'
import { checkMemoryTelemetry, type MemoryTelemetry } from './memory-telemetry'
import { describeEvents } from './wait-for-event'

/** The types of {@link telemetryMatchers}, to merge into those of Vitest or Jest. */
export interface TelemetryMatchers<Result> {
  /** Passes if the client has recorded an event with these properties. */
  toHaveTracked(expected: ExpectedEvent): Result
}

/**
 * Matchers for `expect.extend`, in Vitest and Jest.
 *
 * @example
 * ```ts
 * expect.extend(telemetryMatchers)
 * expect(telemetry).toHaveTracked({ type: 'action', action: 'saved' })
 * ```
 */
export const telemetryMatchers = {
  toHaveTracked(telemetry: MemoryTelemetry, expected: ExpectedEvent): { pass: boolean; message(): string } {
    checkMemoryTelemetry(telemetry)
    checkExpected(expected)
    const pass = telemetry.events.some((event) => matchEvent(event, expected))
    const wish = `${pass ? 'no ' : 'an '}event like ${describeValue(expected)}`
    return { pass, message: () => `Expected ${wish}. Recorded: ${describeEvents(telemetry.events)}.` }
  },
}
