import { EVENT_TYPES, type EventType, type Report, type ReportAggregate, type ReportSeriesPoint, type ReportSummary } from '@parel/telemetry-core'
import { expect } from 'vitest'
import { checkPercentile, countBy, durationsOf, groupBy, mean, type Own, ownOf, rate, round, sessionsOf, stepsOf, sum, summarize } from './recount-counts'
import { dateOf, dayMs, hourOf, minuteOf, type Sent } from './recounted-server'

// What a question must get, from what was sent and the meaning of the numbers alone.

/** What a report is narrowed to. */
export type Filters = Readonly<Record<'page' | 'endpoint' | 'action' | 'error', string | null>>

/** The dates of days, both included. */
export const datesOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => new Date((from + index) * dayMs).toISOString().slice(0, 10))

/** What of an event's kind the filters let through. */
function fits({ type, page, action }: Sent, filters: Filters): boolean {
  const isAny = (value: string | null, wanted: string | null) => wanted === null || value === wanted
  if (type === 'page_view' || type === 'page_leave') return isAny(page, filters.page)
  if (type === 'api_call') return isAny(page, filters.endpoint)
  if (type === 'action') return isAny(page, filters.page) && isAny(action, filters.action)
  return type !== 'error' || (isAny(page, filters.page) && isAny(action, filters.error))
}

function narrow(own: Own, filters: Filters): Own {
  return { ...own, of: (type) => own.of(type).filter((event) => fits(event, filters)) }
}

/** All that a question is answered from. */
export interface Truth {
  readonly all: readonly Sent[]
  readonly filters: Filters
  readonly dates: readonly string[]
}

/** What of some days the filters let through. */
export const ofDates = ({ all, filters }: Truth, dates: readonly string[]) => narrow(ownOf(all, new Set(dates)), filters)
const failedRate = (calls: readonly Sent[]) => rate(calls.filter(({ metadata }) => metadata?.statusCode === 0 || (metadata?.statusCode ?? 0) >= 400).length, calls.length)
const contextOf = ({ type, page, action }: Sent) => (type === 'action' || type === 'error' ? action : page) ?? ''

/** Days and hours. */
export function checkSeries({ series, hours }: Pick<Report, 'series' | 'hours'>, truth: Truth, now: number): void {
  const { dates, filters } = truth
  expect(series).toMatchObject(dates.map((date) => ({ time: date, partial: date === dateOf(now), ...summarize(ofDates(truth, [date]), filters) })))
  for (const [index, date] of dates.entries()) {
    const calls = ofDates(truth, [date]).of('api_call')
    expect(series?.[index]?.apiErrorRate).toBe(failedRate(calls))
    checkPercentile(series?.[index]?.p95ApiLatency ?? null, durationsOf(calls), { share: 0.95, isExact: new Set(calls.map(({ page }) => page)).size === 1 })
  }
  const hoursOf = (date: string, own: Own) => Array.from({ length: 24 }, (_, hour) => pointOf(own, { date, hour, filters, now }))
  expect(hours).toEqual(dates.flatMap((date) => hoursOf(date, ofDates(truth, [date]))))
}

function pointOf({ begun, of }: Own, { date, hour, filters, now }: { readonly date: string; readonly hour: number; readonly filters: Filters; readonly now: number }): ReportSeriesPoint {
  const count = (events: readonly Sent[]) => events.filter(({ createdAt }) => hourOf(createdAt) === hour).length
  const [actions, errors] = [count(of('action')), count(of('error'))]
  return {
    time: `${date}T${String(hour).padStart(2, '0')}:00`, partial: date === dateOf(now) && hour === hourOf(now),
    pageViews: count(of('page_view')), apiCalls: count(of('api_call')), sessions: count(begun),
    ...(filters.page === null ? { actions, errors, errorRate: filters.action === null ? rate(errors, actions) : null } : { actions: null, errors: null, errorRate: null }),
    avgApiLatency: null, p95ApiLatency: null, avgSessionLength: null, apiErrorRate: null,
  }
}

/** Pages, actions, errors, endpoints and steps. */
export function checkLists({ pages, actions, errors, endpoints, transitions }: Report, truth: Truth): void {
  const { all, dates, filters } = truth
  const { begun, of } = ofDates(truth, dates)
  expect(pages?.rows.map(({ page, views, errors: errorsAt }) => ({ name: page, count: views, errorsAt }))).toEqual(
    countBy(of('page_view'), contextOf).map(({ name, count }) => ({ name, count, errorsAt: of('error').filter(({ page }) => page === name).length })),
  )
  // How many sessions did it on that page is not kept: no more than did it anywhere, and no more than it was done.
  const sessionsAt = (name: string) => sum(dates.map((date) => {
    const there = ofDates(truth, [date]).of('action').filter(({ action }) => action === name)
    return Math.min(sessionsOf(ofDates({ all, dates, filters: { ...filters, page: null } }, [date]).of('action').filter(({ action }) => action === name)), there.length)
  }))
  expect(actions?.map(({ action, count, sessions, adoption }) => ({ action, count, sessions, adoption }))).toEqual(
    countBy(of('action'), contextOf).map(({ name, count }) => ({ action: name, count, sessions: sessionsAt(name), adoption: rate(Math.min(sessionsAt(name), begun.length), begun.length) })),
  )
  expect(errors?.kinds.filter(({ count }) => count > 0)).toEqual(countBy(of('error'), contextOf))
  expect(errors?.series).toEqual(dates.map((date) => ({ time: date, kinds: countBy(ofDates(truth, [date]).of('error'), contextOf) })))
  expect(new Set(endpoints?.map(({ endpoint, count }) => `${count} ${endpoint}`))).toEqual(new Set(countBy(of('api_call'), contextOf).map(({ name, count }) => `${count} ${name}`)))
  const steps = stepsOf(ownOf(all, new Set(dates)).of('page_view')).filter(({ name }) => filters.page === null || name.split(' ').includes(filters.page))
  expect(transitions?.map(({ from, to, count }) => ({ name: `${from} ${to}`, count }))).toEqual(steps)
}

/** The rows of days. */
export function checkAggregates(aggregates: readonly ReportAggregate[], truth: Truth, type: EventType | null): void {
  const types = EVENT_TYPES.filter((each) => (type === null || type === each) && each !== 'session_start' && each !== 'session_end' && each !== 'web_vital')
  const expected = truth.dates.flatMap((date) => types.flatMap((each) => {
    const own = ofDates(truth, [date]).of(each)
    return countBy(own, contextOf).map(({ name, count }) => ({ row: { date, type: each, context: name, count }, own: own.filter((event) => contextOf(event) === name) }))
  }))
  const told = aggregates.filter(({ type: each }) => !each.startsWith('session'))
  expect(told.map(({ date, type: each, context, count }) => ({ date, type: each, context, count }))).toEqual(expected.map(({ row }) => row))
  for (const [index, { own, row: { type: each } }] of expected.entries()) {
    const row = told[index]
    expect(row?.avgDuration).toBe(mean(durationsOf(own)))
    for (const [value, share] of [[row?.p50Duration, 0.5], [row?.p95Duration, 0.95], [row?.p99Duration, 0.99]] as const) checkPercentile(value ?? null, durationsOf(own), { share, isExact: true })
    expect(row?.errorRate).toBe(each === 'api_call' ? failedRate(own) : undefined)
  }
}

/** The same part of the period before: whole hours count, of the running one its share of minutes. */
export function checkPrevious(previous: Report['previous'], truth: Truth, { now, from, to }: { readonly now: number; readonly from: number; readonly to: number }): void {
  const shift = Math.ceil((to - from + 1) / 7) * 7
  const dates = datesOf(from - shift, to - shift)
  expect(previous?.period.days).toBe(dates.length)
  const today = Date.parse(dateOf(now)) / dayMs
  if (today < from || today > to) {
    expect(previous?.until).toBeUndefined()
    expect(previous?.summary).toEqual(summarize(ofDates(truth, dates), truth.filters))
    return checkSeries(previous ?? {}, { ...truth, dates }, now)
  }
  const [cut = ''] = datesOf(today - shift, today - shift)
  expect(previous?.until).toBe(`${cut}T${String(hourOf(now)).padStart(2, '0')}:${String(minuteOf(now)).padStart(2, '0')}`)
  const passed = ({ createdAt }: Sent) => (dateOf(createdAt) < cut ? 1 : dateOf(createdAt) > cut ? 0 : hourOf(createdAt) < hourOf(now) ? 1 : hourOf(createdAt) > hourOf(now) ? 0 : minuteOf(now) / 60)
  const { begun, of } = ofDates(truth, dates)
  const partOf = (events: readonly Sent[]) => sum(events.map(passed))
  /** Of one page a row keeps no hours: its events are spread as those of the row. */
  const partAt = (type: 'action' | 'error') => {
    const whole = ofDates({ ...truth, filters: { ...truth.filters, page: null } }, dates).of(type)
    const rows = [...groupBy(whole, (event) => `${dateOf(event.createdAt)} ${contextOf(event)}`).values()]
    return sum(rows.map((row) => (partOf(row) / row.length) * row.filter((event) => fits(event, truth.filters)).length))
  }
  const [actions, errors] = [partAt('action'), partAt('error')]
  const expected: Partial<ReportSummary> = { pageViews: partOf(of('page_view')), apiCalls: partOf(of('api_call')), sessions: partOf(begun), actions, errors }
  for (const [name, value] of Object.entries(expected)) expect([name, Math.abs((previous?.summary[name as 'actions'] ?? -1) - value)]).toEqual([name, expect.toSatisfy((off: number) => off <= 0.5 + 1e-6)])
  expect(previous?.summary.errorRate ?? -1).toBeCloseTo(actions === 0 || truth.filters.action !== null ? -1 : (errors * 100) / actions, 1)
  checkLatency(previous?.summary.avgApiLatency ?? null, of('api_call'), passed)
}

function checkLatency(told: number | null, calls: readonly Sent[], passed: (event: Sent) => number): void {
  const rows = [...groupBy(calls, (event) => `${dateOf(event.createdAt)} ${event.page}`).values()].map((row) => ({ share: sum(row.map(passed)) / row.length, durations: durationsOf(row) }))
  const weight = sum(rows.map(({ share, durations }) => share * durations.length))
  if (weight === 0) expect(told).toBeNull()
  else expect(told).toBeCloseTo(round(sum(rows.map(({ share, durations }) => share * sum(durations))) / weight, 10) ?? 0, 0)
}
