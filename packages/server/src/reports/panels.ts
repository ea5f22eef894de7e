import type { Report, ReportCount, ReportSection, ReportSeriesPoint, ReportSessions, ReportVitals } from '@parel/telemetry-core'
import { JUDGED_VITALS } from '../store/store'
import type { CsvCell } from './csv'

/** The panels that can be exported as a table, with the section that each needs. */
export const panelSections: ReadonlyMap<string, ReportSection | null> = new Map([
  ['summary', null],
  ['aggregates', null],
  ['series', 'series'],
  ['hours', 'hours'],
  ['pages', 'pages'],
  ['actions', 'actions'],
  ['endpoints', 'endpoints'],
  ['errors', 'errors'],
  ['errors-by-day', 'errors'],
  ['sessions', 'sessions'],
  ['transitions', 'transitions'],
  ['vitals', 'vitals'],
  ['vitals-by-day', 'vitals'],
] as const)

type Table = readonly (readonly CsvCell[])[]

/** One panel of a report as a table with a heading row. */
export function panelTable(report: Report, panel: string): Table {
  const rows = tables.get(panel)?.(report) ?? []
  const { damagedDays = [] } = report
  if (damagedDays.length === 0) return rows
  // As wide as the others: a program that reads the file need not stop there.
  const [head = []] = rows
  return [...rows, head.map((_name, column) => (column === 0 ? `(incomplete: details of ${damagedDays.join(' ')} are damaged in the database)` : null))]
}

const tables: ReadonlyMap<string, (report: Report) => Table> = new Map<string, (report: Report) => Table>([
  ['summary', ({ summary }) => [['metric', 'value'], ...Object.entries(summary)]],
  ['aggregates', ({ aggregates }) => [
    ['date', 'type', 'context', 'count', 'avgDuration', 'p50Duration', 'p95Duration', 'p99Duration', 'errorRate'],
    ...aggregates.map((row) => [row.date, row.type, row.context, row.count, row.avgDuration, row.p50Duration ?? null, row.p95Duration ?? null, row.p99Duration ?? null, row.errorRate ?? null]),
  ]],
  ['series', ({ series = [] }) => seriesTable(series)],
  ['hours', ({ hours = [] }) => seriesTable(hours)],
  ['pages', ({ pages }) => [
    ['page', 'views', 'sessions', 'avgVisibleTime', 'errors'],
    ...(pages?.rows ?? []).map((row) => [row.page, row.views, row.sessions, row.avgVisibleTime, row.errors]),
  ]],
  ['actions', ({ actions = [] }) => [
    ['action', 'count', 'sessions', 'adoption', 'pages'],
    ...actions.map((row) => [row.action, row.count, row.sessions, row.adoption, listCounts(row.pages)]),
  ]],
  ['endpoints', ({ endpoints = [] }) => [
    ['endpoint', 'count', 'avg', 'p50', 'p95', 'p99', 'errorRate', 'statusCodes'],
    ...endpoints.map((row) => [row.endpoint, row.count, row.avg, row.p50, row.p95, row.p99, row.errorRate, listCounts(row.statusCodes)]),
  ]],
  ['errors', ({ errors }) => [
    ['by', 'name', 'count'],
    ...(errors?.kinds ?? []).map((row) => ['kind', row.name, row.count]),
    ...(errors?.pages ?? []).map((row) => ['page', row.name, row.count]),
  ]],
  ['errors-by-day', ({ errors }) => [['time', 'name', 'count'], ...(errors?.series ?? []).flatMap(({ time, kinds }) => kinds.map((row) => [time, row.name, row.count]))]],
  ['sessions', ({ sessions }) => [['by', 'name', 'value'], ...(sessions === undefined ? [] : sessionRows(sessions))]],
  ['transitions', ({ transitions = [] }) => [['from', 'to', 'count'], ...transitions.map((row) => [row.from, row.to, row.count])]],
  ['vitals', ({ vitals }) => [['page', 'name', 'count', 'p75', 'rating', 'good', 'needsImprovement', 'poor'], ...(vitals === undefined ? [] : vitalRows(vitals))]],
  // Of all pages together. Empty where none was measured that day, or its values were not kept.
  ['vitals-by-day', ({ vitals }) => [['time', ...JUDGED_VITALS], ...(vitals?.series ?? []).map(({ time, p75 }) => [time, ...JUDGED_VITALS.map((name) => p75[name] ?? null)])]],
])

function seriesTable(points: readonly ReportSeriesPoint[]): Table {
  return [
    ['time', 'pageViews', 'actions', 'errors', 'apiCalls', 'sessions', 'avgApiLatency', 'p95ApiLatency', 'errorRate', 'avgSessionLength', 'apiErrorRate'],
    ...points.map((point) => [
      point.time, point.pageViews, point.actions, point.errors, point.apiCalls, point.sessions, point.avgApiLatency, point.p95ApiLatency, point.errorRate, point.avgSessionLength,
      point.apiErrorRate,
    ]),
  ]
}

/** Lengths in milliseconds; hours of the reporting time zone. */
function sessionRows({ count, avgLength, medianLength, lengths, platforms, startsByHour, endsByHour }: ReportSessions): Table {
  return [
    ['total', 'sessions', count],
    ['total', 'avgLength', avgLength],
    ['total', 'medianLength', medianLength],
    ...lengths.map((row) => ['length', `${row.from} to ${row.to}`, row.count]),
    ...platforms.map((row) => ['platform', row.name, row.count]),
    ...startsByHour.map((starts, hour) => ['start', clockOf(hour), starts]),
    ...endsByHour.map((ends, hour) => ['end', clockOf(hour), ends]),
  ]
}

/** Of all pages together without a page. Milliseconds; the layout shift has no unit. */
function vitalRows({ all, pages }: ReportVitals): Table {
  return [{ page: null, vitals: all }, ...pages].flatMap(({ page, vitals }) => vitals.map((row) => [page, row.name, row.count, row.p75, row.rating, row.good, row.needsImprovement, row.poor]))
}

function clockOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function listCounts(counts: readonly ReportCount[]): string {
  return counts.map(({ name, count }) => `${name}: ${count}`).join('; ')
}
