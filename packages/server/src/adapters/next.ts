import type { FetchHandler } from './fetch'
import type { ResolvedOptions } from '../options'

/** A Next.js route handler. */
export type RouteHandler = (request: Request) => Promise<Response>

/** The handlers that a `route.ts` exports. */
export interface RouteHandlers {
  readonly GET: RouteHandler
  readonly POST: RouteHandler
  readonly DELETE: RouteHandler
  readonly OPTIONS: RouteHandler
  readonly HEAD: RouteHandler
}

/** The part of a telemetry server that the handlers need. */
export interface RouteTelemetry {
  readonly fetch: FetchHandler
  /** The server's paths. Without them, URLs are used as Next.js passes them. */
  readonly options?: Pick<ResolvedOptions, 'basePath' | 'apiPath' | 'dashboardPath'> | undefined
}

/**
 * Creates the route handlers for `app/api/telemetry/[[...path]]/route.ts` and `app/admin/telemetry/[[...path]]/route.ts`.
 *
 * Next.js does not pass the client's address to a handler. Under `next dev` its own `x-forwarded-for` is trusted, so that the dashboard opens on the
 * developer's machine; in production a token or `authorize` is needed anyway. Next.js also removes its `basePath` from the URL: set the same
 * `basePath` (`TELEMETRY_BASE_PATH`) on the server, and the handlers restore it.
 *
 * @example
 * ```ts
 * export const { GET, POST, DELETE, OPTIONS } = createRouteHandlers(telemetry)
 * ```
 */
export function createRouteHandlers(telemetry: RouteTelemetry): RouteHandlers {
  const handle: RouteHandler = (request) => {
    const peer = process.env.NODE_ENV === 'development' ? readPeer(request) : null
    const url = readWholeUrl(request.url, telemetry.options)
    if (peer === null) return telemetry.fetch(url === request.url ? request : copyRequest(request, url))
    const copy = copyRequest(request, url)
    copy.headers.delete('x-forwarded-for')
    return telemetry.fetch(copy, { remoteAddress: peer })
  }
  return { GET: handle, POST: handle, DELETE: handle, OPTIONS: handle, HEAD: handle }
}

function readPeer(request: Request): string | null {
  const peer = request.headers.get('x-forwarded-for')
  return peer === null || peer.includes(',') ? null : peer
}

/** The URL as the browser requested it. If the route file is in a folder named like the prefix, the URL is complete already. */
function readWholeUrl(address: string, paths: RouteTelemetry['options']): string {
  if (paths === undefined || paths.basePath === '') return address
  const url = new URL(address)
  const isWhole = [paths.apiPath, paths.dashboardPath].some((path) => url.pathname.startsWith(paths.basePath + path))
  if (isWhole) return address
  url.pathname = paths.basePath + url.pathname
  return url.href
}

// Copied part by part: Next.js passes a proxy, and a Request cannot be constructed from one.
function copyRequest({ method, headers, body, signal }: Request, url: string): Request {
  return new Request(url, { method, headers: new Headers(headers), body, signal, duplex: 'half' } as RequestInit)
}
