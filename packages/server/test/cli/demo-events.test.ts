import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { demoEvents } from '../../src/cli/demo-events'

const now = Date.UTC(2025, 9, 13, 12)

/** A chance that is the same every time. */
function seeded(): () => number {
  let state = 20_251_013
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const made = () => [...demoEvents({ now, days: 60, sessions: 120, random: seeded() })].flat()
const events = made()
const of = (type: TelemetryEvent['type']) => events.filter((event) => event.type === type)
const calls = Map.groupBy(of('api_call'), ({ page, metadata }) => `${String(metadata?.method)} ${page}`)

function median(endpoint: string): number {
  const sorted = (calls.get(endpoint) ?? []).map(({ duration }) => duration ?? 0).toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const failures = (endpoint: string) => (calls.get(endpoint) ?? []).filter(({ metadata }) => metadata?.statusCode === 500).length / (calls.get(endpoint)?.length ?? 0)

it('a page view makes several calls, as pages do', () => {
  const each = of('api_call').length / of('page_view').length
  expect(each).toBeGreaterThan(2)
  expect(each).toBeLessThan(3)
})

it('each endpoint has a latency and a share of failures of its own', () => {
  const medians = ['GET /api/user', 'GET /api/feed', 'GET /api/messages', 'POST /api/shop/orders'].map(median)
  expect(medians).toEqual(medians.toSorted((left, right) => left - right))
  expect(medians[3]).toBeGreaterThan(3 * (medians[0] ?? 0))
  expect(failures('POST /api/shop/orders')).toBeGreaterThan(2 * failures('GET /api/messages'))
  expect(failures('GET /api/messages')).toBeGreaterThan(2 * failures('GET /api/user'))
})

it('a call that fails is an error of the page that made it', () => {
  const failed = of('api_call').filter(({ metadata }) => metadata?.statusCode !== 200)
  const errors = of('error').filter(({ action }) => action !== 'client_error')
  expect(errors.map(({ metadata }) => [metadata?.endpoint, metadata?.statusCode])).toEqual(failed.map(({ page, metadata }) => [page, metadata?.statusCode]))
  expect(new Set(errors.map(({ action }) => action))).toEqual(new Set(['api_error', 'network_error']))
  expect(new Set(errors.map(({ page }) => page))).toEqual(new Set(of('page_view').map(({ page }) => page)))
})

it('the page that a visit begins with has web vitals, and one page is slower than the others', () => {
  const paints = Map.groupBy(of('web_vital').filter(({ action }) => action === 'LCP'), ({ page }) => page)
  const medians = [...paints].map(([page, all]) => [page, all.map(({ duration }) => duration ?? 0).toSorted((left, right) => left - right)[Math.floor(all.length / 2)] ?? 0] as const)
  expect(medians.toSorted(([, left], [, right]) => right - left)[0]?.[0]).toBe('/flow/[id]')
  expect(of('web_vital').filter(({ action }) => action === 'LCP')).toHaveLength(of('session_start').length)
  expect(of('web_vital').filter(({ action, duration, metadata }) => action === 'CLS' && (duration !== null || typeof metadata?.value !== 'number'))).toEqual([])
})

it('nothing happens after now, and the same chance brings the same visits', () => {
  expect(events.every(({ createdAt }) => createdAt <= now)).toBe(true)
  const plain = (all: readonly TelemetryEvent[]) => JSON.stringify(all.map(({ id: _id, sessionId: _sessionId, ...rest }) => rest))
  expect(plain(made()) === plain(events)).toBe(true)
})
