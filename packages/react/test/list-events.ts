import type { TelemetryEvent } from '@parel/telemetry-core'

const WORDS: Partial<Record<TelemetryEvent['type'], string>> = { page_view: 'view', page_leave: 'leave', api_call: 'call' }

/** Formats events as short lines that a test can compare: `view /a`, `leave /a 1200`, `action saved /a`. */
export function listEvents(events: readonly TelemetryEvent[]): string[] {
  return events.map(({ type, action, page, duration }) =>
    [WORDS[type] ?? type, action, page, duration].filter((part) => part !== null).join(' '),
  )
}
