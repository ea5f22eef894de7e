import { type DailyRow, JUDGED_VITALS, type PageHistograms } from '../store/store'
import { addHistograms, type OpenPageHistograms } from './page-histograms'

type Histogram = ReadonlyMap<number, number>

const judged: ReadonlySet<string> = new Set(JUDGED_VITALS)

/** All values of a web vital, as far as they are kept: times of all pages, also on days of which no pages are known; of one page, and of the layout shift, only the values of pages. */
export function valuesOf(row: DailyRow): readonly Histogram[] {
  return row.durationCount > 0 ? [row.histogram] : [...row.vitals.values()]
}

/**
 * What a trend needs of a web vital: by its name, under which there are no values where none were kept. A row that {@link mergeDay} made has them already.
 * Not to be added up: a value stands there for others.
 */
export function trendOf(row: DailyRow): PageHistograms {
  if (row.context === '') return row.vitals
  if (!judged.has(row.context)) return new Map()
  const all: OpenPageHistograms = new Map()
  for (const histogram of valuesOf(row)) addHistograms(all, new Map([['', histogram]]))
  return new Map([[row.context, keepQuantile(all.get('') ?? new Map(), 0.75)]])
}

/** Two buckets at most that have the same quantile: a hundred for each vital of each day would be most of what a year of days is kept as. */
function keepQuantile(histogram: Histogram, share: number): Histogram {
  const buckets = [...histogram].sort(([left], [right]) => left - right)
  const total = buckets.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return new Map()
  const rank = share * (total - 1)
  const bucketAt = (wanted: number) => {
    let seen = 0
    return buckets.find(([, count]) => (seen += count) > wanted)?.[0] ?? 0
  }
  const [low, high] = [bucketAt(Math.floor(rank)), bucketAt(Math.ceil(rank))]
  const below = Math.floor(rank) + 1
  return new Map(low === high ? [[low, total]] : [[low, below], [high, total - below]])
}
