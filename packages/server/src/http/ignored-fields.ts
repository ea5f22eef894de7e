import type { EventDraft, TelemetryEvent } from '@parel/telemetry-core'
import type { TelemetryLogger } from '../logger'

/** A field of an event that may come in a form which is not kept. */
export type IgnoredField = 'page' | 'action' | 'duration' | 'metadata' | 'sessionId' | 'platform' | 'id' | 'createdAt'

/** What each of them has to be. */
const forms: Readonly<Record<IgnoredField, string>> = {
  page: 'a text, such as "/dashboard"',
  action: 'a text, such as "export_csv"',
  duration: 'a number of milliseconds from 0, such as 98',
  metadata: 'an object, such as {"plan":"team"}',
  sessionId: 'a random text of at most 64 letters, digits, - and _, not digits alone',
  platform: '"web" or "mobile"',
  id: 'a text such as "s1a2b3-7": letters and digits, a dash and a number',
  createdAt: 'milliseconds since 1970, or a time such as "2025-10-13T16:00:00Z"',
}

/** Names the fields that cleaning left out of an event, or replaced, because of their form. What a rule took out is told elsewhere. */
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

/** When a request arrived and, where the client told, when it was sent: milliseconds since 1970-01-01 UTC. */
interface Clocks {
  readonly receivedAt: number
  readonly sentAt: number | null
}

const nothing: readonly IgnoredField[] = []

/** Names those of id and time that an event has from the server although it came with its own. */
export function listReplaced({ id, createdAt }: EventDraft & { readonly id?: unknown; readonly createdAt?: unknown }, event: TelemetryEvent, { receivedAt, sentAt }: Clocks): readonly IgnoredField[] {
  // As in every batch of a client.
  if (id === event.id && createdAt === event.createdAt) return nothing
  const found: IgnoredField[] = []
  if (isGiven(id) && id !== event.id) found.push('id')
  // A time that was not understood became that of arrival; one that is the same, or was shifted to it, was understood.
  const isArrival = event.createdAt === receivedAt && typeof createdAt !== 'number'
  if (isGiven(createdAt) && isArrival && ![receivedAt, sentAt].includes(Date.parse(String(createdAt)))) found.push('createdAt')
  return found
}

// An empty text says nothing, as null does.
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** Makes the function that tells the developer of ignored fields: once each, so that a log does not fill, and nothing of what came. */
export function createIgnoredLog(logger: TelemetryLogger): (field: IgnoredField) => void {
  const told = new Set<IgnoredField>()
  return (field) => {
    if (told.has(field)) return
    told.add(field)
    logger.warn('a field of an event has a form that is not kept, and is left out; this is told once', { field, give: forms[field] })
  }
}
