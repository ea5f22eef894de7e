import type { Capture } from './capture'

/** What Plausible's script adds to the page. Its older manual script calls the URL `u`. */
interface PlausibleHost {
  plausible?: (name: string, about: { readonly url: string; readonly u: string; readonly props: Readonly<Record<string, string>> }) => void
}

/**
 * Passes every page view and action to a Plausible script on the page, as they are sent: cleaned, with the route as the URL.
 *
 * Turn off Plausible's own page views (`autoCapturePageviews: false`), or it counts each view twice, the second time with the raw address.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews(), plausible()] })
 * ```
 */
export function plausible(): Capture {
  return ({ onEvent }) =>
    onEvent(({ page, type, action, metadata }) => {
      const name = type === 'page_view' ? 'pageview' : type === 'action' && action
      if (!name) return
      const url = location.origin + (page ?? '/')
      // Plausible's properties are flat.
      const props = Object.fromEntries(Object.entries(metadata ?? {}).flatMap(([key, value]) => (typeof value === 'object' ? [] : [[key, `${value}`]])))
      ;(window as PlausibleHost).plausible?.(name, { props, url, u: url })
    })
}
