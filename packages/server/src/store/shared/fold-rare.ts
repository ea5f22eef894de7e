import { compareText } from './compare-text'
import { mergeGroups, type FoldGroup } from './fold-group'
import { addNumber, createNumberSet, eachNumber } from './number-set'

/** Under this name contexts count that too few sessions saw. */
export const RARE_CONTEXT = '(rare)'

/** Stands for {@link RARE_CONTEXT}, which is never stored as a word. */
export const rareWord = -2

/** How small counts are hidden in the rows of a day. */
export interface RareOptions {
  /** Contexts with fewer distinct sessions are folded; up to 1, none are. */
  readonly minSessions: number
  readonly nameOf: (word: number) => string
}

/** Folds contexts that too few sessions saw; takes the next smallest along while the total would still give a small one away. */
export function foldRareGroups(groups: readonly FoldGroup[], { minSessions, nameOf }: RareOptions): readonly FoldGroup[] {
  if (minSessions <= 1) return groups
  const bySize = [...groups].sort((left, right) => left.sessions.size - right.sessions.size || compareText(nameOf(left.context), nameOf(right.context)))
  const firstKept = bySize.findIndex(({ sessions }) => sessions.size >= minSessions)
  let size = firstKept === -1 ? bySize.length : firstKept
  if (size === 0) return groups
  while (size < bySize.length && (size < 2 || countSessions(bySize.slice(0, size)) < minSessions)) size++
  return [...bySize.slice(size), mergeGroups(bySize.slice(0, size), rareWord)]
}

function countSessions(groups: readonly FoldGroup[]): number {
  const all = createNumberSet()
  for (const { sessions } of groups) eachNumber(sessions, (session) => addNumber(all, session))
  return all.size
}

/** A count with the name of what it counts. */
export interface NamedItem {
  readonly name: string
  readonly count: number
}

/**
 * Splits counts into those that may be told and the sum of the others: what is hidden elsewhere or happened less often than sessions are asked for, and
 * the next smallest until there are two and together they are not small any more. A count bounds the sessions behind it.
 *
 * @param options - `isShown` is false for what is hidden, however often it is there.
 */
export function splitRare<Item extends NamedItem>(
  items: readonly Item[],
  { minSessions, isShown }: { readonly minSessions: number; readonly isShown: (item: Item) => boolean },
): { readonly shown: readonly Item[]; readonly rare: number } {
  const isSmall = (item: Item) => item.count < minSessions || !isShown(item)
  const small = items.filter(isSmall)
  if (minSessions <= 1 || small.length === 0) return { shown: items, rare: 0 }
  const rest = items.filter((item) => !isSmall(item)).sort((left, right) => left.count - right.count || compareText(left.name, right.name))
  let rare = small.reduce((total, { count }) => total + count, 0)
  let along = 0
  while (along < rest.length && (small.length + along < 2 || rare < minSessions)) rare += rest[along++]?.count ?? 0
  return { shown: rest.slice(along), rare }
}
