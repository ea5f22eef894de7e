import { EVENT_TYPES, type EventType, type TelemetryEvent } from '@parel/telemetry-core'
import { errorTypeOf, refuseEvent, statusOf } from '../shared/admit-event'
import type { IncomingBatch } from '../store'
import type { EventRecord, PackedBatch, PackedEvent } from './protocol'

const typeIndex = new Map<string, number>(EVENT_TYPES.map((type, index) => [type, index]))

/** Makes a batch of strings and numbers; what no store may take is counted here and goes no further. */
export function packBatch(batch: IncomingBatch): Omit<PackedBatch, 'call' | 'since'> {
  const dropped = new Map(batch.dropped)
  const events: PackedEvent[] = []
  for (const event of batch.events) {
    const refusal = refuseEvent(event, batch.receivedAt)
    if (refusal === null) events.push(packEvent(event))
    else dropped.set(refusal, (dropped.get(refusal) ?? 0) + 1)
  }
  return { events, dropped: [...dropped], removed: [...batch.removed], receivedAt: batch.receivedAt, stream: packStream(batch) }
}

function packStream({ stream, events, dropped }: IncomingBatch): PackedBatch['stream'] {
  if (stream === null) return null
  const { id, nextSequence: to, lost } = stream
  const refused = [...dropped.values()].reduce((sum, count) => sum + count, 0)
  return { id, from: Math.max(0, stream.firstSequence ?? to - events.length - refused), to, lost: [...lost] }
}

// Node 22 cuts a bound string at its first NUL.
const clean = (text: string | null) => (text?.includes('\0') === true ? text.replaceAll('\0', '\ufffd') : text)

function packEvent(event: TelemetryEvent): PackedEvent {
  const { id, type, page, action, duration, metadata, sessionId, platform, createdAt } = event
  return [
    clean(id) ?? '', typeIndex.get(type) ?? 0, clean(page), clean(action), duration === null ? null : Math.round(duration),
    metadata === null ? null : JSON.stringify(metadata), clean(sessionId), platform === 'mobile' ? 1 : 0, Math.round(createdAt), statusOf(event), clean(errorTypeOf(event)),
  ]
}

/** Makes an event of its record. */
export function unpackEvent([id, type, page, action, duration, metadata, sessionId, platform, createdAt]: EventRecord): TelemetryEvent {
  return {
    id, page, action, duration, sessionId, createdAt,
    type: type as EventType,
    metadata: metadata === null ? null : (JSON.parse(metadata) as TelemetryEvent['metadata']),
    platform: platform === 'mobile' ? 'mobile' : 'web',
  }
}
