import type { Telemetry } from '@parel/telemetry-browser'
import { nameQuery } from './name-query'

type Key = readonly unknown[] | undefined

interface CacheEvent {
  readonly type: string
  readonly action?: { readonly type: string; readonly error?: unknown; readonly manual?: boolean | undefined }
}

/** The part of a TanStack Query 5 `QueryClient` that is needed here. */
export interface QueryClientLike {
  getQueryCache(): { subscribe(listener: (event: CacheEvent & { readonly query: { readonly queryKey: readonly unknown[] } }) => void): () => void }
  getMutationCache(): {
    subscribe(listener: (event: CacheEvent & { readonly mutation?: { readonly options: { readonly mutationKey?: Key } } | undefined }) => void): () => void
  }
}

/**
 * Records duration and outcome of queries, and of mutations that have a key. Only what names the query is used: `['users', 42]` is recorded as
 * `/query/users`, a path as itself, cleaned, and a tRPC procedure as `/trpc/post.byId`.
 *
 * @returns A function that stops recording.
 * @example
 * ```ts
 * const queryClient = new QueryClient()
 * trackQueries(queryClient, telemetry)
 * ```
 */
export function trackQueries(queryClient: QueryClientLike, client: Telemetry): () => void {
  const startedAt = new WeakMap<object, number>()
  const follow = (subject: object, readEndpoint: () => string | undefined, action: CacheEvent['action']) => {
    if (!action) return
    // 'continue': it was waiting for the network until now.
    if (/^(?:fetch|pending|continue)$/.test(action.type)) return startedAt.set(subject, performance.now())
    const start = startedAt.get(subject)
    // A success without a start, or a manual one, is data that somebody set.
    if (start === undefined || action.manual || (action.type !== 'success' && action.type !== 'error')) return
    startedAt.delete(subject)
    const status = action.type === 'success' ? 200 : readStatus(action.error)
    const endpoint = readEndpoint()
    if (endpoint !== undefined && status !== null) client.trackApiCall(endpoint, performance.now() - start, status)
  }
  const stops = [
    queryClient.getQueryCache().subscribe(({ query, action }) => void follow(query, () => nameQuery(query.queryKey), action)),
    queryClient.getMutationCache().subscribe(({ mutation, action }) => {
      if (mutation) follow(mutation, () => nameQuery(mutation.options.mutationKey, true), action)
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** The status that an error contains, 0 without one, null for a query that was only cancelled. */
function readStatus(error: unknown): number | null {
  const { name, message, status, response, data } = (error ?? {}) as { name?: unknown; message?: unknown; status?: unknown; response?: { status?: unknown }; data?: { httpStatus?: unknown } | null }
  if (name === 'AbortError' || message === 'CancelledError') return null
  // tRPC has it among its data.
  const found = status ?? response?.status ?? data?.httpStatus
  return typeof found === 'number' && found >= 100 && found <= 599 ? found : 0
}
