import type { TelemetryOptions } from './options'
import { createTelemetry } from './telemetry'
import type { EventInput, MetadataInput, Telemetry } from './telemetry-interface'

let client: Telemetry | undefined

/**
 * Configures the default client that the functions of this module use. Without it they send to `/api/telemetry`.
 *
 * @example
 * ```ts
 * configureTelemetry({ endpoint: '/api/telemetry', routes: ['/u/:name'] })
 * ```
 */
export function configureTelemetry(options: Partial<TelemetryOptions> = {}): Telemetry {
  void client?.shutdown()
  client = createTelemetry({ endpoint: '/api/telemetry', ...options })
  return client
}

/** Returns the default client, which is created on first use. */
export function getTelemetry(): Telemetry {
  return client ?? configureTelemetry()
}

/** Records a page view. The address is anonymized: `/profile/abc-123` becomes `/profile/[id]`. */
export function trackPageView(page?: string, sessionId?: string, metadata?: MetadataInput): void {
  getTelemetry().trackPageView(page, sessionId, metadata)
}

/**
 * Records something that a visitor did.
 *
 * @example
 * ```ts
 * trackAction('button_click', '/dashboard', undefined, { button: 'submit_form' })
 * ```
 */
export function trackAction(action: string, page?: string, sessionId?: string, metadata?: MetadataInput): void {
  getTelemetry().trackAction(action, page, sessionId, metadata)
}

/** Records an error by its kind, such as `api_error`, `client_error`, `network_error`. */
export function trackError(kind: string, page?: string, metadata?: MetadataInput): void {
  getTelemetry().trackError(kind, page, metadata)
}

/**
 * Records one API call.
 *
 * @param duration - In milliseconds.
 * @param statusCode - 100 to 599, 0 if there was no response, or undefined if it is not known: such a call is counted, but not as a failure.
 * @example
 * ```ts
 * const start = performance.now()
 * const response = await fetch('/api/user')
 * trackApiCall('/api/user', performance.now() - start, response.status)
 * ```
 */
export function trackApiCall(endpoint: string, duration: number, statusCode: number | undefined, metadata?: MetadataInput): void {
  getTelemetry().trackApiCall(endpoint, duration, statusCode, metadata)
}

/** Records the start of a session. The client does this by itself; calling it again changes nothing. */
export function trackSessionStart(sessionId?: string): void {
  getTelemetry().trackSessionStart(sessionId)
}

/**
 * Records the length of a session. The client does this by itself whenever the page is hidden; the longest length counts.
 *
 * @param sessionDuration - In milliseconds. If it is omitted, the length that the client measured is recorded, and a new session starts.
 */
export function trackSessionEnd(sessionId?: string, sessionDuration?: number): void {
  getTelemetry().trackSessionEnd(sessionId, sessionDuration)
}

/** Records any event. */
export function trackEvent(event: EventInput): void {
  getTelemetry().trackEvent(event)
}

/** Records several events and sends them immediately. */
export function batchTrackEvents(events: readonly EventInput[]): Promise<void> {
  return getTelemetry().batchTrackEvents(events)
}

/** Returns the random id of this tab's session; empty while nothing is recorded. */
export function getAnonymousSessionId(): string {
  return getTelemetry().getAnonymousSessionId()
}
