import { addCount, countOf, createNumberCounts, type NumberCounts } from './number-counts'

/**
 * Counts views that were left, beyond the first of each session and page: of two views and five leaves two in all, of two views and one leave one. A page that
 * is hidden and shown again is left many times in one view. The order of arrival has no say.
 *
 * Only repetitions take memory: which session has seen or left a page at all, its groups know.
 */
export interface ToldViews {
  /** Adds a view by a session that has seen the page before. @returns Whether one more view counts as left. */
  addView(page: number, slot: number): boolean
  /** Adds a leave by a session that has left the page before. @returns The same. */
  addLeave(page: number, slot: number): boolean
}

/** Creates an empty count. */
export function createToldViews(): ToldViews {
  // By session: leaves less views, of the repetitions. Such counts are kept without a sign; all events without a session are one.
  const pages: (NumberCounts | undefined)[] = []
  const change = (page: number, slot: number, by: 1 | -1): number => {
    const counts = (pages[page] ??= createNumberCounts())
    const before = countOf(counts, slot + 1) | 0
    addCount(counts, slot + 1, by)
    return before
  }
  return {
    addView: (page, slot) => change(page, slot, -1) > 0,
    addLeave: (page, slot) => change(page, slot, 1) < 0,
  }
}
