import type { Environment } from './environment'

/**
 * Measures how long the page was visible. Returns the milliseconds so far.
 *
 * @param visible - Whether the page is visible from now on. By default nothing changes.
 */
export type VisibleTime = (visible?: boolean) => number

/** A longer gap between two measurements was sleep or absence, not reading. */
const MAX_GAP_MS = 1_800_000

/**
 * Counts nothing before it is told that the page is visible. Uses two clocks, because neither is reliable: the wall clock jumps, and the page clock
 * keeps running (or stops) while the machine sleeps. The smaller step of the two counts as visible time.
 */
export function createVisibleTime({ now_: now, elapsed_: elapsed }: Pick<Environment, 'now_' | 'elapsed_'>): VisibleTime {
  let wasVisible: boolean | undefined
  let total = 0
  let lastWall = now()
  let lastElapsed = elapsed()
  return (visible = wasVisible) => {
    const step = Math.min(now() - lastWall, elapsed() - lastElapsed, MAX_GAP_MS)
    if (wasVisible && step > 0) total += step
    wasVisible = visible
    lastWall = now()
    lastElapsed = elapsed()
    return Math.round(total)
  }
}
