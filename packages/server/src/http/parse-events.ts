import { createEventId, createStreamId, EVENT_TYPES, type TelemetryEvent } from '@parel/telemetry-core'
import type { IncomingBatch } from '../store/store'
import { HttpError } from './http-error'

// Stands in for core's parsePayload until that exists.
export function parseEvents(body: unknown, receivedAt: number): IncomingBatch {
  const list = Array.isArray(body) ? body : [body]
  const stream = createStreamId(receivedAt)
  const events: TelemetryEvent[] = []
  let invalid = 0
  list.forEach((item: Record<string, unknown> | null, index) => {
    if (item === null || typeof item !== 'object' || !EVENT_TYPES.includes(item.type as never)) {
      if (!Array.isArray(body)) throw new HttpError(400, 'invalid_payload', 'type')
      invalid++
      return
    }
    events.push({
      id: createEventId(stream, index),
      type: item.type as TelemetryEvent['type'],
      page: typeof item.page === 'string' ? item.page : null,
      action: typeof item.action === 'string' ? item.action : null,
      duration: typeof item.duration === 'number' ? item.duration : null,
      metadata: null,
      sessionId: typeof item.sessionId === 'string' ? item.sessionId : null,
      platform: 'web',
      createdAt: receivedAt,
    })
  })
  return { events, dropped: new Map(invalid > 0 ? [['invalid', invalid]] : []), removed: new Map(), stream: null, receivedAt }
}
