import type { Environment } from './environment'

/** Counts the milliseconds during which the page was visible. */
export interface VisibleTime {
  /** Milliseconds so far. */
  visibleMs_(): number
  setVisible_(visible: boolean): void
}

/** A longer gap between two measurements was sleep or absence, not reading. */
const MAX_GAP_MS = 1_800_000

/**
 * Uses two clocks, because neither is reliable: the wall clock jumps, and the page clock keeps running (or stops) while the machine sleeps.
 * The smaller step of the two counts as visible time.
 */
export function createVisibleTime({ now_: now, elapsed_: elapsed }: Pick<Environment, 'now_' | 'elapsed_'>, visible: boolean): VisibleTime {
  let total = 0
  let lastWall = now()
  let lastElapsed = elapsed()
  const look = () => {
    const step = Math.min(now() - lastWall, elapsed() - lastElapsed, MAX_GAP_MS)
    if (visible && step > 0) total += step
    lastWall = now()
    lastElapsed = elapsed()
    return Math.round(total)
  }
  return {
    setVisible_(next) {
      look()
      visible = next
    },
    visibleMs_: look,
  }
}
