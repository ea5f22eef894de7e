import { type EventContext, type EventDefinitions, isRefusal, type Metadata, prepareEvent, text } from '@parel/telemetry-core'
import { allowThings, reviewAction, reviewMetadata, reviewRoute, setAside } from '@parel/telemetry-core/review'
import { holdsAccessKey } from './access-key'
import type { CleaningRules } from './cleaning-rules'
import { isTimedShift } from './is-timed-shift'

/** The way of an event into the store: that of the client, and then a second look unless the server is told not to. */
export function choosePrepare({ review }: Pick<CleaningRules, 'review'>): typeof prepareEvent {
  const prepare = review ? prepareStored : prepareEvent
  return (draft, context) => {
    const event = prepare(draft, context)
    if (isRefusal(event)) return event
    const kept = event.sessionId !== null && holdsAccessKey(event.sessionId) ? { ...event, sessionId: null } : event
    return isTimedShift(kept) ? { ...kept, duration: null } : kept
  }
}

const prepareStored: typeof prepareEvent = (draft, context) => {
  // Declared fields say which values they take.
  const aside = context.strict === true && context.events !== undefined ? undefined : setAside(draft.metadata, context)
  const event = prepareEvent(aside === undefined ? draft : { ...draft, metadata: aside.rest }, allowThings(draft.metadata, context))
  if (isRefusal(event)) return event
  const page = event.page === null ? null : reviewRoute(event.page, context)
  const action = event.action === null || isDeclared(event.action, context) ? event.action : reviewAction(event.action, context)
  const metadata = event.metadata === null ? null : reviewMetadata(aside?.putBack(event.metadata) ?? event.metadata, { ...context, allow: vouchedKeys(event.action, context) })
  if (page === event.page && action === event.action && metadata === event.metadata) return event
  return { ...event, page, action, metadata: metadata === null || isEmpty(metadata) ? null : metadata }
}

function isDeclared(action: string, { events }: EventContext): boolean {
  return events !== undefined && Object.hasOwn(events, action)
}

/** Keys whose values the app itself has named: those it allows, and the declared ones that take no text of any kind. */
function vouchedKeys(action: string | null, { allow = [], events, strict }: EventContext): readonly string[] {
  const fields = strict === true && events !== undefined ? declaredFields(events, action) : {}
  const declared = Object.keys(fields).filter((key) => fields[key] !== text)
  return declared.length === 0 ? allow : [...allow, ...declared]
}

function declaredFields(events: EventDefinitions, action: string | null): EventDefinitions[string] {
  return action !== null && Object.hasOwn(events, action) ? (events[action] ?? {}) : {}
}

function isEmpty(metadata: Metadata): boolean {
  return Object.keys(metadata).length === 0
}
