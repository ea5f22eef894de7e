import type { Metadata } from '@parel/telemetry-core'
import type { Recorder } from './recorder'
import type { EventInput, MetadataInput, Telemetry } from './telemetry-interface'

/** The words of the client over a recorder. */
export function createApi(recorder: Recorder, context?: Metadata): Telemetry {
  const record = (event: EventInput) => recorder.record(withContext(event, context))
  return {
    ...recorder.controls,
    trackPageView: (page, sessionId, metadata) => record({ type: 'page_view', page, sessionId, metadata }),
    trackAction: (action, page, sessionId, metadata) => record({ type: 'action', action, page, sessionId, metadata }),
    trackError: (kind, page, metadata) => record({ type: 'error', action: kind, page, metadata }),
    trackApiCall: (endpoint, duration, statusCode, metadata) =>
      record({ type: 'api_call', page: endpoint, duration, metadata: { ...metadata, statusCode } }),
    trackSessionStart: recorder.startSession,
    trackSessionEnd: recorder.endSession,
    trackEvent: record,
    batchTrackEvents(events) {
      events.forEach(record)
      return recorder.controls.flush()
    },
    withContext: (metadata) => createApi(recorder, { ...context, ...metadata }),
  }
}

function withContext(event: EventInput, context: Metadata | undefined): EventInput {
  if (!context) return event
  const metadata: MetadataInput = { ...context, ...event.metadata }
  return { ...event, metadata }
}
