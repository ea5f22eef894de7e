import type { FoldRow } from './day-fold'

/** How often one page followed another within a session, whatever the order of arrival. */
export interface TransitionFold {
  /** Adds the page view of a row, within its session. */
  add(session: number, row: FoldRow): void
  /** Counts by `from * 2^24 + to`, both words. */
  readonly counts: ReadonlyMap<number, number>
}

const radix = 2 ** 24

/** The two pages of a key of {@link TransitionFold.counts}. */
export function pagesOfTransition(key: number): readonly [from: number, to: number] {
  return [Math.floor(key / radix), key % radix]
}

/** Creates the part of a day's fold that counts transitions. */
export function createTransitionFold(): TransitionFold {
  const counts = new Map<number, number>()
  const bySession = new Map<number, Views>()
  const count = (from: number | undefined, to: number | undefined, times: 1 | -1) => {
    if (from === undefined || to === undefined) return
    const key = from * radix + to
    const left = (counts.get(key) ?? 0) + times
    if (left === 0) counts.delete(key)
    else counts.set(key, left)
  }
  return {
    counts,
    add(session, row) {
      const [page, at, sequence] = [row[1], row[8], row[9]]
      const views = bySession.get(session)
      if (views === undefined) return void bySession.set(session, [at, sequence, page])
      let index = views.length
      while (index > 0 && isAfter(views, index - width, row)) index -= width
      const [before, after] = [views[index - 1], views[index + 2]]
      count(before, after, -1)
      count(before, page, 1)
      count(page, after, 1)
      if (index === views.length) views.push(at, sequence, page)
      else views.splice(index, 0, at, sequence, page)
    },
  }
}

// Time, sequence and page of each view in turn: a million small objects would be the largest part of a day in memory.
type Views = number[]
const width = 3

// Views that agree in time and sequence differ at most in the page; any fixed order will do, as long as arrival has no say.
function isAfter(views: Views, index: number, row: FoldRow): boolean {
  const [at = 0, sequence = 0, page = 0] = [views[index], views[index + 1], views[index + 2]]
  return (at - row[8] || sequence - row[9] || page - row[1]) > 0
}
