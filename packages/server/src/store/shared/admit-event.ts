import { EVENT_TYPES, MAX_CLOCK_SKEW_MS, MAX_DURATION_MS, MAX_EVENT_AGE_MS, type TelemetryEvent } from '@parel/telemetry-core'
import type { DropReason } from '../store'

/** Why a store cannot take an event, or null. The bounds belong to the accepted times. */
export function refuseEvent(event: TelemetryEvent, receivedAt: number): DropReason | null {
  const { id, type, createdAt, duration } = event
  if (typeof id !== 'string' || id === '' || id.length > maxIdLength || !EVENT_TYPES.includes(type) || !Number.isFinite(createdAt)) return 'invalid'
  if (duration !== null && !(duration >= 0 && duration <= MAX_DURATION_MS)) return 'invalid'
  if (createdAt < receivedAt - MAX_EVENT_AGE_MS) return 'too_old'
  return createdAt > receivedAt + MAX_CLOCK_SKEW_MS ? 'future' : null
}

const maxIdLength = 100

/** The kind of an error that is counted beside its name. */
export function errorTypeOf({ type, metadata }: TelemetryEvent): string | null {
  const kind = type === 'error' ? metadata?.errorType : null
  return typeof kind === 'string' && kind !== '' ? kind.slice(0, maxKindLength) : null
}

const maxKindLength = 60

/** The status code of an API call; 0 stands for a call without an answer. */
export function statusOf({ type, metadata }: TelemetryEvent): number | null {
  const status = type === 'api_call' ? metadata?.statusCode : null
  return typeof status === 'number' && Number.isInteger(status) && status >= 0 && status <= 999 ? status : null
}
