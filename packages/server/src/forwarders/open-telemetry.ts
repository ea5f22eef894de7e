import type { Attributes, Meter, MeterProvider } from '@opentelemetry/api'
import type { ForwardedEvent, Forwarder } from './forwarder'

/** Settings of {@link createOpenTelemetryForwarder}. */
export interface OpenTelemetryForwarderOptions {
  /** Loads the API of the host; the package is an optional peer. */
  readonly load?: () => Promise<Pick<typeof import('@opentelemetry/api'), 'metrics'>>
}

/**
 * Creates a destination that records into the OpenTelemetry meter of the process: `parel.events` counts every event, `parel.api_call.duration` holds
 * the durations of API calls in seconds. The host's own SDK decides where they go.
 */
export function createOpenTelemetryForwarder({ load = () => import('@opentelemetry/api') }: OpenTelemetryForwarderOptions = {}): Forwarder {
  let recording: { readonly provider: MeterProvider; readonly record: (event: ForwardedEvent) => void } | undefined
  return {
    name: 'opentelemetry',
    fields: ['type', 'page', 'action', 'duration', 'metadata', 'platform'],
    batchSize: 1000,
    async send(events) {
      const api = await load().catch(() => null)
      if (api === null) return { outcome: 'stopped', reason: 'the package @opentelemetry/api is not installed; run: npm install @opentelemetry/api' }
      // Where none is set yet the API answers one that forgets everything, and what was made with it stays so.
      const provider = api.metrics.getMeterProvider()
      if (recording?.provider !== provider) recording = { provider, record: createRecording(provider.getMeter('@parel/telemetry-server')) }
      for (const event of events) recording.record(event)
      return { outcome: 'sent' }
    },
  }
}

/** Those of OpenTelemetry's own HTTP durations. Without them an SDK takes buckets made for milliseconds, and every call is in the first. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const

function createRecording(meter: Meter): (event: ForwardedEvent) => void {
  const count = meter.createCounter('parel.events', { description: 'Events by type.', unit: '{event}' })
  const duration = meter.createHistogram('parel.api_call.duration', {
    description: 'Durations of API calls as the page saw them.',
    unit: 's',
    advice: { explicitBucketBoundaries: [...SECONDS] },
  })
  return (event) => {
    count.add(1, { 'parel.event.type': String(event.type), 'parel.platform': String(event.platform) })
    if (event.type === 'api_call' && typeof event.duration === 'number') duration.record(event.duration / 1000, callAttributes(event))
  }
}

function callAttributes({ page, metadata }: ForwardedEvent): Attributes {
  const { statusCode, method } = metadata ?? {}
  return {
    'url.template': page ?? '',
    ...(typeof statusCode === 'number' && { 'http.response.status_code': statusCode }),
    ...(typeof method === 'string' && { 'http.request.method': method }),
  }
}
