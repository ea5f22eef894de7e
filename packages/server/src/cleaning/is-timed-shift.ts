import type { EventDraft } from '@parel/telemetry-core'

/** Whether an event is a layout shift with a duration. It is no time: kept, the duration would be taken for its value, and hide those of its whole day. */
export function isTimedShift({ type, action, duration }: EventDraft): boolean {
  return type === 'web_vital' && action === 'CLS' && duration !== null && duration !== undefined
}
