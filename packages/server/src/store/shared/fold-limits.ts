/** Stands for the contexts that exceed a limit. */
export const OTHER_CONTEXT = '[other]'

/** Limits of the names and rows kept for a day. */
export interface FoldLimits {
  /** Contexts per type and day; the rest counts as `[other]`. */
  readonly contextsPerDay: number
  /** Names in one map of a row; the rest counts as `[other]`. */
  readonly namesPerMap: number
  /** Transitions (pairs of pages) per day; the rest counts as `[other]` to `[other]`. */
  readonly transitionsPerDay: number
  /** Contexts with fewer distinct sessions count as `(rare)`. */
  readonly minSessions: number
}

/** The limits of a store without `limits`. */
export const defaultFoldLimits: FoldLimits = { contextsPerDay: 500, namesPerMap: 50, transitionsPerDay: 1000, minSessions: 1 }
