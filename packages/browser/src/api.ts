import type { EventInput, MetadataInput, Telemetry } from './telemetry-interface'

/** An event on its way in, ours to change. */
export type EventDraft = { -readonly [Key in keyof EventInput]: EventInput[Key] }

/** The words of the client that record nothing, or not only an event. */
export type Controls = Omit<
  Telemetry,
  'trackPageView' | 'trackAction' | 'trackError' | 'trackApiCall' | 'trackEvent' | 'batchTrackEvents' | 'withContext'
>

/** Runs a step that must not throw into the page. What the step needs may be handed on: a function of its own for each event would be garbage. */
export type Guard = (step: (draft: EventDraft, more?: MetadataInput) => void, draft?: EventDraft, more?: MetadataInput) => void

/**
 * The words of the client.
 *
 * @param record - Takes an event that is ours to change. May throw.
 * @param contexts - Metadata of every event; the last one is on top, the event's own above all.
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
    trackAction: (action, page, sessionId, metadata) => track({ type: 'action', action, page, sessionId, metadata }),
    trackError: (action, page, metadata) => track({ type: 'error', action, page, metadata }),
    trackApiCall: (page, duration, statusCode, metadata) => track({ type: 'api_call', page, duration, metadata }, { statusCode }),
    trackEvent,
    batchTrackEvents(events) {
      guard(() => events.forEach(trackEvent))
      return controls.flush()
    },
    withContext: (metadata) => createApi(controls, record, guard, [...contexts, metadata]),
  }
}
