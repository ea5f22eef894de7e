import type { AppParts } from './parts'
import type { IncomingRequest } from '../http/exchange'
import { isForwarded } from '../http/local-request'

/** Bytes of JSON that are as much work as a request. Our client sends less at once, unless a page is very busy. */
const bytesOfRequest = 16 * 1024

/** Counts a request for its source; refuses with 429 beyond the limit. If a proxy is the source of all requests, this is logged once. */
export function countRequest(request: IncomingRequest, parts: AppParts): Promise<void> | null {
  const { limiter, sourceOf } = parts
  return limiter === null ? null : limiter.take(sourceOf(request)).catch((refusal: unknown) => refuse(refusal, request, parts))
}

/** Counts a large body as several requests: a megabyte of events keeps the server busy for longer than a hundred small requests, and gzip makes 5 kB of it. */
export function countBody(request: IncomingRequest, parts: AppParts, bytes: number): Promise<void> | null {
  const { limiter, sourceOf } = parts
  if (limiter === null || bytes < bytesOfRequest) return null
  return limiter.takeMore(sourceOf(request), Math.floor(bytes / bytesOfRequest)).catch((refusal: unknown) => refuse(refusal, request, parts))
}

function refuse(refusal: unknown, request: IncomingRequest, { options, hints }: AppParts): never {
  if (options.trustedProxies === 0 && isForwarded(request)) hints.oneSource()
  throw refusal
}
