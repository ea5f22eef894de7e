import type { Day } from '../../store'
import { addUpBlocks, type TotalsParts } from './read-totals'

/** What to warm up for. */
export interface WarmUpOptions {
  readonly today: Day
  readonly minSessions: number
  readonly isAborted: () => boolean
}

const yearDays = 365
const nowhere = { page: null, endpoint: null, action: null, error: null }

/** Adds up the last year in the background, so that the first report after a start is as fast as the next ones. */
export async function warmUp(parts: TotalsParts, { today, minSessions, isAborted }: WarmUpOptions): Promise<void> {
  const query = { from: today - yearDays + 1, to: today, filters: nowhere, minSessions, hours: false, rows: true, transitions: 1 }
  await parts.pause()
  try {
    await addUpBlocks(parts, query, isAborted)
  } catch {
    // Nobody is waiting. The next query will report the error.
  }
}
