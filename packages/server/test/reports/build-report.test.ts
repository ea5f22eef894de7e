import { bucketOf, exactPercentile } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { buildReport, encodeReport, previousPeriod } from '../../src/reports/build-report'
import { joinBytes } from '../../src/reports/encode-aggregates'
import type { RowData } from '../../src/reports/visible-data'
import { createCalendar, dayOfDate } from '../../src/reports/calendar'
import { parseReportQuery } from '../../src/reports/parse-report-query'
import type { DailyRow } from '../../src/store/store'
import { dailyRow } from './daily-row'

const today = dayOfDate('2025-10-13') ?? 0
const setting = { calendar: createCalendar('UTC'), clock: { today, hour: 12, minute: 15 }, minSessions: 1 }

function report(query: string, rows: readonly DailyRow[], data: Partial<RowData> = {}) {
  const days = [...new Set(rows.map(({ day }) => day))].sort((left, right) => left - right).map((day) => rows.filter((row) => row.day === day))
  const input = [parseReportQuery(new URLSearchParams(query), { today }), { days, transitions: [], previous: null, ...data }, setting] as const
  const built = buildReport(...input)
  // What is sent is written by another way, which must say the same; twice, because the second time comes from memory.
  expect(JSON.parse(new TextDecoder().decode(joinBytes(encodeReport(...input))))).toEqual(built)
  expect(JSON.parse(new TextDecoder().decode(joinBytes(encodeReport(...input))))).toEqual(built)
  return built
}

/** A row of durations, as a store would fold it. */
function timed(fields: Partial<DailyRow> & Pick<DailyRow, 'day' | 'type'>, durations: readonly number[]): DailyRow {
  const sorted = [...durations].sort((left, right) => left - right)
  const histogram = new Map<number, number>()
  for (const duration of sorted) histogram.set(bucketOf(duration), (histogram.get(bucketOf(duration)) ?? 0) + 1)
  return dailyRow({
    count: sorted.length,
    durationCount: sorted.length,
    durationSum: sorted.reduce((sum, duration) => sum + duration, 0),
    durationMin: sorted[0] ?? null,
    durationMax: sorted.at(-1) ?? null,
    p50: exactPercentile(sorted, 0.5),
    p95: exactPercentile(sorted, 0.95),
    p99: exactPercentile(sorted, 0.99),
    histogram,
    ...fields,
  })
}

describe('the summary', () => {
  it('shows the numbers of the guide', () => {
    const rows = [
      dailyRow({ day: today, type: 'page_view', context: '/dashboard', count: 1543 }),
      dailyRow({ day: today, type: 'action', context: 'save', count: 892 }),
      dailyRow({ day: today, type: 'error', context: 'api_error', count: 12 }),
      dailyRow({ day: today, type: 'api_call', context: '/api/user', count: 3421, durationCount: 3421, durationSum: 497_071 }),
      dailyRow({ day: today, type: 'session_start', count: 234 }),
      dailyRow({ day: today, type: 'session_end', count: 234, durationCount: 2, durationSum: 846_000 }),
    ]
    expect(report('', rows).summary).toEqual({
      pageViews: 1543, actions: 892, errors: 12, apiCalls: 3421, sessions: 234, avgApiLatency: 145.3, errorRate: 1.35, avgSessionLength: 423_000,
    })
  })

  it('has null, never NaN, where there is nothing to divide by', () => {
    expect(report('', [dailyRow({ day: today, type: 'error', context: 'x', count: 3 })]).summary).toEqual({
      pageViews: 0, actions: 0, errors: 3, apiCalls: 0, sessions: 0, avgApiLatency: null, errorRate: null, avgSessionLength: null,
    })
  })
})

describe('the aggregates', () => {
  it('keep the type that was asked for, while the summary stays whole', () => {
    const rows = [dailyRow({ day: today, type: 'page_view', context: '/a', count: 2 }), timed({ day: today, type: 'api_call', context: '/api', failed: 1 }, [10, 20, 30])]
    const { summary, aggregates } = report('type=api_call', rows)
    expect(summary.pageViews).toBe(2)
    expect(aggregates).toEqual([
      { date: '2025-10-13', type: 'api_call', context: '/api', count: 3, avgDuration: 20, p50Duration: 20, p95Duration: 29, p99Duration: 29.8, errorRate: 33.33 },
    ])
  })

  it('show a session row without context as null, and no percentiles without durations', () => {
    expect(report('', [dailyRow({ day: today, type: 'session_start', count: 4 })]).aggregates).toEqual([
      { date: '2025-10-13', type: 'session_start', context: null, count: 4, avgDuration: null },
    ])
  })

  it('come by date, then type, then count', () => {
    const rows = [
      dailyRow({ day: today, type: 'action', context: 'b', count: 1 }),
      dailyRow({ day: today, type: 'page_view', context: '/few', count: 1 }),
      dailyRow({ day: today, type: 'page_view', context: '/many', count: 9 }),
      dailyRow({ day: today - 1, type: 'action', context: 'a', count: 1 }),
    ]
    expect(report('', rows).aggregates.map(({ date, context }) => `${date} ${context}`)).toEqual(['2025-10-12 a', '2025-10-13 /many', '2025-10-13 /few', '2025-10-13 b'])
  })
})

describe('the period', () => {
  it.each([
    ['', 7, '2025-10-07T00:00:00.000Z', '2025-10-13T23:59:59.999Z'],
    ['days=1', 1, '2025-10-13T00:00:00.000Z', '2025-10-13T23:59:59.999Z'],
    ['from=2025-09-01', 43, '2025-09-01T00:00:00.000Z', '2025-10-13T23:59:59.999Z'],
    ['from=2025-09-01&to=2025-09-02', 2, '2025-09-01T00:00:00.000Z', '2025-09-02T23:59:59.999Z'],
  ])('of "%s" ends with its last millisecond', (query, days, startDate, endDate) => {
    expect(report(query, []).period).toEqual({ days, startDate, endDate })
  })

  it.each([
    [1, 1],
    [6, 6],
    [7, 7],
    [30, 35],
    [90, 91],
  ])('of %i days is compared with the one %i days before, Monday with Monday from a week on', (days, shift) => {
    expect(previousPeriod({ from: today - days + 1, to: today })).toEqual({ from: today - days + 1 - shift, to: today - shift })
  })
})

describe('the series', () => {
  it('fills days without events and marks the running one', () => {
    const { series = [] } = report('days=3&include=series', [dailyRow({ day: today - 1, type: 'page_view', context: '/a', count: 5 })])
    expect(series.map(({ time, partial, pageViews, errorRate }) => ({ time, partial, pageViews, errorRate }))).toEqual([
      { time: '2025-10-11', partial: false, pageViews: 0, errorRate: null },
      { time: '2025-10-12', partial: false, pageViews: 5, errorRate: null },
      { time: '2025-10-13', partial: true, pageViews: 0, errorRate: null },
    ])
  })

  it('has 24 hours a day', () => {
    const { hours = [] } = report('days=1&include=hours', [dailyRow({ day: today, type: 'action', context: 'a', count: 3, hours: new Map([['9', 3]]) })])
    expect(hours).toHaveLength(24)
    expect(hours[9]).toMatchObject({ time: '2025-10-13T09:00', actions: 3, partial: false })
    expect(hours[12]).toMatchObject({ partial: true })
  })

  it('of the period before has the same length', () => {
    const { previous } = report('days=7&include=series&compare=previous', [], { previous: [[dailyRow({ day: today - 8, type: 'page_view', context: '/a', count: 2 })]] })
    expect(previous?.summary.pageViews).toBe(2)
    expect(previous?.series).toHaveLength(7)
    expect(previous?.series?.at(-2)).toMatchObject({ time: '2025-10-05', pageViews: 2, partial: false })
  })
})

describe('endpoints', () => {
  it('have exact percentiles from one day, approximate ones from several', () => {
    const one = timed({ day: today, type: 'api_call', context: '/api/one' }, [100, 200])
    const several = [timed({ day: today, type: 'api_call', context: '/api/two' }, [100]), timed({ day: today - 1, type: 'api_call', context: '/api/two' }, [300])]
    const { endpoints = [] } = report('include=endpoints', [one, ...several])
    expect(endpoints.find(({ endpoint }) => endpoint === '/api/one')).toMatchObject({ p50: 150, percentiles: 'exact' })
    const merged = endpoints.find(({ endpoint }) => endpoint === '/api/two')
    expect(merged?.percentiles).toBe('approximate')
    expect(Math.abs((merged?.p50 ?? 0) - 200)).toBeLessThan(200 * 0.011)
  })

  it('come slowest first, with status codes and a distribution that holds every call', () => {
    const rows = [
      timed({ day: today, type: 'api_call', context: '/fast', statusCounts: new Map([['200', 2]]) }, [0, 10]),
      timed({ day: today, type: 'api_call', context: '/slow', failed: 1, statusCounts: new Map([['200', 1], ['500', 2]]) }, [900, 1000, 1100]),
    ]
    const { endpoints = [] } = report('include=endpoints', rows)
    expect(endpoints.map(({ endpoint }) => endpoint)).toEqual(['/slow', '/fast'])
    expect(endpoints[0]?.statusCodes).toEqual([{ name: '500', count: 2 }, { name: '200', count: 1 }])
    expect(endpoints.map(({ latency }) => latency.reduce((sum, { count }) => sum + count, 0))).toEqual([3, 2])
  })
})

describe('pages, actions, errors, sessions, transitions', () => {
  const rows = [
    dailyRow({ day: today, type: 'session_start', count: 10, hours: new Map([['8', 10]]), platforms: new Map([['web', 7], ['mobile', 3]]) }),
    dailyRow({ day: today, type: 'page_view', context: '/shop', count: 20, sessions: 8 }),
    dailyRow({ day: today - 1, type: 'page_view', context: '/shop', count: 5, sessions: 2 }),
    dailyRow({ day: today, type: 'page_view', context: '[other]', count: 3, sessions: 3 }),
    timed({ day: today, type: 'page_leave', context: '/shop' }, [1000, 3000]),
    dailyRow({ day: today, type: 'action', context: 'save', count: 6, sessions: 4, pages: new Map([['/shop', 4], ['/cart', 2]]) }),
    dailyRow({ day: today, type: 'error', context: 'client_error', count: 3, sessions: 2, pages: new Map([['/shop', 3]]) }),
    timed({ day: today, type: 'session_end' }, [60_000, 120_000, 600_000]),
  ]

  it('count views, sessions, visible time and errors of a page, and different pages', () => {
    expect(report('include=pages', rows).pages).toEqual({
      uniquePages: 1,
      rows: [
        { page: '/shop', views: 25, sessions: 10, avgVisibleTime: 160, errors: 3 },
        { page: '[other]', views: 3, sessions: 3, avgVisibleTime: null, errors: 0 },
      ],
    })
  })

  it('show adoption as sessions with an action per 100 sessions', () => {
    expect(report('include=actions', rows).actions).toEqual([
      { action: 'save', count: 6, sessions: 4, adoption: 40, pages: [{ name: '/shop', count: 4 }, { name: '/cart', count: 2 }] },
    ])
  })

  it('always list the three kinds of errors', () => {
    expect(report('include=errors&days=1', rows).errors).toEqual({
      kinds: [{ name: 'client_error', count: 3 }, { name: 'api_error', count: 0 }, { name: 'network_error', count: 0 }],
      pages: [{ name: '/shop', count: 3 }],
      series: [{ time: '2025-10-13', kinds: [{ name: 'client_error', count: 3 }] }],
    })
  })

  it('describe sessions', () => {
    expect(report('include=sessions', rows).sessions).toMatchObject({
      count: 10, avgLength: 260_000, medianLength: 120_000, percentiles: 'exact', platforms: [{ name: 'web', count: 7 }, { name: 'mobile', count: 3 }],
    })
    expect(report('include=sessions', rows).sessions?.startsByHour[8]).toBe(10)
  })

  it('add transitions over days', () => {
    const transitions = [{ day: today, from: '/a', to: '/b', count: 2 }, { day: today - 1, from: '/a', to: '/b', count: 3 }, { day: today, from: '/b', to: '/a', count: 1 }]
    expect(report('include=transitions', [], { transitions }).transitions).toEqual([{ from: '/a', to: '/b', count: 5 }, { from: '/b', to: '/a', count: 1 }])
  })

  it.each([
    ['page=/shop', { pageViews: 25, actions: 4, errors: 3, sessions: 10 }],
    ['page=/cart', { pageViews: 0, actions: 2, errors: 0, sessions: 10 }],
    ['action=other', { pageViews: 28, actions: 0, errors: 3 }],
    ['error=api_error', { errors: 0, actions: 6 }],
  ])('keep only what happened at %s', (query, expected) => {
    expect(report(query, rows).summary).toMatchObject(expected)
  })

  it('end at the limit', () => {
    expect(report('include=pages&limit=1', rows).pages?.rows).toHaveLength(1)
  })

  it('are left out unless asked for', () => {
    expect(Object.keys(report('', rows))).toEqual(['summary', 'aggregates', 'period'])
  })
})
