import { dateEvent } from './date-event'
import { createEventId, EVENT_TYPES, type TelemetryEvent } from './event'
import { GIVEN_UP_FOR } from './loss-reasons'
import { MAX_BATCH_EVENTS, MAX_CLOCK_SKEW_MS, MAX_EVENT_AGE_MS, MAX_EVENT_BYTES } from './limits'
import { type CleaningOptions, type EventContext, type EventDraft, isRefusal, prepareEvent } from './prepare-event'

/** Options of {@link parsePayload}. */
export interface ParseOptions extends CleaningOptions {
  /** The server's clock when the request arrived, milliseconds since 1970-01-01 UTC. */
  readonly receivedAt: number
  /** The client's clock when it sent, if reported (`st` in the URL). */
  readonly sentAt?: number | null | undefined
  /** Creates an id for an event that has none. */
  createId(): string
  /** @default 1000 */
  readonly maxEvents?: number | undefined
  /**
   * Bytes of one event.
   *
   * @default 8192
   */
  readonly maxEventBytes?: number | undefined
  /**
   * Makes an event from the caller's input: {@link prepareEvent}, or a version of it that caches what it has cleaned.
   *
   * @default prepareEvent
   */
  readonly prepare?: typeof prepareEvent | undefined
}

/** Why an event of the body is not in `events`. */
export type ParseDropReason = 'invalid' | 'too_old' | 'future' | 'too_many_events' | 'oversize' | 'unknown_event'

/** The contents of a body. Events and drops add up to what was sent. */
export interface ParsedPayload {
  readonly ok: true
  readonly events: readonly TelemetryEvent[]
  readonly dropped: ReadonlyMap<ParseDropReason, number>
  /** How often each cleaning rule removed something. */
  readonly removed: ReadonlyMap<string, number>
  /** The stream of a batch; null for events outside of a batch. */
  readonly stream: { readonly id: string; readonly nextSequence: number; readonly lost: ReadonlyMap<string, number> } | null
}

/** The body has none of the three forms. */
export interface MalformedPayload {
  readonly ok: false
  /** A sentence that says what is wrong, without any content of the body. */
  readonly reason: string
}

type ParseContext = ParseOptions & Omit<EventContext, 'id' | 'createdAt'> & { id: string; createdAt: number }

interface Draft extends EventDraft {
  readonly id?: unknown
  readonly createdAt?: unknown
}

/**
 * Reads the body of `POST /api/telemetry`: one event, an array of events, or a batch. Everything is cleaned again, because a client is
 * never trusted. A bad event does not affect the good ones. Never throws.
 *
 * @param body - Parsed JSON.
 */
export function parsePayload(body: unknown, options: ParseOptions): ParsedPayload | MalformedPayload {
  if (Array.isArray(body)) return parseDrafts(body, { ...options, stream: null })
  if (!isRecord(body)) return { ok: false, reason: 'The body is not an event, an array of events or a batch.' }
  if (!('ev' in body)) return parseDrafts([body], { ...options, stream: null })
  const { stream, s0: first, ev: rows } = body
  if (body.v !== 1) return { ok: false, reason: 'The batch has an unknown version "v"; this server reads 1.' }
  if (typeof stream !== 'string' || !/^\w{1,40}$/.test(stream)) return { ok: false, reason: 'The batch has no "stream" of 1 to 40 letters and digits.' }
  if (!isCount(first)) return { ok: false, reason: 'The batch has no whole number "s0".' }
  if (!Array.isArray(rows)) return { ok: false, reason: 'The batch has no array "ev".' }
  const drafts = rows.map((row: unknown, index) => readRow(row, body, createEventId(stream, first + index)))
  return parseDrafts(drafts, { ...options, stream: { id: stream, nextSequence: first + rows.length, lost: readLost(body.drop) } })
}

function parseDrafts(drafts: readonly unknown[], options: ParseOptions & Pick<ParsedPayload, 'stream'>): ParsedPayload {
  const events: TelemetryEvent[] = []
  const dropped = new Map<ParseDropReason, number>()
  const removed = new Map<string, number>()
  // Shared by all events; id and time are set for each.
  const context = { ...options, onRemoved: (rule: string) => count(removed, rule), id: '', createdAt: 0, sessionId: null, platform: 'web' as const }
  const max = options.maxEvents ?? MAX_BATCH_EVENTS
  for (const draft of drafts.slice(0, max)) {
    const result = parseDraft(draft, context)
    if (typeof result === 'string') count(dropped, result)
    else events.push(result)
  }
  if (drafts.length > max) count(dropped, 'too_many_events', drafts.length - max)
  return { ok: true, events, dropped, removed, stream: options.stream }
}

function parseDraft(draft: unknown, context: ParseContext): TelemetryEvent | ParseDropReason {
  if (!isRecord(draft)) return 'invalid'
  const { id, createdAt }: Draft = draft
  const time = createdAt === undefined || createdAt === null ? dateEvent(draft, context.receivedAt) : readTime(createdAt, context)
  if (time < context.receivedAt - MAX_EVENT_AGE_MS) return 'too_old'
  if (time > context.receivedAt + MAX_CLOCK_SKEW_MS) return 'future'
  if (isOversize(draft, context.maxEventBytes ?? MAX_EVENT_BYTES)) return 'oversize'
  context.id = typeof id === 'string' && /^\w{1,40}-\d{1,16}$/.test(id) ? id : context.createId()
  context.createdAt = time
  try {
    const prepared = (context.prepare ?? prepareEvent)(draft, context)
    return isRefusal(prepared) ? prepared.refused : prepared
  } catch {
    return 'invalid' // A check that the app has declared for a field threw.
  }
}

// A correct clock is trusted, so that a retry never moves an event to another day. The times of a wrong one are shifted.
function readTime(createdAt: unknown, { receivedAt, sentAt }: ParseOptions): number {
  const own = typeof createdAt === 'string' ? parseTime(createdAt) : createdAt
  if (typeof own !== 'number' || !Number.isFinite(own)) return receivedAt
  const skew = typeof sentAt === 'number' && Number.isFinite(sentAt) ? receivedAt - sentAt : 0
  return Math.round(Math.abs(skew) > MAX_CLOCK_SKEW_MS ? own + skew : own)
}

const STAMP = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/

// Without a zone, the time would be read in the server's own zone.
function parseTime(text: string): number {
  const found = STAMP.exec(text)
  return found ? Date.parse(text.includes('T') && !found[1] ? `${text}Z` : text) : Number.NaN
}

function readRow(row: unknown, batch: Record<string, unknown>, id: string): Draft | null {
  if (!Array.isArray(row)) return null
  const [type, offset, page, action, duration, metadata] = row as unknown[]
  if (typeof type !== 'number' || typeof offset !== 'number' || typeof batch.t0 !== 'number') return null
  const createdAt = batch.t0 + offset
  return { id, type: EVENT_TYPES[type], createdAt, page, action, duration, metadata, sessionId: batch.sid, platform: batch.pf }
}

function readLost(drop: unknown): Map<string, number> {
  const lost = new Map<string, number>()
  if (!isRecord(drop)) return lost
  for (const [reason, value] of Object.entries(drop).slice(0, 20)) if (/^[a-z_\d]{1,32}$/.test(reason) && isCount(value)) count(lost, nameReason(reason), value)
  return lost
}

// Counts by reason outlive every event, so a caller's text must never become a reason.
function nameReason(reason: string): string {
  return GIVEN_UP_FOR.find((known) => known === reason) ?? 'other'
}

function isOversize(draft: Record<string, unknown>, maxBytes: number): boolean {
  const { metadata } = draft
  if (metadata === null || typeof metadata !== 'object') return false
  try {
    const json = JSON.stringify(metadata)
    // At most three bytes per UTF-16 unit, so short ones need no counting.
    return json.length * 3 > maxBytes && new TextEncoder().encode(json).length > maxBytes
  } catch {
    return true // Nested so deep that the stack is full.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Rejects made-up numbers that no page can have counted.
function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1e9
}

function count<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
