import type { Capture } from './capture'
import type { Telemetry } from '../telemetry-interface'
import { attempt } from '../attempt'
import { checkUrls } from '../check-options'

/** Options of {@link apiCalls}. */
export interface ApiCallOptions {
  /** Calls to URLs that start with one of these, host included, are not recorded, for example `['https://cdn.example/']`. */
  readonly exclude?: readonly string[] | undefined
}

/** `xmlhttprequest` and `fetch`. */
const API_INITIATORS = /^x|ch$/
/** How the URLs that this client sends to end, and the marker of the pages that the Next.js App Router prefetches, one for each visible link. */
const OWN_CALL = /v=1&st=\d{13}(&enc=gzip)?$|_rsc=/

/**
 * Records duration and status of every `fetch` and `XMLHttpRequest`, as measured by the browser: nothing is patched.
 *
 * The method is not known this way. In Safari neither is the status, nor whether another origin that reveals no status responded. A call whose body nobody reads is reported late or never. {@link withTelemetry} knows all of these. Not recorded: calls to the client's own collector,
 * calls of other clients of this package on the page, and the pages that the Next.js App Router prefetches.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [apiCalls({ exclude: ['https://cdn.example/'] })] })
 * ```
 */
export function apiCalls({ exclude = [] }: ApiCallOptions = {}): Capture {
  checkUrls(exclude)
  // Kept between clients, because the same capture may serve several on one page, for example under a provider that is remounted.
  let told = 0
  return ({ endpoint, mayLookBack, telemetry }) => {
    const excluded = [endpoint, ...exclude]
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceResourceTiming & { responseStatus?: number })[]) {
        // Also by its marker: two clients that record calls would otherwise record each other's requests forever.
        if (!API_INITIATORS.test(entry.initiatorType) || OWN_CALL.test(entry.name) || entry.responseEnd < told || excluded.some((start) => entry.name.startsWith(start))) continue
        // A 0 from another origin means nothing: a response to a `no-cors` call, as analytics scripts make them, looks like no response.
        telemetry.trackApiCall(entry.name, entry.duration, entry.name.startsWith(`${location.origin}/`) || entry.responseStatus ? entry.responseStatus : undefined)
      }
    })
    observer.observe({ buffered: mayLookBack, type: 'resource' })
    return () => {
      told = performance.now()
      observer.disconnect()
    }
  }
}

/**
 * Wraps a `fetch` so that every call is recorded with method, status and duration, except for calls that the app aborts. Arguments, result and errors are passed through unchanged.
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
    const record = (status: number | undefined, error?: Partial<Error>) => attempt(() => {
      // A string or a URL has none of them.
      const { url: address = String(input), method = 'GET', signal } = input as Partial<Request>
      // A call that the app aborted is not a failure, and its duration is not comparable. It fails with the app's own reason, if the app gave one.
      if (error?.name === 'AbortError' || (status === 0 && error?.name !== 'TimeoutError' && (init?.signal ?? signal)?.aborted)) return
      // A URL relative to the page is resolved, if there is a page.
      const full = address[0] === '/' ? address : (attempt(() => new URL(address, document.baseURI).href) ?? address)
      telemetry.trackApiCall(full, performance.now() - startedAt, status, { method: (init?.method ?? method).toUpperCase() })
    })
    const response = fetch(input, init)
    // A separate branch: the caller gets the same promise that fetch returned.
    response.then(
      // An opaque response has status 0, but it is a response.
      ({ status }) => record(status || undefined),
      (error?: Partial<Error>) => record(0, error),
    )
    return response
  }
}
