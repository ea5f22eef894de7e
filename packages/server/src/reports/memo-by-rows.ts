import type { DailyRow } from '../store/store'

/**
 * Caches what was computed from the rows of a day for as long as those very rows are in use. A store hands out the same rows until the
 * day changes, so of 90 days 89 are computed once.
 */
export function memoByRows<Result>(compute: (rows: readonly DailyRow[]) => Result): (rows: readonly DailyRow[]) => Result {
  const known = new WeakMap<readonly DailyRow[], { readonly result: Result }>()
  return (rows) => {
    const found = known.get(rows)
    if (found !== undefined) return found.result
    const result = compute(rows)
    known.set(rows, { result })
    return result
  }
}
