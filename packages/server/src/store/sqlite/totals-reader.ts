import { unpackRows } from '../shared/daily-row'
import type { PeriodTotals, TotalsQuery } from '../store'
import { createDayCache, type DayCache } from './day-cache'
import type { WorkerClient } from './worker-client'

/** Reads totals from the analyst; days that the host has seen travel once. */
export function createTotalsReader(analyst: () => Promise<WorkerClient>): (query: TotalsQuery) => Promise<PeriodTotals> {
  const caches = new Map<string, DayCache>()
  const cacheOf = ({ filters, minSessions, hours }: TotalsQuery): DayCache => {
    // Days of a filtered query have few rows, and no other query needs them.
    if (Object.values(filters).some((filter) => filter !== null)) return createDayCache()
    const key = `${minSessions} ${hours}`
    const known = caches.get(key) ?? createDayCache()
    caches.set(key, known)
    return known
  }
  const readTotals = async (query: TotalsQuery): Promise<PeriodTotals> => {
    const cache = cacheOf(query)
    const { days, rows, transitions, damaged } = await (await analyst()).call('readTotals', { ...query, known: cache.known })
    const unpacked = cache.take(days)
    if (unpacked === null) {
      cache.clear()
      return readTotals(query)
    }
    return { days: unpacked, rows: unpackRows(rows, query.from, false), transitions: transitions.map(([from, to, count]) => ({ from, to, count })), ...(damaged !== undefined && { damaged }) }
  }
  return readTotals
}
