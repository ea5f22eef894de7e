import { attempt } from '../attempt'
import type { Telemetry } from '../telemetry-interface'
import type { Capture } from './capture'

/** What {@link apiCalls} takes. */
export interface ApiCallOptions {
  /** Addresses that are not recorded when they begin with one of these, for example `['https://cdn.example/']`. */
  readonly exclude?: readonly string[] | undefined
}

const API_INITIATORS = /^(?:fetch|xmlhttprequest)$/

/**
 * Records the time and the status of every `fetch` and `XMLHttpRequest`, as the browser itself has measured them: nothing is patched.
 *
 * The method is not known this way (in Safari the status neither), and a call whose body nobody reads is reported late or never; {@link withTelemetry} knows all of it. Calls to the own collector are left out.
 */
export function apiCalls({ exclude = [] }: ApiCallOptions = {}): Capture {
  return ({ page, telemetry, endpoint, mayLookBack }) => {
    if (!('PerformanceObserver' in page.window)) return () => {}
    const excluded = [...exclude, endpoint]
    const observer = new PerformanceObserver((list) => {
      for (const { duration, initiatorType, name, responseStatus } of list.getEntries() as PerformanceResourceTiming[]) {
        if (!API_INITIATORS.test(initiatorType) || excluded.some((start) => name.startsWith(start))) continue
        // WebKit does not know the status: no status, because 0 would be a failure.
        telemetry.trackApiCall(name, duration, responseStatus)
      }
    })
    observer.observe({ type: 'resource', buffered: mayLookBack })
    return () => observer.disconnect()
  }
}

/**
 * Wraps a `fetch` so that every call is recorded with method, status and time. Arguments, result and errors pass through untouched.
 *
 * @example
 * ```ts
 * const api = withTelemetry(fetch, telemetry)
 * const response = await api('/api/user')
 * ```
 */
export function withTelemetry(fetch: typeof globalThis.fetch, telemetry: Pick<Telemetry, 'trackApiCall'>): typeof globalThis.fetch {
  return (input, init) => {
    const startedAt = performance.now()
    const record = (status: number) => attempt(() => {
      const isRequest = typeof Request !== 'undefined' && input instanceof Request
      const method = init?.method ?? (isRequest ? input.method : 'GET')
      const address = isRequest ? input.url : String(input)
      // What is relative to the page is told in full, where there is a page.
      const full = address[0] === '/' ? address : (attempt(() => new URL(address, document.baseURI).href) ?? address)
      telemetry.trackApiCall(full, performance.now() - startedAt, status, { method: method.toUpperCase() })
    })
    const response = fetch(input, init)
    // A branch of its own: what the caller gets is the very promise that fetch returned.
    response.then(
      ({ status }) => record(status),
      () => record(0),
    )
    return response
  }
}
