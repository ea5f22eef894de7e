import type { Telemetry } from '@parel/telemetry-browser'
import { visits } from './visits'

/** The page that was opened last and is still open, for events that happen on it. */
export function readOpenPage(): string | undefined {
  return [...visits.open_].filter((visit) => !visit.closing_).at(-1)?.page
}

/** Whether a page of this client ended in this task: the next one may be about to begin. */
export function isPageChanging({ subscribe }: Telemetry): boolean {
  return [...visits.open_].some(({ closing_: isClosing, client }) => isClosing && client.subscribe === subscribe)
}
