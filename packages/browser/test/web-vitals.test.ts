import { describe, expect, it, vi } from 'vitest'
import type { CaptureHost } from '../src/capture/capture'
import { webVitals } from '../src/web-vitals'

type Report = (metric: { name: string; value: number; rating: string; navigationType: string }) => void

const observed = vi.hoisted(() => new Map<string, Report>())
vi.mock('web-vitals', () => {
  const observe = (name: string) => (report: Report) => void observed.set(name, report)
  return { onCLS: observe('CLS'), onFCP: observe('FCP'), onINP: observe('INP'), onLCP: observe('LCP'), onTTFB: observe('TTFB') }
})

/** With `seen`, a page view was recorded before the capture started. */
function start({ mayLookBack = true, seen = true } = {}) {
  const trackEvent = vi.fn<(event: unknown) => void>()
  const listeners = new Set<(event: { type: string }) => void>()
  const onEvent = (listener: (event: { type: string }) => void) => (listeners.add(listener), () => listeners.delete(listener))
  const hear = (type: string) => listeners.forEach((listener) => listener({ type }))
  let hide = () => {}
  const host = { mayLookBack, onEvent, onSnapshot: (listener: () => void) => (hide = listener), telemetry: { trackEvent, inspect: () => ({ recent: seen ? [{ type: 'page_view' }] : [] }) } }
  const stop = webVitals()(host as unknown as CaptureHost)
  const report = (name: string, value: number) => observed.get(name)?.({ name, value, rating: 'good', navigationType: 'navigate' })
  return { trackEvent, stop, report, hear, hide: () => hide(), names: () => trackEvent.mock.calls.map(([event]) => Reflect.get(event as object, 'action') as string) }
}

describe('web vitals', () => {
  it.each(['FCP', 'INP', 'LCP', 'TTFB'])('records %s in milliseconds as duration', (name) => {
    const { trackEvent, report } = start()
    report(name, 123.4)
    expect(trackEvent).toHaveBeenCalledWith({
      type: 'web_vital',
      action: name,
      duration: 123.4,
      metadata: { rating: 'good', navigationType: 'navigate' },
    })
  })

  it('records the layout shift, which has no unit, as a value', () => {
    const { trackEvent, report } = start()
    report('CLS', 0.123456)
    expect(trackEvent).toHaveBeenCalledWith(expect.objectContaining({ duration: null, metadata: expect.objectContaining({ value: 0.123 }) }))
  })

  it('records nothing on a page on which the visitor has refused before', () => {
    observed.clear()
    start({ mayLookBack: false })
    expect(observed.size).toBe(0)
  })

  it('records nothing after it was stopped', () => {
    const { trackEvent, stop, report } = start()
    stop()
    report('LCP', 1)
    expect(trackEvent).not.toHaveBeenCalled()
  })

  it('wait for the first view of the page, because until then only its address is known', () => {
    const { report, hear, names } = start({ seen: false })
    report('TTFB', 1)
    hear('action')
    report('FCP', 2)
    expect(names()).toEqual([])
    hear('page_view')
    report('LCP', 3)
    hear('page_view')
    expect(names()).toEqual(['TTFB', 'FCP', 'LCP'])
  })

  it('wait at most until the page is hidden', () => {
    const { report, hide, names } = start({ seen: false })
    report('TTFB', 1)
    hide()
    report('CLS', 0)
    expect(names()).toEqual(['TTFB', 'CLS'])
  })

  it('records no waiting vitals after it was stopped', () => {
    const { report, hear, hide, stop, names } = start({ seen: false })
    report('TTFB', 1)
    stop()
    hear('page_view')
    hide()
    expect(names()).toEqual([])
  })
})
