import { createHmac } from 'node:crypto'
import type { TelemetryEvent } from '@parel/telemetry-core'
import type { ForwardedEvent, ForwardedField } from './forwarder'

/**
 * Keeps the fields that a destination may get. Its ids are made with a key of its own: stable, so that it can tell a repeated delivery,
 * and others at the next destination. Whoever compares the other fields, or has the database and its keys, can still link events.
 *
 * @param key - Secret of the destination.
 */
export function pickFields(event: TelemetryEvent, fields: readonly ForwardedField[], key: string): ForwardedEvent {
  const all: Required<ForwardedEvent> = {
    ...event,
    id: rekey(event.id, key),
    sessionId: event.sessionId === null ? null : rekey(event.sessionId, key),
    createdAt: new Date(event.createdAt).toISOString(),
  }
  return Object.fromEntries(fields.map((field) => [field, all[field]] as const).filter(([, value]) => value !== null))
}

function rekey(id: string, key: string): string {
  return createHmac('sha256', key).update(id).digest('base64url').slice(0, 22)
}
