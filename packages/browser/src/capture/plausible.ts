import type { Capture } from './capture'

/** What Plausible's script puts on the page. Its older manual script calls the address `u`. */
interface PlausibleHost {
  plausible?: (name: string, about: { readonly url: string; readonly u: string; readonly props: Readonly<Record<string, string>> }) => void
}

/**
 * Also tells a Plausible script on the page of every page view and action, as they are sent: after cleaning, with the route for an address.
 *
 * Switch its own page views off (`autoCapturePageviews: false`), or it tells them twice, the second time with the address as it is.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [pageViews(), plausible()] })
 * ```
 */
export function plausible(): Capture {
  return ({ onEvent }) =>
    onEvent(({ type, page, metadata, action }) => {
      const name = type === 'page_view' ? 'pageview' : type === 'action' && action
      if (!name) return
      const url = location.origin + (page ?? '/')
      // Its properties are flat.
      const props = Object.fromEntries(Object.entries(metadata ?? {}).flatMap(([key, value]) => (typeof value === 'object' ? [] : [[key, String(value)]])))
      ;(window as PlausibleHost).plausible?.(name, { url, props, u: url })
    })
}
