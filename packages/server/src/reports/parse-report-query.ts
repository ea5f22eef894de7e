import { dateOfDay, dayOfDate, EVENT_TYPES, type EventType, REPORT_SECTIONS, type ReportSection } from '@parel/telemetry-core'
import type { Day, RowFilters } from '../store/store'
import { InvalidQueryError } from './invalid-query-error'

/** What a report is about. */
export interface ReportQuery {
  readonly from: Day
  readonly to: Day
  readonly type: EventType | null
  readonly include: ReadonlySet<ReportSection>
  readonly compare: boolean
  readonly filters: RowFilters
  readonly limit: number
}

const maxDays = 3660
// Ten years of hours are 17 MB of zeros, made while the host waits.
const maxDaysOfHours = 366
const maxLimit = 500
const maxFilterLength = 512
const names = ['days', 'from', 'to', 'type', 'include', 'compare', 'page', 'endpoint', 'action', 'error', 'limit'] as const
type ParameterName = (typeof names)[number]

/**
 * Reads the query of a report. Every refusal names the parameter, the value and what is allowed.
 *
 * @param clock.today - The current day in the reporting time zone.
 * @param options.extra - Parameters that another route adds.
 */
export function parseReportQuery(
  query: URLSearchParams,
  clock: { readonly today: Day },
  options: { readonly extra?: readonly string[] } = {},
): ReportQuery {
  refuseUnknown(query, options.extra ?? [])
  const read = (name: ParameterName) => query.get(name)
  const period = readPeriod(read, clock.today)
  return {
    ...period,
    type: readOneOf('type', read('type'), EVENT_TYPES),
    include: readSections(read('include'), period.to - period.from + 1),
    compare: readOneOf('compare', read('compare'), ['previous']) !== null,
    filters: { page: readFilter('page', read), endpoint: readFilter('endpoint', read), action: readFilter('action', read), error: readFilter('error', read) },
    limit: readWhole('limit', read('limit'), maxLimit) ?? 100,
  }
}

function refuseUnknown(query: URLSearchParams, extra: readonly string[]): void {
  const allowed = [...names, ...extra]
  const seen = new Set<string>()
  for (const name of query.keys()) {
    if (!allowed.includes(name)) throw new InvalidQueryError(`Unknown parameter ${quote(name)}. Allowed: ${allowed.join(', ')}.`, { name, known: allowed })
    if (seen.has(name)) throw new InvalidQueryError(`Parameter "${name}" is given more than once. Give it once.`)
    seen.add(name)
  }
}

type Read = (name: ParameterName) => string | null

function readPeriod(read: Read, today: Day): { readonly from: Day; readonly to: Day } {
  const from = readDate('from', read('from'))
  const to = readDate('to', read('to'))
  const days = readWhole('days', read('days'), maxDays)
  if (from === null && to === null) return { from: today - (days ?? 7) + 1, to: today }
  if (days !== null) throw invalid('days', String(days), 'no "days" beside "from" and "to"')
  if (from === null) throw invalid('to', read('to'), '"to" only together with "from"')
  const last = to ?? today
  if (to === null && from > today) throw invalid('from', dateOfDay(from), `a date not after today (${dateOfDay(today)}), or "to" beside it`)
  if (last < from) throw invalid('to', dateOfDay(last), `a date not before "from" (${dateOfDay(from)})`)
  if (last - from + 1 > maxDays) throw invalid('from', dateOfDay(from), `at most ${maxDays} days`)
  return { from, to: last }
}

function readDate(name: ParameterName, value: string | null): Day | null {
  if (value === null) return null
  const day = dayOfDate(value)
  if (day === null) throw invalid(name, value, 'a date YYYY-MM-DD')
  if (day < 0) throw invalid(name, value, `a date from ${dateOfDay(0)} on`)
  return day
}

function readWhole(name: ParameterName, value: string | null, max: number): number | null {
  if (value === null) return null
  const number = /^[1-9]\d{0,4}$/.test(value) ? Number(value) : 0
  if (number < 1 || number > max) throw invalid(name, value, `a whole number from 1 to ${max}`)
  return number
}

function readOneOf<Value extends string>(name: ParameterName, value: string | null, allowed: readonly Value[]): Value | null {
  if (value === null) return null
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw invalid(name, value, allowed.join(', '))
  return found
}

function readSections(value: string | null, days: number): ReadonlySet<ReportSection> {
  if (value === null) return new Set()
  const hasHours = days <= maxDaysOfHours
  if (value === 'all') return new Set(REPORT_SECTIONS.filter((name) => hasHours || name !== 'hours'))
  const sections = readNames(value)
  if (sections.has('hours') && !hasHours) throw invalid('include', value, `hours of at most ${maxDaysOfHours} days`)
  return sections
}

function readNames(value: string): ReadonlySet<ReportSection> {
  return new Set(
    value.split(',', 40).map((name) => {
      const section = REPORT_SECTIONS.find((candidate) => candidate === name)
      if (section === undefined) throw invalid('include', value, `all, or a comma-separated list of ${REPORT_SECTIONS.join(', ')}`)
      return section
    }),
  )
}

function readFilter(name: 'page' | 'endpoint' | 'action' | 'error', read: Read): string | null {
  const value = read(name)
  if (value !== null && (value === '' || value.length > maxFilterLength)) throw invalid(name, value, `1 to ${maxFilterLength} characters`)
  return value
}

function invalid(name: ParameterName, value: string | null, allowed: string): InvalidQueryError {
  return new InvalidQueryError(`Parameter "${name}" is ${quote(value ?? '')}. Allowed: ${allowed}.`)
}

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
