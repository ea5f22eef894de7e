import type { FoldRow } from './fold-row'
import { addCount, createNumberCounts, eachCount, type NumberCounts } from './number-counts'
import { createColumn } from './session-slots'

/** How often one page followed another within a session, whatever the order of arrival. */
export interface TransitionFold {
  /** Adds the page view of a row, within the session of a slot. */
  add(slot: number, row: FoldRow): void
  /** Sees every pair of pages, both words, in no order. */
  forEach(see: (from: number, to: number, count: number) => void): void
}

/** Creates the part of a day's fold that counts transitions. */
export function createTransitionFold(): TransitionFold {
  const counts: (NumberCounts | undefined)[] = []
  const views = createViews()
  const newest = createColumn(none)
  const countPages = (from: number, to: number, times: 1 | -1) => addCount((counts[from] ??= createNumberCounts()), to, times)
  const count = (from: number, to: number, times: 1 | -1) => {
    if (from !== none && to !== none) countPages(views.pageOf(from), views.pageOf(to), times)
  }
  const insert = (after: number, row: FoldRow) => {
    let [next, before] = [after, views.beforeOf(after)]
    while (before !== none && views.isAfter(before, row)) [next, before] = [before, views.beforeOf(before)]
    const view = views.add(row, before)
    count(before, next, -1)
    count(before, view, 1)
    count(view, next, 1)
    views.putBefore(next, view)
  }
  return {
    forEach: (see) => counts.forEach((ofPage, from) => ofPage && eachCount(ofPage, (to, times) => see(from, to, times))),
    add(slot, row) {
      const last = newest.get(slot)
      if (last !== none && views.isAfter(last, row)) return insert(last, row)
      // Nearly all views come after the others of their session.
      if (last !== none) countPages(views.pageOf(last), row.page, 1)
      newest.set(slot, views.add(row, last))
    },
  }
}

const none = -1
const width = 4
const chunkBits = 14
const chunkViews = 2 ** chunkBits

/** All page views of a day, each with the one before it in its session. */
interface Views {
  /** @returns Its number. */
  add(row: FoldRow, before: number): number
  beforeOf(view: number): number
  putBefore(view: number, before: number): void
  pageOf(view: number): number
  isAfter(view: number, row: FoldRow): boolean
}

/**
 * Time, sequence, page and the view before, sixteen bytes each: a million small lists would be the largest part of a day in memory. In chunks, so that
 * nothing is copied and little is empty.
 */
function createViews(): Views {
  const chunks: (Int32Array | Float64Array)[] = []
  let views = 0
  const chunkOf = (view: number) => chunks[view >>> chunkBits] ?? noChunk
  const placeOf = (view: number) => (view & (chunkViews - 1)) * width
  const read = (cell: number, view: number) => chunkOf(view)[placeOf(view) + cell] ?? none
  return {
    add(row, before) {
      const view = views++
      if (view % chunkViews === 0) chunks.push(new Int32Array(chunkViews * width))
      let chunk = chunkOf(view)
      // Doubles only when a number does not fit into four bytes.
      if (((row.at | 0) !== row.at || (row.sequence | 0) !== row.sequence) && chunk instanceof Int32Array) chunk = chunks[view >>> chunkBits] = Float64Array.from(chunk)
      const place = placeOf(view)
      chunk[place] = row.at
      chunk[place + 1] = row.sequence
      chunk[place + 2] = row.page
      chunk[place + 3] = before
      return view
    },
    beforeOf: (view) => read(3, view),
    putBefore: (view, before) => void (chunkOf(view)[placeOf(view) + 3] = before),
    pageOf: (view) => read(2, view),
    // Views that agree in time and sequence differ at most in the page; any fixed order will do, as long as arrival has no say.
    isAfter: (view, row) => (read(0, view) - row.at || read(1, view) - row.sequence || read(2, view) - row.page) > 0,
  }
}

const noChunk = new Int32Array(0)
