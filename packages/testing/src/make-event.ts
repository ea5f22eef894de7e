import { createEventId, type TelemetryEvent } from '@parel/telemetry-core'

/** 2025-10-13, 16:00 UTC: the day of the guide's example. */
export const GUIDE_TIME = Date.UTC(2025, 9, 13, 16)

let sequence = 0

/** A page view of `/dashboard` with a unique id and the changes that the test needs. */
export function makeEvent(fields: Partial<TelemetryEvent> = {}): TelemetryEvent {
  return {
    id: createEventId('0testing0stream', sequence++),
    type: 'page_view',
    page: '/dashboard',
    action: null,
    duration: null,
    metadata: null,
    sessionId: null,
    platform: 'web',
    createdAt: GUIDE_TIME,
    ...fields,
  }
}
