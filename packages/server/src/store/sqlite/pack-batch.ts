import type { EventType, TelemetryEvent } from '@parel/telemetry-core'
import { refuseEvent } from '../shared/admit-event'
import { parseOwnJson } from '../shared/parse-own-json'
import type { IncomingBatch } from '../store'
import type { EventRecord, ScreenedBatch } from './protocol'

/** Makes a batch that can travel; what no store may take is counted here and goes no further. */
export function packBatch(batch: IncomingBatch): Omit<ScreenedBatch, 'call' | 'since'> {
  const dropped = new Map(batch.dropped)
  const events: TelemetryEvent[] = []
  for (const event of batch.events) {
    const refusal = refuseEvent(event, batch.receivedAt)
    if (refusal === null) events.push(event)
    else dropped.set(refusal, (dropped.get(refusal) ?? 0) + 1)
  }
  return { events, dropped: [...dropped], removed: [...batch.removed], ignored: [...(batch.ignored ?? [])], receivedAt: batch.receivedAt, stream: packStream(batch) }
}

function packStream({ stream, events, dropped }: IncomingBatch): ScreenedBatch['stream'] {
  if (stream === null) return null
  const { id, nextSequence: to, lost } = stream
  const refused = [...dropped.values()].reduce((sum, count) => sum + count, 0)
  return { id, from: Math.max(0, stream.firstSequence ?? to - events.length - refused), to, lost: [...lost] }
}

/** Makes an event of its record. */
export function unpackEvent([id, type, page, action, duration, metadata, sessionId, platform, createdAt]: EventRecord): TelemetryEvent {
  return {
    id, page, action, duration, sessionId, createdAt,
    type: type as EventType,
    // A damaged text costs the event its metadata: thrown, it would hold up every export, and every destination for as long as the event is kept.
    metadata: metadata === null ? null : ((parseOwnJson(metadata) ?? null) as TelemetryEvent['metadata']),
    platform: platform === 'mobile' ? 'mobile' : 'web',
  }
}
