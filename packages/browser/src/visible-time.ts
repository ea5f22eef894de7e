/** Counts the milliseconds during which the page was visible. */
export interface VisibleTime {
  /** Milliseconds so far. */
  total(): number
  setVisible(visible: boolean): void
}

/** A gap between two looks that is longer than this was sleep or absence, not reading. */
const MAX_GAP_MS = 30 * 60_000

/**
 * Two clocks, because each one lies: the wall clock jumps, and the page clock runs on (or stands still) while the machine sleeps.
 * The smaller step of both is the visible time.
 */
export function createVisibleTime(clocks: { now(): number; elapsed(): number }, visibleAtStart: boolean): VisibleTime {
  let visible = visibleAtStart
  let total = 0
  let wall = clocks.now()
  let elapsed = clocks.elapsed()
  const look = () => {
    const step = Math.min(clocks.now() - wall, clocks.elapsed() - elapsed, MAX_GAP_MS)
    if (visible && step > 0) total += step
    wall = clocks.now()
    elapsed = clocks.elapsed()
    return Math.round(total)
  }
  return {
    total: look,
    setVisible(next) {
      look()
      visible = next
    },
  }
}
