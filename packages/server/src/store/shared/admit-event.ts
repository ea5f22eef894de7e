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

/** What is kept in the column of the status: of an API call its status code, where 0 stands for no answer; of the layout shift (`CLS`), the one web vital that is no time, its value in thousandths. */
export function statusOf({ type, action, duration, metadata }: TelemetryEvent): number | null {
  if (type === 'api_call') return numberUpTo(maxStatus, metadata?.statusCode)
  const value = type === 'web_vital' && action === 'CLS' && duration === null ? metadata?.value : null
  return typeof value === 'number' ? numberUpTo(maxThousandths, Math.round(value * 1000)) : null
}

const maxStatus = 999
const maxThousandths = 1_000_000

function numberUpTo(max: number, value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max ? value : null
}
