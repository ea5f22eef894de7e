// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { errors } from '../src/capture/errors'
import { pageViews } from '../src/capture/page-views'
import { startCapture } from './start-capture'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  history.replaceState({}, '', '/')
})

const error = new TypeError('x')
const fail = (times = 1) => {
  for (let time = 0; time < times; time++) dispatchEvent(new ErrorEvent('error', { message: 'x', error }))
}

describe('errors that are repeated', () => {
  it('are recorded once, and ten seconds later with how often they were repeated', () => {
    const { events } = startCapture(errors())
    fail(500)
    expect(events()).toHaveLength(1)
    vi.advanceTimersByTime(9999)
    expect(events()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(events().map(({ metadata }) => metadata?.count)).toEqual([undefined, 499])
    vi.advanceTimersByTime(60_000)
    expect(events()).toHaveLength(2)
  })

  it('are reported once each: after the next ten seconds the new ones, and the last ones when the page is left', () => {
    const { events } = startCapture(errors())
    for (const times of [4, 2]) {
      fail(times)
      vi.advanceTimersByTime(10_000)
    }
    fail()
    dispatchEvent(new Event('pagehide'))
    expect(events().map(({ metadata }) => metadata?.count)).toEqual([undefined, 3, 2, 1])
    vi.advanceTimersByTime(60_000)
    expect(events()).toHaveLength(4)
  })

  it('are forgotten with the timer on an opt-out', () => {
    const { telemetry } = startCapture(errors())
    fail()
    const before = vi.getTimerCount()
    fail()
    expect(vi.getTimerCount()).toBe(before + 1)
    telemetry.optOut()
    expect(vi.getTimerCount()).toBeLessThanOrEqual(before)
    telemetry.optIn()
    vi.advanceTimersByTime(60_000)
    expect(telemetry.inspect().recent.filter(({ type }) => type === 'error')).toEqual([])
  })

  const seen = ({ events }: ReturnType<typeof startCapture>) => events().filter(({ type }) => type === 'error').map(({ page, metadata }) => [page, metadata?.count])

  it('are reported for the page on which they happened, and the first one on the next page immediately', () => {
    const started = startCapture(pageViews(), errors())
    history.pushState({}, '', '/cart')
    fail(3)
    history.pushState({}, '', '/help')
    vi.advanceTimersByTime(10_000)
    expect(seen(started)).toEqual([['/cart', undefined], ['/cart', 2]])
    fail(2)
    history.pushState({}, '', '/cart')
    fail()
    expect(seen(started).slice(2)).toEqual([['/help', undefined], ['/help', 1], ['/cart', undefined]])
  })

  it('are reported for the pattern that a router has given the page since', () => {
    const started = startCapture(errors())
    history.pushState({}, '', '/users/ada')
    fail()
    started.telemetry.trackPageView('/users/[name]')
    fail()
    vi.advanceTimersByTime(10_000)
    expect(seen(started)).toEqual([['/users/ada', undefined], ['/users/[id]', 1]])
  })

  it('are not reported from an excluded path, wherever the visitor goes next', () => {
    const started = startCapture(pageViews({ exclude: ['/admin*'] }), errors())
    history.pushState({}, '', '/cart')
    fail()
    history.pushState({}, '', '/admin/orders')
    fail(3)
    history.pushState({}, '', '/help')
    vi.advanceTimersByTime(60_000)
    dispatchEvent(new Event('pagehide'))
    expect(seen(started)).toEqual([['/cart', undefined]])
  })
})
