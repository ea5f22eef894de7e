import { MAX_NAME_LENGTH, MAX_DURATION_MS } from './limits'
import { anonymizeText } from './anonymize-text'
import { type Platform, type EventType, PLATFORMS, type TelemetryEvent, EVENT_TYPES } from './event'
import { keepDeclared, type EventDefinitions } from './define-events'
import { anonymizeUrl } from './anonymize-url'
import { sanitizeMetadata, type SanitizeOptions } from './sanitize-metadata'

/** An event as given by the caller. Nothing in it is trusted. */
export interface EventDraft {
  readonly type?: unknown
  readonly page?: unknown
  readonly action?: unknown
  /** Milliseconds. */
  readonly duration?: unknown
  readonly metadata?: unknown
  readonly sessionId?: unknown
  readonly platform?: unknown
}

/** Cleaning rules, the same in client and server. */
export interface CleaningOptions extends SanitizeOptions {
  /** The result of {@link defineEvents}. With `strict`, actions and keys that it does not declare are dropped. */
  readonly events?: EventDefinitions | undefined
}

/** What an event gets from its surroundings. */
export interface EventContext extends CleaningOptions {
  /** See {@link createEventId}. */
  readonly id: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
  /** Used if the event has no session of its own. */
  readonly sessionId: string | null
  /** Used if the event has no platform. */
  readonly platform: Platform
}

/** Why no event was made. `invalid`: the type is unknown, or page or name is missing. `unknown_event`: not declared. */
export interface Refusal {
  readonly refused: 'invalid' | 'unknown_event'
}

const NEEDS_PAGE = /^a?p/
const NEEDS_ACTION = /^ac|^e|^w/

// Digits alone would be a number of something, such as a user; with dashes, a phone or a card. A UUID may happen to contain no letter.
function cleanSessionId(id: unknown): string | null {
  return typeof id === 'string' && /^(?![-\d_]{1,34}$|\d+$)[-\w]{1,64}$/.test(id) ? id : null
}

/**
 * The only way to make a {@link TelemetryEvent}. Everything the caller gave is cleaned, and what cannot be cleaned is refused.
 * Never throws.
 *
 * @example
 * ```ts
 * const context = { id: 's-0', createdAt: 1760371200000, sessionId: null, platform: 'web' } as const
 * const event = prepareEvent({ type: 'action', action: 'save', page: '/orders/1042' }, context)
 * isRefusal(event) ? event.refused : event.page
 * // => '/orders/[id]'
 * ```
 */
export function prepareEvent(draft: EventDraft, context: EventContext): TelemetryEvent | Refusal {
  const type = EVENT_TYPES[EVENT_TYPES.indexOf(draft.type as EventType)]
  const page = typeof draft.page === 'string' && draft.page ? anonymizeUrl(draft.page, context) : null
  if (page && page !== draft.page) context.onRemoved?.('address')
  const { duration } = draft
  const action = (anonymizeText(draft.action as string, context).trim().slice(0, MAX_NAME_LENGTH).trim()) || null
  if (!type || (page === null && NEEDS_PAGE.test(type)) || (action === null && NEEDS_ACTION.test(type))) return { refused: 'invalid' }
  const declared = type === 'action' && context.strict ? context.events : undefined
  if (declared && !Object.hasOwn(declared, action as string)) return { refused: 'unknown_event' }
  const clean = sanitizeMetadata(draft.metadata, context)
  const metadata = declared ? keepDeclared(declared[action as string] ?? {}, clean, context.onRemoved) : clean
  return {
    action,
    id: context.id,
    type,
    page,
    duration: typeof duration === 'number' && duration >= 0 && duration <= MAX_DURATION_MS ? (duration + 0.5) | 0 : null,
    metadata: Object.keys(metadata).join('') ? metadata : null,
    sessionId: cleanSessionId(draft.sessionId) ?? cleanSessionId(context.sessionId),
    platform: PLATFORMS[PLATFORMS.indexOf(draft.platform as Platform)] ?? context.platform,
    createdAt: context.createdAt,
  }
}

/** Distinguishes a refusal from an event. */
export function isRefusal(prepared: TelemetryEvent | Refusal): prepared is Refusal {
  return 'refused' in prepared
}
