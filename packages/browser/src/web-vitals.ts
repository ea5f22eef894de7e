import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals'
import type { Capture } from './capture/capture'

/**
 * Records the web vitals of every page view: name, value and rating. Requires the package `web-vitals`.
 *
 * Values in milliseconds are the `duration` of the event; the layout shift, which has no unit, is `value` in its metadata. Vitals wait until the page's first view
 * is recorded, or until the page is hidden.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews(), webVitals()] })
 * ```
 */
export function webVitals(): Capture {
  return ({ telemetry, mayLookBack, onEvent, onSnapshot }) => {
    // A vital covers the page's whole lifetime, and part of that was refused.
    if (!mayLookBack) return () => {}
    let isOn = true
    const record = ({ name, value, rating, navigationType }: Metric) => {
      if (!isOn) return
      const isTime = name !== 'CLS'
      telemetry.trackEvent({
        type: 'web_vital',
        action: name,
        duration: isTime ? value : null,
        metadata: { rating, navigationType, ...(isTime ? {} : { value: Math.round(value * 1000) / 1000 }) },
      })
    }
    // Before the first view only the address is known: the router has not reported its pattern yet, and a name in an address looks like a page.
    let waiting: Metric[] | undefined = []
    const release = () => {
      const due = waiting ?? []
      waiting = undefined
      due.forEach(record)
    }
    onSnapshot(release)
    const stopListening = onEvent(({ type }) => {
      if (type === 'page_view') release()
    })
    const report = (metric: Metric) => {
      // Views that were recorded before this capture started.
      if (telemetry.inspect().recent.some(({ type }) => type === 'page_view')) release()
      if (waiting) waiting.push(metric)
      else record(metric)
    }
    for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) observe(report)
    // The library cannot be stopped; from here on its reports are ignored.
    return () => {
      isOn = false
      stopListening()
    }
  }
}
