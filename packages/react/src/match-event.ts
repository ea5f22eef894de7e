import type { TelemetryEvent } from '@parel/telemetry-core'

/** The members of an event that a test looks at; the others may be anything. */
export type ExpectedEvent = Partial<Omit<TelemetryEvent, 'metadata'>> & {
  /** Only these keys are compared. */
  readonly metadata?: TelemetryEvent['metadata'] | undefined
}

/** Tells whether an event has everything that is expected of it. */
export function matchEvent(event: TelemetryEvent, { metadata, ...expected }: ExpectedEvent): boolean {
  return includes(event, expected) && (metadata === undefined || metadata === event.metadata || includes(event.metadata ?? {}, metadata ?? {}))
}

function includes(actual: object, expected: object): boolean {
  const values = new Map<string, unknown>(Object.entries(actual))
  return Object.entries(expected).every(([key, value]) => JSON.stringify(values.get(key)) === JSON.stringify(value))
}
