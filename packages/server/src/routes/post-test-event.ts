import { createEventId, createStreamId } from '@parel/telemetry-core'
import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { jsonReply } from '../http/replies'
import type { Exchange } from './route'

/** Stores one harmless event, so that an empty dashboard can show that everything works. Refused while telemetry is off, because no other event would be stored either. */
export async function postTestEvent({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin'])
  if (!parts.options.enabled) throw new HttpError(409, 'disabled', 'Recording is switched off. Set TELEMETRY_ENABLED=true (enabled) and start again.')
  const now = parts.options.now()
  const event = {
    id: createEventId(createStreamId(now), 0),
    type: 'action',
    page: '/',
    action: 'test_event',
    duration: null,
    metadata: null,
    sessionId: null,
    platform: 'web',
    createdAt: now,
  } as const
  const store = await parts.store()
  const result = await store.insert({ events: [event], dropped: new Map(), removed: new Map(), stream: null, receivedAt: now })
  parts.live.notify()
  return jsonReply(200, { success: true, accepted: result.stored, duplicates: result.duplicates, dropped: Object.fromEntries(result.dropped) })
}
