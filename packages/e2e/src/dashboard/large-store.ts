import { memoryStore, totalDays, type DailyRow, type DayAggregates, type TelemetryStore } from '@parel/telemetry-server'

const dayMs = 86_400_000
const bucketsOfCall = new Map(Array.from({ length: 60 }, (_value, index) => [160 + index, 1 + (index % 7)]))
const noRow = {
  failed: 0, toldViews: 0, durationCount: 0, durationSum: 0, durationMin: null, durationMax: null, p50: null, p95: null, p99: null, histogram: new Map(),
  statusCounts: new Map(), errorTypes: new Map(), pages: new Map(), platforms: new Map([['web', 1]]), endHours: new Map(), vitals: new Map(), live: false,
} as const

/**
 * A store that answers with `days` × `contexts` aggregate rows up to the day of `now`: what a year of a large app leaves.
 *
 * @param contexts - Rows a day: pages, actions and endpoints in equal parts.
 */
export function largeStore(now: number, { days, contexts }: { readonly days: number; readonly contexts: number }): TelemetryStore {
  const today = Math.floor(now / dayMs)
  const all = Array.from({ length: days }, (_value, index): DayAggregates => {
    const day = today - days + 1 + index
    return { day, version: '1', live: false, rows: rowsOfDay(day, contexts) }
  })
  const readDays: TelemetryStore['readDays'] = ({ from, to }) => Promise.resolve(all.filter(({ day }) => day >= from && day <= to))
  return { ...memoryStore({ timeZone: 'UTC' }), readDays, readTotals: async (query, now) => totalDays(await readDays(query, now), [], query) }
}

function rowsOfDay(day: number, contexts: number): readonly DailyRow[] {
  const rows = Array.from({ length: contexts - 1 }, (_value, index) => namedRow(day, index))
  return [{ ...noRow, day, type: 'session_start', context: '', count: 900, sessions: 900, hours: new Map([['9', 500], ['15', 400]]) }, ...rows]
}

function namedRow(day: number, index: number): DailyRow {
  const count = 5000 - index
  const same = { ...noRow, day, count, sessions: Math.min(900, count), hours: new Map([['9', count]]) }
  if (index % 3 === 0) return { ...same, type: 'page_view', context: `/page-${index}/[id]` }
  if (index % 3 === 1) return { ...same, type: 'action', context: `action_${index}`, pages: new Map([['/page-0/[id]', count]]) }
  const timed = { durationCount: count, durationSum: count * 80, durationMin: 30, durationMax: 300, p50: 70, p95: 180, p99: 240, histogram: bucketsOfCall }
  return { ...same, ...timed, type: 'api_call', context: `/api/part-${index}`, statusCounts: new Map([['200', count]]) }
}
