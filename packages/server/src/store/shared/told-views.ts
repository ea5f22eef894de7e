import { addCount, countOf, createNumberCounts, type NumberCounts } from './number-counts'

/**
 * Views that told how long they were seen, by page and session: of two views and five times two, of two views and one time one. Times without a view belong to
 * one of a day before. The order of arrival has no say.
 */
export interface ToldViews {
  /** Adds a view. @returns Whether one more view has told its time, because more times than views had come before. */
  addView(page: number, slot: number): boolean
  /** Adds a time. @returns The same. */
  addTime(page: number, slot: number): boolean
}

// One number for each page and session: twice the times less twice the views, and the lowest bit once there is a view.
const oneTime = 2
const oneView = -2
const seen = 1

/** Creates an empty count. */
export function createToldViews(): ToldViews {
  const pages: (NumberCounts | undefined)[] = []
  const ofPage = (page: number) => (pages[page] ??= createNumberCounts())
  // Counts are kept without a sign; all events without a session are one.
  const read = (counts: NumberCounts, slot: number) => countOf(counts, slot + 1) | 0
  return {
    addView(page, slot) {
      const counts = ofPage(page)
      const before = read(counts, slot)
      const isFirst = (before & seen) === 0
      addCount(counts, slot + 1, isFirst ? oneView + seen : oneView)
      return !isFirst && before > seen
    },
    addTime(page, slot) {
      const counts = ofPage(page)
      const before = read(counts, slot)
      addCount(counts, slot + 1, oneTime)
      return before <= 0
    },
  }
}
