import { createEventId, createStreamId, EVENT_TYPES, isRefusal, parsePayload, prepareEvent, type EventDraft } from '@parel/telemetry-core'
import { holdsAccessKey } from '../cleaning/access-key'
import type { CleaningRules } from '../cleaning/cleaning-rules'
import { isNumber } from '../cleaning/is-numbered'
import { choosePrepare } from '../cleaning/prepare-stored'
import type { IncomingBatch } from '../store/store'
import type { DeveloperHints } from './developer-hints'
import { HttpError } from './http-error'
import { type IgnoredField, listIgnored, listReplaced } from './ignored-fields'
import { createKnownEvents } from './known-events'

/** What {@link createEventParser} works with. */
export interface EventParserOptions {
  readonly cleaning: CleaningRules
  readonly maxEvents: number
  readonly now: () => number
  readonly hints?: DeveloperHints
}

/** Makes a batch for the store of a body, cleaned by the same code as in the client, and looked at again. */
export type EventParser = (body: unknown, query: string) => IncomingBatch

// Ids in order are written in order; a stream of its own for each minute keeps their prefix close to the time.
const streamMs = 60_000

/** Creates the parser. Events without an id get one here. */
export function createEventParser({ cleaning, maxEvents, now, hints }: EventParserOptions): EventParser {
  let ignored: Map<IgnoredField, number> | undefined
  const ignore = (field: IgnoredField) => {
    hints?.ignored(field)
    ignored ??= new Map()
    ignored.set(field, (ignored.get(field) ?? 0) + 1)
  }
  const known = createKnownEvents({
    prepare: choosePrepare(cleaning),
    onCleaned(draft, event) {
      listIgnored(draft, event).forEach(ignore)
      hints?.session(event.sessionId)
    },
  })
  const fixed = { ...cleaning, createId: createIdSource(now), maxEvents }
  return (body, query) => {
    ignored = undefined
    const clocks = { receivedAt: now(), sentAt: readSentAt(query) }
    const prepare: typeof prepareEvent = (draft, context) => {
      const event = known(draft, isNumber(context.id) || holdsAccessKey(context.id) ? { ...context, id: fixed.createId() } : context)
      if (!isRefusal(event)) for (const field of listReplaced(draft, event, clocks)) ignore(field)
      return event
    }
    const parsed = parsePayload(body, { ...fixed, ...clocks, prepare })
    if (!parsed.ok) throw new HttpError(400, 'invalid_payload', parsed.reason)
    if (parsed.stream !== null && isNumber(parsed.stream.id)) throw new HttpError(400, 'invalid_payload', 'The batch has a "stream" of digits alone, which may be a card or a phone number. Give a random one with a letter.')
    if (parsed.stream !== null && holdsAccessKey(parsed.stream.id)) throw new HttpError(400, 'invalid_payload', 'The batch has a "stream" that is an access key. Give a random one.')
    if (isSingleEvent(body) && parsed.dropped.has('invalid')) throw new HttpError(400, 'invalid_payload', describeInvalid(body))
    const { events, dropped, removed, stream } = parsed
    return { events, dropped, removed, stream, receivedAt: clocks.receivedAt, ...(ignored !== undefined && { ignored }) }
  }
}

/** What a single event lacks, without anything of it but its type: the rest may be personal. */
function describeInvalid({ type }: EventDraft): string {
  const known = EVENT_TYPES.find((name) => name === type)
  if (known === undefined) return `The event has no known "type". Give one of ${EVENT_TYPES.join(', ')}.`
  // Each type needs one of the two at most.
  const needsPage = !isRefusal(prepareEvent({ type, page: '/' }, { id: '', createdAt: 0, sessionId: null, platform: 'web' }))
  return needsPage ? `An event of type ${known} needs a "page", such as "/dashboard".` : `An event of type ${known} needs an "action", such as "export_csv".`
}

function createIdSource(now: () => number): () => string {
  let stream = ''
  let startedAt = -Infinity
  let sequence = 0
  return () => {
    if (now() - startedAt >= streamMs) {
      startedAt = now()
      stream = createStreamId(startedAt)
      sequence = 0
    }
    return createEventId(stream, sequence++)
  }
}

function isSingleEvent(body: unknown): body is EventDraft {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && !('ev' in body)
}

function readSentAt(query: string): number | null {
  if (query === '') return null
  const text = new URLSearchParams(query).get('st')?.trim()
  // Of an empty one, Number makes the year 1970.
  const sentAt = text ? Number(text) : Number.NaN
  return Number.isSafeInteger(sentAt) ? sentAt : null
}
