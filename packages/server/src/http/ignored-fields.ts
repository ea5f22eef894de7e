import type { EventDraft, TelemetryEvent } from '@parel/telemetry-core'

/** A field of an event that may come in a form which is not kept. */
export type IgnoredField = 'page' | 'action' | 'duration' | 'metadata' | 'sessionId' | 'platform' | 'id' | 'createdAt'

/** Lists the fields of an event that were left out or replaced because they are invalid. What a cleaning rule removed is counted elsewhere. */
export function listIgnored(draft: EventDraft, event: TelemetryEvent): readonly IgnoredField[] {
  const { page, action, duration, metadata, sessionId, platform } = draft
  const found: IgnoredField[] = []
  if (isGiven(page) && typeof page !== 'string') found.push('page')
  if (isGiven(action) && typeof action !== 'string') found.push('action')
  if (isGiven(duration) && event.duration === null) found.push('duration')
  if (isGiven(metadata) && (typeof metadata !== 'object' || Array.isArray(metadata))) found.push('metadata')
  if (isGiven(sessionId) && sessionId !== event.sessionId) found.push('sessionId')
  if (isGiven(platform) && platform !== event.platform) found.push('platform')
  return found
}

/** When a request arrived and, if the client said so, when it was sent: milliseconds since 1970-01-01 UTC. */
interface Clocks {
  readonly receivedAt: number
  readonly sentAt: number | null
}

const nothing: readonly IgnoredField[] = []

/** Names those of id and time that an event has from the server although it came with its own. */
export function listReplaced({ id, createdAt }: EventDraft & { readonly id?: unknown; readonly createdAt?: unknown }, event: TelemetryEvent, { receivedAt, sentAt }: Clocks): readonly IgnoredField[] {
  // As in every batch of a client, and in an event that brings neither.
  if ((id === undefined || id === event.id) && (createdAt === undefined || createdAt === event.createdAt)) return nothing
  const found: IgnoredField[] = []
  if (isGiven(id) && id !== event.id) found.push('id')
  // A time that was not understood became that of arrival; one that is the same, or was shifted to it, was understood.
  const isArrival = event.createdAt === receivedAt && !Number.isFinite(createdAt)
  // Only a text is read: of some objects none can be made.
  const told = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN
  if (isGiven(createdAt) && isArrival && ![receivedAt, sentAt].includes(told)) found.push('createdAt')
  return found
}

// An empty text says nothing, as null does.
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
