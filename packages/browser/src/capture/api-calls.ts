import type { Capture } from './capture'
import type { Telemetry } from '../telemetry-interface'
import { attempt } from '../attempt'

/** What {@link apiCalls} takes. */
export interface ApiCallOptions {
  /** Calls that are not recorded when their whole address, with its host, begins with one of these, for example `['https://cdn.example/']`. */
  readonly exclude?: readonly string[] | undefined
}

const API_INITIATORS = /^(fetch|xml)/
/** How the address of what this client sends ends, and the mark of what the App Router of Next.js fetches of pages: one for each link in view. */
const OWN_CALL = /v=1&st=\d{13}(&enc=gzip)?$|_rsc=/

/**
 * Records the time and the status of every `fetch` and `XMLHttpRequest`, as the browser itself has measured them: nothing is patched.
 *
 * The method is not known this way (in Safari the status neither, nor whether another origin that tells no status has answered), and a call whose body nobody reads is reported late or never; {@link withTelemetry} knows both. Calls to the own collector are left out,
 * what other clients of this package on the page send, and the pages that the App Router of Next.js fetches.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [apiCalls({ exclude: ['https://cdn.example/'] })] })
 * ```
 */
export function apiCalls({ exclude = [] }: ApiCallOptions = {}): Capture {
  // Kept from one client to the next, because the same capture may serve several on a page, as behind a provider that is mounted anew.
  let told = 0
  return ({ telemetry, endpoint, mayLookBack }) => {
    const excluded = [endpoint, ...exclude]
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceResourceTiming & { responseStatus?: number })[]) {
        // By its mark, too: another client that records calls would answer each of ours with one of its own, for ever.
        if (!API_INITIATORS.test(entry.initiatorType) || OWN_CALL.test(entry.name) || entry.responseEnd < told || excluded.some((start) => entry.name.startsWith(start))) continue
        // 0 of another origin says nothing: an answer to a `no-cors` call, as analytics make them, looks like none.
        telemetry.trackApiCall(entry.name, entry.duration, entry.name.startsWith(location.origin) || entry.responseStatus ? entry.responseStatus : undefined)
      }
    })
    observer.observe({ type: 'resource', buffered: mayLookBack })
    return () => {
      told = performance.now()
      observer.disconnect()
    }
  }
}

/**
 * Wraps a `fetch` so that every call is recorded with method, status and time, but for those that the app breaks off. Arguments, result and errors pass through untouched.
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
    const record = (status: number | undefined) => attempt(() => {
      // A text and a URL have neither.
      const { url: address = String(input), method = 'GET' } = input as Partial<Request>
      // What is relative to the page is told in full, where there is a page.
      const full = address[0] === '/' ? address : (attempt(() => new URL(address, document.baseURI).href) ?? address)
      telemetry.trackApiCall(full, performance.now() - startedAt, status, { method: (init?.method ?? method).toUpperCase() })
    })
    const response = fetch(input, init)
    // A branch of its own: what the caller gets is the very promise that fetch returned.
    response.then(
      // An opaque answer says 0, but there was one.
      ({ status }) => record(status || undefined),
      // What the app itself has broken off is no failure, and no time to compare.
      (error?: Partial<Error>) => error?.name === 'AbortError' || record(0),
    )
    return response
  }
}
