import type { AppParts } from './parts'
import type { IncomingRequest } from '../http/exchange'
import { isForwarded } from '../http/local-request'

/** Counts a request for its source; refuses with 429 beyond the limit. If a proxy is the source of all requests, this is logged once. */
export function countRequest(request: IncomingRequest, { limiter, sourceOf, options, hints }: AppParts): Promise<void> | null {
  if (limiter === null) return null
  return limiter.take(sourceOf(request)).catch((refusal: unknown) => {
    if (options.trustedProxies === 0 && isForwarded(request)) hints.oneSource()
    throw refusal
  })
}
