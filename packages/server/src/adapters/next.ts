import type { FetchHandler } from './fetch'

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

/**
 * Makes the route handlers of `app/api/telemetry/[[...path]]/route.ts` and `app/admin/telemetry/[[...path]]/route.ts`.
 *
 * Next.js does not tell a handler who asks. Under `next dev` its own `x-forwarded-for` is believed, so that the dashboard opens on the
 * developer's machine; in production a token or `authorize` is needed anyway.
 *
 * @example
 * ```ts
 * export const { GET, POST, DELETE, OPTIONS } = createRouteHandlers(telemetry)
 * ```
 */
export function createRouteHandlers(telemetry: { readonly fetch: FetchHandler }): RouteHandlers {
  const handle: RouteHandler = (request) => (process.env.NODE_ENV === 'development' ? telemetry.fetch(...withPeer(request)) : telemetry.fetch(request))
  return { GET: handle, POST: handle, DELETE: handle, OPTIONS: handle, HEAD: handle }
}

function withPeer(request: Request): [request: Request, context?: { readonly remoteAddress: string }] {
  const peer = request.headers.get('x-forwarded-for')
  if (peer === null || peer.includes(',')) return [request]
  const headers = new Headers(request.headers)
  headers.delete('x-forwarded-for')
  // Part by part: what Next.js hands out is a proxy, and a Request cannot be made of one.
  const { url, method, body, signal } = request
  return [new Request(url, { method, headers, body, signal, duplex: 'half' } as RequestInit), { remoteAddress: peer }]
}
