import { describe, expect, it } from 'vitest'
import type { Filter } from '../../dashboard/src/state/filters'
import { changeFilters, encodeViewState, parseViewState } from '../../dashboard/src/state/view-state'

const drawn = (address: string) => parseViewState(address).metric.key

function choose(address: string, change: Partial<Record<Filter, string | null>>): string {
  const state = parseViewState(address)
  const filters = new Map(state.filters)
  for (const [filter, name] of Object.entries(change) as [Filter, string | null][]) {
    if (name === null) filters.delete(filter)
    else filters.set(filter, name)
  }
  return encodeViewState({ ...state, ...changeFilters(state, filters) })
}

describe('what is drawn', () => {
  it.each([
    ['page views, without a filter', '', 'pageViews'],
    ['the calls of an endpoint', '?endpoint=/api', 'apiCalls'],
    ['the uses of an action', '?action=save', 'actions'],
    ['an error', '?error=api_error', 'errors'],
    ['the narrowest of several', '?page=/a&endpoint=/api', 'apiCalls'],
    ['what is asked for, filter or not', '?endpoint=/api&metric=sessions', 'sessions'],
    ['the page views of an endpoint when they are asked for', '?endpoint=/api&metric=pageViews', 'pageViews'],
    ['percentiles of an endpoint', '?endpoint=/api&metric=p95ApiLatency', 'p95ApiLatency'],
    ['page views instead of nonsense', '?metric=time', 'pageViews'],
  ])('is %s', (_name, address, metric) => {
    expect(drawn(address)).toBe(metric)
    expect(drawn(encodeViewState(parseViewState(address)))).toBe(metric)
  })
})

describe('the period', () => {
  it.each([
    ['is that of the address', '?from=2024-02-28&to=2024-02-29', { from: '2024-02-28', to: '2024-02-29' }],
    ['begins with the earlier day', '?from=2024-03-02&to=2024-02-29', { from: '2024-02-29', to: '2024-03-02' }],
    ['is the usual one where a day is not in the calendar', '?from=2025-02-28&to=2025-02-29', { days: 7 }],
    ['is the usual one where a month is not', '?from=2025-13-01&to=2025-13-02', { days: 7 }],
    ['is the usual one where a number of days is too large', '?days=3661', { days: 7 }],
  ])('%s', (_name, address, range) => expect(parseViewState(address).range).toEqual(range))
})

describe('a filter', () => {
  it.each([
    ['of an endpoint draws its calls', '', { endpoint: '/api' }, '?endpoint=%2Fapi'],
    ['of an endpoint draws its calls, whatever was drawn', '?metric=sessions', { endpoint: '/api' }, '?endpoint=%2Fapi'],
    ['leaves what it narrows', '?metric=errors', { page: '/a' }, '?metric=errors&page=%2Fa'],
    ['leaves the percentiles of another endpoint', '?metric=p95ApiLatency&endpoint=%2Fa', { endpoint: '/b' }, '?metric=p95ApiLatency&endpoint=%2Fb'],
    ['draws what was chosen last', '?endpoint=%2Fapi', { page: '/a' }, '?metric=pageViews&endpoint=%2Fapi&page=%2Fa'],
    ['that goes takes its numbers along', '?endpoint=%2Fapi', { endpoint: null }, ''],
    ['that goes leaves those of the one that stays', '?page=%2Fa&action=save', { action: null }, '?page=%2Fa'],
    ['that goes leaves what was chosen', '?metric=sessions&endpoint=%2Fapi', { endpoint: null }, '?metric=sessions'],
  ] as const)('%s', (_name, address, change, expected) => expect(choose(address, change)).toBe(expected))
})
