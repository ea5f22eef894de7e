import type { EventInput, MetadataInput, Telemetry } from './telemetry-interface'

/** What takes the events of a client. */
export interface Recorder {
  /** `contexts` are metadata that the event's own may overwrite. */
  record(event: EventInput, contexts: readonly (MetadataInput | undefined)[]): void
  /** The words of the client that record nothing, or not only an event. */
  readonly controls: Omit<
    Telemetry,
    'trackPageView' | 'trackAction' | 'trackError' | 'trackApiCall' | 'trackEvent' | 'batchTrackEvents' | 'withContext'
  >
}

/** The words of the client over a recorder; every event gets the metadata of `contexts`, the last one on top. */
export function createApi(recorder: Recorder, contexts: readonly (MetadataInput | undefined)[] = []): Telemetry {
  const record = (event: EventInput, own?: MetadataInput) => recorder.record(event, own ? [...contexts, own] : contexts)
  return {
    ...recorder.controls,
    trackPageView: (page, sessionId, metadata) => record({ type: 'page_view', page, sessionId, metadata }),
    trackAction: (action, page, sessionId, metadata) => record({ type: 'action', action, page, sessionId, metadata }),
    trackError: (kind, page, metadata) => record({ type: 'error', action: kind, page, metadata }),
    trackApiCall: (endpoint, duration, statusCode, metadata) => record({ type: 'api_call', page: endpoint, duration, metadata }, { statusCode }),
    trackEvent: (event) => record(event),
    batchTrackEvents(events) {
      if (Array.isArray(events)) events.forEach((event: EventInput) => record(event))
      return recorder.controls.flush()
    },
    withContext: (metadata) => createApi(recorder, [...contexts, metadata]),
  }
}
