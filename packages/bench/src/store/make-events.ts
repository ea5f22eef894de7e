import type { TelemetryEvent } from '@parel/telemetry-core'

const contexts = 500
const eventsPerSession = 20

/** Events of one day: page views, API calls and actions over 500 contexts, twenty a session, in order of time. The same for the same numbers. */
export function makeEvents({ count, now, first = 0 }: { readonly count: number; readonly now: number; readonly first?: number }): TelemetryEvent[] {
  return Array.from({ length: count }, (_, index) => makeEvent(first + index, now))
}

function makeEvent(number: number, now: number): TelemetryEvent {
  const session = Math.floor(number / eventsPerSession)
  const place = (number * 7919) % contexts
  const common = {
    id: `0mwtrz${session.toString(36).padStart(14, '0')}-${number % eventsPerSession}`,
    sessionId: `${session.toString(16).padStart(8, '0')}-5a0b-4e3e-9d8f-0123456789ab`,
    platform: number % 3 === 0 ? ('mobile' as const) : ('web' as const),
    createdAt: now - 40_000_000 + (number % 40_000_000),
  }
  if (number % 4 === 0) {
    const metadata = { statusCode: number % 40 === 0 ? 500 : 200, method: 'GET' }
    return { ...common, type: 'api_call', page: `/api/part${place % 50}/call${place}`, action: null, duration: (number * 31) % 3000, metadata }
  }
  if (number % 4 === 1) return { ...common, type: 'action', page: `/part${place % 50}`, action: `action${place}`, duration: null, metadata: { button: 'submit_form' } }
  return { ...common, type: 'page_view', page: `/part${place % 50}/page${place}`, action: null, duration: null, metadata: null }
}
