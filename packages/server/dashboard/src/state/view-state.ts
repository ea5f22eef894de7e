import { findMetric, mainMetric, type Metric } from '../metrics'
import { FILTERS, type Filters } from './filters'

/** The four sides of the page. */
const VIEWS = ['overview', 'live', 'health', 'privacy'] as const

/** One of {@link VIEWS}. */
export type View = (typeof VIEWS)[number]

/** A period: the last `days` days, or two days, both inclusive. */
export type Range = { readonly days: number } | { readonly from: string; readonly to: string }

/** Everything that decides what is on the screen. It lives in the address and nowhere else. */
export interface ViewState {
  readonly view: View
  readonly range: Range
  readonly compare: boolean
  readonly metric: Metric
  readonly filters: Filters
  /** Search words of tables, by panel. */
  readonly searches: ReadonlyMap<string, string>
  /** Order of tables, by panel: a column key, with `-` in front for the largest first. */
  readonly sorts: ReadonlyMap<string, string>
}

const defaultDays = 7
const maxDays = 3660
// An engine may read February 30 as March 2, which is another text again.
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && String(new Date(text).toJSON()).startsWith(text)

/** Reads the state from the query of an address. What is missing or wrong gets its default. */
export function parseViewState(search: string): ViewState {
  const query = new URLSearchParams(search)
  const filters = new Map(FILTERS.flatMap((filter) => (query.has(filter) ? [[filter, query.get(filter) ?? ''] as const] : [])))
  return {
    view: VIEWS.find((view) => view === query.get('view')) ?? 'overview',
    range: parseRange(query),
    compare: query.get('compare') !== 'off',
    metric: findMetric(query.get('metric')) ?? mainMetric(filters.keys()),
    filters,
    searches: parsePrefixed(query, 'q.'),
    sorts: parsePrefixed(query, 'sort.'),
  }
}

/** Writes the state as the query of an address, without what equals the default. */
export function encodeViewState(state: ViewState): string {
  const query = new URLSearchParams()
  if (state.view !== 'overview') query.set('view', state.view)
  if ('from' in state.range) {
    query.set('from', state.range.from)
    query.set('to', state.range.to)
  } else if (state.range.days !== defaultDays) query.set('days', String(state.range.days))
  if (!state.compare) query.set('compare', 'off')
  if (state.metric !== mainMetric(state.filters.keys())) query.set('metric', state.metric.key)
  for (const [filter, value] of state.filters) query.set(filter, value)
  for (const [panel, words] of state.searches) if (words) query.set(`q.${panel}`, words)
  for (const [panel, sort] of state.sorts) query.set(`sort.${panel}`, sort)
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Writes the question to the API: what the address says, and nothing that only the page cares about. */
export function encodeReportQuery(state: ViewState): string {
  // Hours are drawn of a single day only; of a year they would be megabytes.
  const steps = isOneDay(state.range) ? 'series,hours' : 'series'
  const query = new URLSearchParams({ include: `${steps},pages,actions,endpoints,errors,sessions,transitions,vitals`, type: 'session_start', limit: '500' })
  if ('from' in state.range) {
    query.set('from', state.range.from)
    query.set('to', state.range.to)
  } else query.set('days', String(state.range.days))
  if (state.compare) query.set('compare', 'previous')
  for (const [filter, value] of state.filters) query.set(filter, value)
  return query.toString()
}

/** Sets other filters. A filter that is chosen takes the chart along, unless it narrows what is drawn already; where it goes, the chart goes back. */
export function changeFilters({ metric, filters: before }: ViewState, filters: Filters): Pick<ViewState, 'filters' | 'metric'> {
  const chosen = FILTERS.find((filter) => filters.has(filter) && filters.get(filter) !== before.get(filter))
  const stays = chosen ? metric.narrowedBy.includes(chosen) : metric !== mainMetric(before.keys())
  return { filters, metric: stays ? metric : mainMetric(chosen ? [chosen] : filters.keys()) }
}

const isOneDay = (range: Range) => ('days' in range ? range.days === 1 : range.from === range.to)

function parseRange(query: URLSearchParams): Range {
  const from = query.get('from')
  const to = query.get('to')
  if (isDay(from) && isDay(to)) return from <= to ? { from, to } : { from: to, to: from }
  const days = Number(query.get('days') ?? defaultDays)
  return { days: Number.isInteger(days) && days >= 1 && days <= maxDays ? days : defaultDays }
}

function parsePrefixed(query: URLSearchParams, prefix: string): ReadonlyMap<string, string> {
  return new Map([...query].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [])))
}
