/** One page view within a session. */
export interface View {
  readonly at: number
  readonly sequence: number
  readonly page: number
}

/** How often one page followed another within a session, whatever the order of arrival. */
export interface TransitionFold {
  add(session: number, view: View): void
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
  const bySession = new Map<number, View[]>()
  const count = (from: View | undefined, to: View | undefined, times: 1 | -1) => {
    if (from === undefined || to === undefined) return
    const key = from.page * radix + to.page
    const left = (counts.get(key) ?? 0) + times
    if (left === 0) counts.delete(key)
    else counts.set(key, left)
  }
  return {
    counts,
    add(session, view) {
      const views = bySession.get(session)
      if (views === undefined) return void bySession.set(session, [view])
      let index = views.length
      while (index > 0 && compareViews(views[index - 1], view) > 0) index--
      count(views[index - 1], views[index], -1)
      count(views[index - 1], view, 1)
      count(view, views[index], 1)
      views.splice(index, 0, view)
    },
  }
}

// Views that agree in time and sequence differ at most in the page; any fixed order will do, as long as arrival has no say.
function compareViews(left: View | undefined, right: View): number {
  return left === undefined ? -1 : left.at - right.at || left.sequence - right.sequence || left.page - right.page
}
