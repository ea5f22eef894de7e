import { describe, expect, it } from 'vitest'
import { toPages } from '../../src/reports/pages'
import { totalDays } from '../../src/rows/total-days'
import { dailyRow } from './daily-row'
import { report, timed, today } from './report-of-rows'

describe('the series', () => {
  it('fills days without events and marks the running one', () => {
    const { series = [] } = report('days=3&include=series', [dailyRow({ day: today - 1, type: 'page_view', context: '/a', count: 5 })])
    expect(series.map(({ time, partial, pageViews, errorRate }) => ({ time, partial, pageViews, errorRate }))).toEqual([
      { time: '2025-10-11', partial: false, pageViews: 0, errorRate: null },
      { time: '2025-10-12', partial: false, pageViews: 5, errorRate: null },
      { time: '2025-10-13', partial: true, pageViews: 0, errorRate: null },
    ])
  })

  it('has hours of a year at most when everything is asked for', () => {
    expect(report('days=366&include=all', []).hours).toHaveLength(366 * 24)
    expect(report('days=367&include=all', [])).not.toHaveProperty('hours')
  })

  it('tells of one endpoint its calls, its latency and how many failed, by day and against the period before', () => {
    const calls = (day: number) => [
      timed({ day, type: 'api_call', context: '/api/user', failed: 1, hours: new Map([['8', 4]]) }, [100, 200, 300, 400]),
      timed({ day, type: 'api_call', context: '/api/feed', failed: 2, hours: new Map([['8', 2]]) }, [9000, 9000]),
    ]
    const { series = [], previous } = report('days=2&include=series&compare=previous&endpoint=/api/user', [...calls(today - 1), ...calls(today)], { previous: [calls(today - 8), calls(today - 7)] })
    const user = { apiCalls: 4, avgApiLatency: 250, p95ApiLatency: 385, apiErrorRate: 25 }
    for (const points of [series, previous?.series ?? []]) expect(points).toMatchObject([user, user])
    expect(report('days=1&include=series', [dailyRow({ day: today, type: 'action', context: 'a', count: 1 })]).series?.[0]).toMatchObject({ p95ApiLatency: null, apiErrorRate: null })
  })

  it('counts the failed calls of a cut day by its part', () => {
    const before = timed({ day: today - 7, type: 'api_call', context: '/api', failed: 2, hours: new Map([['8', 4], ['20', 4]]) }, [1, 1, 1, 1, 1, 1, 1, 1])
    expect(report('days=1&include=series&compare=previous', [], { previous: [[before]] }).previous?.series?.[0]).toMatchObject({ apiCalls: 4, apiErrorRate: 25 })
  })

  it('has 24 hours a day', () => {
    const { hours = [] } = report('days=1&include=hours', [dailyRow({ day: today, type: 'action', context: 'a', count: 3, hours: new Map([['9', 3]]) })])
    expect(hours).toHaveLength(24)
    expect(hours[9]).toMatchObject({ time: '2025-10-13T09:00', actions: 3, partial: false })
    expect(hours[12]).toMatchObject({ partial: true })
  })

  it('does not know at which hours actions and errors of one page were: that is not zero', () => {
    const rows = [
      dailyRow({ day: today, type: 'page_view', context: '/shop', count: 5, hours: new Map([['9', 5]]) }),
      dailyRow({ day: today, type: 'action', context: 'save', count: 3, hours: new Map([['9', 3]]), pages: new Map([['/shop', 2], ['/cart', 1]]) }),
      dailyRow({ day: today, type: 'error', context: 'client_error', count: 1, hours: new Map([['9', 1]]), pages: new Map([['/shop', 1]]) }),
    ]
    const before = rows.map((row) => ({ ...row, day: today - 7 }))
    const { hours = [], previous, summary } = report('days=1&include=hours&compare=previous&page=/shop', rows, { previous: [before] })
    expect(summary).toMatchObject({ pageViews: 5, actions: 2, errors: 1 })
    for (const points of [hours, previous?.hours ?? []]) expect(points[9]).toMatchObject({ pageViews: 5, actions: null, errors: null, errorRate: null })
    expect(report('days=1&include=hours&action=save', rows).hours?.[9]).toMatchObject({ actions: 3, errors: 1 })
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
    timed({ day: today, type: 'session_end', endHours: new Map([['8', 2], ['0', 1]]) }, [60_000, 120_000, 600_000]),
  ]

  it('count views, sessions, visible time and errors of a page, and different pages', () => {
    expect(report('include=pages', rows).pages).toEqual({
      uniquePages: 1,
      rows: [
        { page: '/shop', views: 25, sessions: 10, avgVisibleTime: 2000, errors: 3 },
        { page: '[other]', views: 3, sessions: 3, avgVisibleTime: null, errors: 0 },
      ],
    })
  })

  it.each([
    ['a view that was hidden twice has the sum of both', 1, [1000, 2000], 3000],
    ['views that told no time are unknown, not zero', 5, [1000, 2000], 1500],
    ['a view that told no visible moment counts', 2, [0, 2000], 1000],
    ['no view told a time', 2, [], null],
  ])('tell the visible time of a view: %s', (_name, count, times, avgVisibleTime) => {
    const views = dailyRow({ day: today, type: 'page_view', context: '/a', count })
    expect(report('include=pages', [views, timed({ day: today, type: 'page_leave', context: '/a' }, times)]).pages?.rows).toMatchObject([{ views: count, avgVisibleTime }])
  })

  it('tell the visible time of the views that told one, however often each was hidden', () => {
    const views = dailyRow({ day: today, type: 'page_view', context: '/a', count: 5 })
    const leaves = { ...timed({ day: today, type: 'page_leave', context: '/a' }, [1000, 1000, 1000, 1000, 1000, 1000]), toldViews: 2 }
    expect(report('include=pages', [views, leaves]).pages?.rows).toMatchObject([{ views: 5, avgVisibleTime: 3000 }])
  })

  it('tell the visible time of days that told one, the same from rows and from sums', () => {
    const silent = [dailyRow({ day: today - 1, type: 'page_view', context: '/a', count: 2 }), { ...dailyRow({ day: today - 1, type: 'page_leave', context: '/a', count: 2 }), toldViews: 2 }]
    const told = [dailyRow({ day: today, type: 'page_view', context: '/a', count: 1 }), { ...timed({ day: today, type: 'page_leave', context: '/a' }, [1000, 2000, 3000]), toldViews: 1 }]
    const expected = [{ views: 3, avgVisibleTime: 6000 }]
    expect(report('include=pages&days=2', [...silent, ...told]).pages?.rows).toMatchObject(expected)
    const { rows: sums } = totalDays([silent, told].map((rows, index) => ({ day: today - 1 + index, version: '1', live: false, rows })), [], { filters: { page: null, endpoint: null, action: null, error: null }, minSessions: 1, hours: false, rows: true, transitions: 0 })
    expect(toPages(sums, 10).rows).toMatchObject(expected)
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

  it('list the three kinds of errors behind the limit too, or "none" could not be read off', () => {
    const own = Array.from({ length: 5 }, (_, index) => dailyRow({ day: today, type: 'error', context: `own_${index}`, count: 9 - index }))
    const kinds = report('include=errors&days=1&limit=2', own).errors?.kinds.map(({ name }) => name)
    expect(kinds).toEqual(['own_0', 'own_1', 'api_error', 'client_error', 'network_error'])
  })

  it('describe sessions', () => {
    expect(report('include=sessions', rows).sessions).toMatchObject({
      count: 10, avgLength: 260_000, medianLength: 120_000, percentiles: 'exact', platforms: [{ name: 'web', count: 7 }, { name: 'mobile', count: 3 }],
    })
    const ofHours = (counts: Readonly<Record<number, number>>) => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0)
    expect(report('include=sessions', rows).sessions).toMatchObject({ startsByHour: ofHours({ 8: 10 }), endsByHour: ofHours({ 0: 1, 8: 2 }) })
  })

  it('add the ends of all days, and take none from a day that was sealed before they were kept', () => {
    const older = timed({ day: today - 1, type: 'session_end', hours: new Map([['7', 1]]) }, [5000])
    const oldest = timed({ day: today - 2, type: 'session_end', endHours: new Map([['8', 4]]) }, [1, 2, 3, 4])
    const { lengths = [], endsByHour = [] } = report('include=sessions', [oldest, older, ...rows]).sessions ?? {}
    expect(endsByHour.flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([[0, 1], [8, 6]])
    expect(lengths.reduce((sum, { count }) => sum + count, 0)).toBe(8)
  })

  it('add transitions over days', () => {
    const transitions = [{ day: today, from: '/a', to: '/b', count: 2 }, { day: today - 1, from: '/a', to: '/b', count: 3 }, { day: today, from: '/b', to: '/a', count: 1 }]
    expect(report('include=transitions', [], { transitions }).transitions).toEqual([{ from: '/a', to: '/b', count: 5 }, { from: '/b', to: '/a', count: 1 }])
  })

  it.each([
    ['page=/b', [{ from: '/a', to: '/b', count: 5 }, { from: '/b', to: '/c', count: 1 }]],
    ['page=/none', []],
    // Steps have no other dimension.
    ['action=save', [{ from: '/a', to: '/b', count: 5 }, { from: '/a', to: '/c', count: 4 }, { from: '/b', to: '/c', count: 1 }]],
  ])('keep the steps to a page and away from it: %s', (query, expected) => {
    const transitions = [
      { day: today, from: '/a', to: '/b', count: 2 }, { day: today - 1, from: '/a', to: '/b', count: 3 }, { day: today, from: '/b', to: '/c', count: 1 }, { day: today, from: '/a', to: '/c', count: 4 },
    ]
    expect(report(`include=transitions&${query}`, [], { transitions }).transitions).toEqual(expected)
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
