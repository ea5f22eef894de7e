import { ZERO_BUCKET } from '@parel/telemetry-core'
import { JUDGED_VITALS } from '../store'
import { compareText } from './compare-text'
import type { FoldGroup } from './fold-group'
import { eachCount } from './number-counts'
import { packVitals, type PackedVitals } from './pack-vitals'

interface VitalNames {
  readonly nameOf: (word: number) => string
  /** Pages that the row names. */
  readonly pages: ReadonlySet<string>
  /** The name of all others. */
  readonly collective: string
}

const judged: ReadonlySet<string> = new Set(JUDGED_VITALS)

/** The values of a group by page, when it is one of a web vital that is judged. */
export function listVitals({ vitals, context }: FoldGroup, { nameOf, pages, collective }: VitalNames): PackedVitals {
  if (vitals === null || !judged.has(nameOf(context))) return []
  const byPage = new Map<string, Map<number, number>>()
  for (const [page, counts] of vitals) {
    const name = pages.has(nameOf(page)) ? nameOf(page) : collective
    const histogram = byPage.get(name) ?? new Map<number, number>()
    eachCount(counts, (place, count) => histogram.set(place + ZERO_BUCKET, (histogram.get(place + ZERO_BUCKET) ?? 0) + count))
    byPage.set(name, histogram)
  }
  return [...packVitals(byPage)].sort(([left], [right]) => compareText(left, right))
}
