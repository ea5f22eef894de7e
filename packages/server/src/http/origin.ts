import type { DeveloperHints } from './developer-hints'
import { HttpError } from './http-error'
import type { IncomingRequest, ReplyHeaders } from './exchange'
import { noHeaders } from './replies'

/** Other origins that may send events; `['*']` allows all. Null: there is no list, so no origin is refused and none gets CORS headers. */
export type AllowedOrigins = ReadonlySet<string> | null

/** Says whether a request comes from a page of this very server. A browser sets both headers; a page cannot. */
function isSameOrigin(request: IncomingRequest): boolean {
  const site = request.header('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.header('origin')
  return origin !== null && namesOf(origin).some((name) => askedNames(request).includes(name))
}

/**
 * The names under which a page may have asked. Apache and others put the server's own name into Host and tell here which one it was. A page of another site
 * cannot write that header: the browser would ask first, and it is not among those that may be sent.
 */
function askedNames(request: IncomingRequest): readonly string[] {
  return ['host', 'x-forwarded-host'].flatMap((name) => (request.header(name) ?? '').toLowerCase().slice(0, 1024).split(',')).map((name) => name.trim())
}

/** The hosts that a page of an origin may have asked: some proxies name the port that its address leaves out. */
function namesOf(origin: string): readonly string[] {
  // The server's own scheme is no part of it: behind a proxy that ends TLS the server sees http and the page says https.
  const [, secure, host] = /^http(s?):\/\/([^/]{1,255})$/.exec(origin.toLowerCase()) ?? []
  return host === undefined ? [] : [host, `${host}:${secure === '' ? 80 : 443}`]
}

/** What a request is measured by. */
interface OriginRules {
  readonly allowed: AllowedOrigins
  readonly hints: Pick<DeveloperHints, 'refusedOrigin'>
}

/** Refuses a recording request that comes from a page outside the list. */
export function refuseForeignOrigin(request: IncomingRequest, { allowed, hints }: OriginRules): void {
  if (allowed === null || allowed.has('*') || isSameOrigin(request)) return
  const origin = request.header('origin')
  if (origin === null || !allowed.has(origin.toLowerCase())) throw originDenied(request, { allowed, hints })
}

/** The refusal of an origin that is not listed. The log tells it too. */
export function originDenied(request: IncomingRequest, { allowed, hints }: OriginRules): HttpError {
  const origin = request.header('origin')
  if (origin === null && allowed === null) return new HttpError(403, 'origin_denied', 'This request names no origin, so it is no preflight. Send the header Origin, or use POST.')
  hints.refusedOrigin(origin)
  return new HttpError(403, 'origin_denied', explainDenial(origin))
}

function explainDenial(origin: string | null): string {
  if (origin === null) return 'This request names no origin, and allowedOrigins (TELEMETRY_ALLOWED_ORIGINS) is set. Send one of the listed origins in the header Origin.'
  if (origin === 'null') return 'A sandboxed frame or a local file may not send events: its origin is "null", which cannot be listed. Only allowedOrigins (TELEMETRY_ALLOWED_ORIGINS) with "*" lets it send, and with it every page.'
  return 'This origin may not send events. Add it to allowedOrigins (TELEMETRY_ALLOWED_ORIGINS).'
}

// Without this a page cannot see when it may come again.
const exposedHeaders: ReplyHeaders = { 'access-control-expose-headers': 'Retry-After' }

/** The CORS headers of a recording answer: only for an origin of the list, and never with credentials. */
export function corsHeaders(request: IncomingRequest, allowed: AllowedOrigins): ReplyHeaders {
  if (allowed === null) return noHeaders
  const origin = request.header('origin')
  if (origin === null) return noHeaders
  if (allowed.has('*')) return { 'access-control-allow-origin': '*', ...exposedHeaders }
  return allowed.has(origin.toLowerCase()) ? { 'access-control-allow-origin': origin, ...exposedHeaders } : noHeaders
}

/** Refuses a changing request of an admin that another site could have made the browser send. */
export function refuseCrossSite(request: IncomingRequest): void {
  if (!isSameOrigin(request)) throw new HttpError(403, 'cross_site', `This request must come from the dashboard itself${hintOfNames(request)}.`)
}

/** A browser without `Sec-Fetch-Site`, which is every one on a page of plain http, is judged by names, and a proxy may have changed one. */
function hintOfNames(request: IncomingRequest): string {
  const origin = request.header('origin')
  if (request.header('sec-fetch-site') !== null || origin === null) return ''
  const [page, host] = [origin, request.header('host') ?? 'nothing'].map((name) => name.slice(0, 100))
  return `: its page is at ${page}, and Host says ${host}. A proxy has to pass the name on with its port (nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On)`
}
