import { EVENT_TYPES, type EventContext, type EventDraft, isRefusal, MAX_DURATION_MS, PLATFORMS, prepareEvent, type TelemetryEvent } from '@parel/telemetry-core'
import { isTimedShift } from '../cleaning/is-timed-shift'

const maxKnown = 4000
const maxSessions = 2000
// Longer ones are seldom sent twice.
const maxKeyLength = 512

/** What {@link createKnownEvents} works with. */
export interface KnownEventsOptions {
  /** Makes the event of a draft that is not cached. Default: `prepareEvent` of core. */
  readonly prepare?: typeof prepareEvent
  /** Called for each event of a draft that is not cached; cached drafts are never changed. */
  readonly onCleaned?: (draft: EventDraft, event: TelemetryEvent) => void
}

/**
 * Creates a `prepareEvent` that caches what passed it unchanged: a client cleans before it sends, and sends the same few pages, actions and
 * metadata again and again. Only clean values are cached, never what had to be cleaned, so that no personal data stays in memory.
 *
 * Create one for each set of rules, because what is clean depends on them.
 */
export function createKnownEvents({ prepare = prepareEvent, onCleaned }: KnownEventsOptions = {}): typeof prepareEvent {
  const known = createBoundedSet(maxKnown)
  const sessions = createBoundedSet(maxSessions)
  return (draft, context) => {
    const sessionId = draft.sessionId ?? context.sessionId
    const key = keyOf(draft, context)
    if (key !== null && known.has(key) && sessions.has(sessionId)) return assemble(draft, context)
    let isClean = key !== null
    const onRemoved = (rule: string) => {
      isClean = false
      context.onRemoved?.(rule)
    }
    const event = prepare(draft, { ...context, onRemoved })
    if (isRefusal(event)) return event
    onCleaned?.(draft, event)
    if (event.sessionId !== sessionId) return event
    sessions.add(sessionId)
    if (isClean && keyOf(event, context) === key) known.add(key)
    return event
  }
}

/** The cache key: everything that cleaning looks at, except the session. Null for what is never cached. */
function keyOf({ type, page, action, duration, metadata, platform }: EventDraft, context: EventContext): string | null {
  // The only duration that is not kept although it is one.
  if (isTimedShift({ type, action, duration })) return null
  // A type of the caller's own could be the beginning of another key: "action -1 12 open" of the action "open -1 -1 5".
  if (!EVENT_TYPES.some((known) => known === type) || !isText(page) || !isText(action) || !isDuration(duration)) return null
  if (!PLATFORMS.some((name) => name === (platform ?? context.platform))) return null
  const text = metadata === null || metadata === undefined ? '' : JSON.stringify(metadata)
  // The lengths keep two texts apart that could be cut in another place.
  const key = `${type} ${page?.length ?? -1} ${action?.length ?? -1} ${page ?? ''}${action ?? ''}${text}`
  return key.length <= maxKeyLength ? key : null
}

/** What `prepareEvent` makes of a draft that is clean. */
function assemble({ type, page = null, action = null, duration = null, metadata = null, sessionId, platform }: EventDraft, context: EventContext): TelemetryEvent {
  return {
    id: context.id, type, page, action, duration, metadata, createdAt: context.createdAt,
    sessionId: sessionId ?? context.sessionId,
    platform: platform ?? context.platform,
  } as TelemetryEvent
}

function isText(value: unknown): value is string | null | undefined {
  return typeof value === 'string' || value === null || value === undefined
}

function isDuration(value: unknown): boolean {
  return value === null || value === undefined || (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_DURATION_MS)
}

function createBoundedSet(most: number): { has(value: unknown): boolean; add(value: unknown): void } {
  const values = new Set<unknown>()
  return {
    has: (value) => values.has(value),
    add(value) {
      if (values.size >= most) values.clear()
      values.add(value)
    },
  }
}
