import { describe, expect, it } from 'vitest'
import { previousPeriod } from '../../src/reports/build-report'
import { dailyRow } from './daily-row'
import { report, timed, today } from './report-of-rows'

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
    [1, 7],
    [6, 7],
    [7, 7],
    [8, 14],
    [30, 35],
    [90, 91],
  ])('of %i days is compared with the one %i days before, Monday with Monday', (days, shift) => {
    expect(previousPeriod({ from: today - days + 1, to: today })).toEqual({ from: today - days + 1 - shift, to: today - shift })
  })
})
