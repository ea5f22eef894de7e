import type { MetadataInput, Telemetry, EventInput } from './telemetry-interface'

/** An incoming event that we may change. */
export type EventDraft = { -readonly [Key in keyof EventInput]: EventInput[Key] }

/** The client's functions that record nothing, or not only an event. */
export type Controls = Omit<
  Telemetry,
  'trackPageView' | 'trackAction' | 'trackError' | 'trackApiCall' | 'trackEvent' | 'batchTrackEvents' | 'withContext'
>

/** Runs a step that must not throw into the page. Its arguments are passed on, because a closure per event would be garbage. */
export type Guard = (step: (draft: EventDraft, more?: MetadataInput) => void, draft?: EventDraft, more?: MetadataInput) => void

/**
 * Creates the client's functions.
 *
 * @param record - Takes an event that it may change. May throw.
 * @param contexts - Metadata for every event. Later ones override earlier ones, and the event's own overrides all.
 */
export function createApi(
  controls: Controls,
  record: (draft: EventDraft) => void,
  guard: Guard,
  contexts: readonly (MetadataInput | undefined)[],
): Telemetry {
  const trackEvent = (event: EventInput) => guard(() => add({ ...event }))
  const track = (draft: EventDraft, more?: MetadataInput) => guard(add, draft, more)
  const add = (draft: EventDraft, more?: MetadataInput) => {
    if (more ?? contexts.some(Boolean)) draft.metadata = Object.assign({}, more, draft.metadata, ...contexts, more, draft.metadata) as MetadataInput
    record(draft)
  }
  return {
    ...controls,
    trackPageView: (page, sessionId, metadata) => track({ type: 'page_view', page, sessionId, metadata }),
    trackError: (action, page, metadata) => track({ type: 'error', action, page, metadata }),
    trackApiCall: (page, duration, statusCode, metadata) => track({ type: 'api_call', duration, metadata, page }, { statusCode }),
    trackEvent,
    trackAction: (action, page, sessionId, metadata) => track({ type: 'action', action, page, metadata, sessionId }),
    batchTrackEvents(events) {
      guard(() => events.forEach(trackEvent))
      return controls.flush()
    },
    withContext: (metadata) => createApi(controls, record, guard, [...contexts, metadata]),
  }
}
