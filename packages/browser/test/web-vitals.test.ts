import { describe, expect, it, vi } from 'vitest'
import type { CaptureHost } from '../src/capture/capture'
import { webVitals } from '../src/web-vitals'

type Report = (metric: { name: string; value: number; rating: string; navigationType: string }) => void

const observed = vi.hoisted(() => new Map<string, Report>())
vi.mock('web-vitals', () => {
  const observe = (name: string) => (report: Report) => void observed.set(name, report)
  return { onCLS: observe('CLS'), onFCP: observe('FCP'), onINP: observe('INP'), onLCP: observe('LCP'), onTTFB: observe('TTFB') }
})

function start(mayLookBack = true) {
  const trackEvent = vi.fn<(event: unknown) => void>()
  const stop = webVitals()({ telemetry: { trackEvent }, mayLookBack } as unknown as CaptureHost)
  const report = (name: string, value: number) => observed.get(name)?.({ name, value, rating: 'good', navigationType: 'navigate' })
  return { trackEvent, stop, report }
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

  it('records nothing of a page on which the visitor has refused before', () => {
    observed.clear()
    start(false)
    expect(observed.size).toBe(0)
  })

  it('records nothing after it was stopped', () => {
    const { trackEvent, stop, report } = start()
    stop()
    report('LCP', 1)
    expect(trackEvent).not.toHaveBeenCalled()
  })
})
