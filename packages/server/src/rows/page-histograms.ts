import type { PageHistograms } from '../store/store'

/** Page histograms that can still grow. */
export type OpenPageHistograms = Map<string, Map<number, number>>

/** Adds to a sum, page by page. */
export function addHistograms(sum: OpenPageHistograms, added: PageHistograms): void {
  for (const [page, histogram] of added) {
    const own = sum.get(page) ?? new Map<number, number>()
    sum.set(page, own)
    // Without a pair for each: histograms are read as they are packed.
    histogram.forEach((count, bucket) => own.set(bucket, (own.get(bucket) ?? 0) + count))
  }
}

/** Puts the values of pages that are not to be named under one name. */
export function joinPages(vitals: PageHistograms, isNamed: (page: string) => boolean, collective: string): PageHistograms {
  if ([...vitals.keys()].every(isNamed)) return vitals
  const joined: OpenPageHistograms = new Map()
  for (const [page, histogram] of vitals) addHistograms(joined, new Map([[isNamed(page) ? page : collective, histogram]]))
  return joined
}
