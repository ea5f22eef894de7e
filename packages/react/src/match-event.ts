import type { TelemetryEvent } from '@parel/telemetry-core'

/** The properties of an event that a test checks; the others may have any value. */
export type ExpectedEvent = Partial<Omit<TelemetryEvent, 'metadata'>> & {
  /** Only these keys are compared. */
  readonly metadata?: TelemetryEvent['metadata'] | undefined
}

const MEMBERS = ['id', 'type', 'page', 'action', 'duration', 'metadata', 'sessionId', 'platform', 'createdAt']

/** Whether an event has every expected property. Asymmetric matchers of `expect`, such as `expect.any(Number)`, match as usual. */
export function matchEvent(event: TelemetryEvent, { metadata, ...expected }: ExpectedEvent): boolean {
  if (!includes(event, expected)) return false
  return metadata === undefined || (isObject(metadata) && !isMatcher(metadata) ? includes(event.metadata ?? {}, metadata) : equals(event.metadata, metadata))
}

/** Rejects what no event could ever match: with `not`, a misspelt name would always pass. */
export function checkExpected(expected: unknown): asserts expected is ExpectedEvent {
  if (!isObject(expected)) throw new TypeError(`What is expected is ${describeValue(expected)}. Give the members of an event, for example { type: 'action', action: 'saved' }.`)
  const unknown = Object.keys(expected).find((key) => !MEMBERS.includes(key))
  if (unknown !== undefined) throw new TypeError(`No event has a member "${unknown}". What belongs to one event stands in its metadata; the members are ${MEMBERS.join(', ')}.`)
}

/** Formats any value for messages. */
export function describeValue(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, part: unknown) => (isMatcher(part) ? (part.toAsymmetricMatcher?.() ?? String(part)) : typeof part === 'bigint' ? String(part) : part)) ?? String(value)
  } catch {
    // A circular reference.
    return String(value)
  }
}

function includes(actual: object, expected: object): boolean {
  const values = new Map<string, unknown>(Object.entries(actual))
  return Object.entries(expected).every(([key, value]) => equals(values.get(key), value))
}

function equals(actual: unknown, expected: unknown): boolean {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual)
  if (!isObject(actual) || !isObject(expected) || Object.keys(expected).length === 0) return describeValue(actual) === describeValue(expected)
  return Object.keys(actual).length === Object.keys(expected).length && includes(actual, expected)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Asymmetric matchers of Vitest and Jest, such as `expect.any` and `expect.stringContaining`. */
function isMatcher(value: unknown): value is { asymmetricMatch(actual: unknown): boolean; toAsymmetricMatcher?(): string } {
  return typeof (value as { asymmetricMatch?: unknown } | null | undefined)?.asymmetricMatch === 'function'
}
