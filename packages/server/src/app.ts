import { findMeant } from './config/refuse-unknown-name'
import type { Exchange, Route } from './routes/route'
import type { IncomingRequest, Reply, ReplyHeaders } from './http/exchange'
import { HttpError } from './http/http-error'
import { corsHeaders } from './http/origin'
import { quote } from './http/quote'
import { errorReply, noHeaders } from './http/replies'
import type { AppParts } from './routes/parts'
import { InvalidQueryError } from './reports/invalid-query-error'
import { apiRoutes, dashboardRoutes } from './routes/routes'
import { describeFailure, StoreBusyError, StoreFullError, StoreUnavailableError } from './store/store'

/** The front door. */
export interface App {
  /** A request in, an answer out, always. */
  answer(request: IncomingRequest): Promise<Reply>
  /** Says whether an address belongs to the API or the dashboard, so that a host can pass everything else on. */
  covers(request: Pick<IncomingRequest, 'path' | 'mountPath'>): boolean
}

/** Creates the front door over its parts. Nothing behind it catches, so every refusal is worded here. */
export function createApp(parts: AppParts): App {
  const areasOf = createAreas(parts)
  return {
    async answer(request) {
      const areas = areasOf(request.mountPath)
      try {
        refuseUnknownHost(request, parts)
        const { route, exchange } = findRoute(request, { parts, areas })
        return await route(exchange)
      } catch (error) {
        return refusal(error, { parts, cors: isRecording(request, areas) ? corsHeaders(request, parts.options.allowedOrigins) : noHeaders })
      }
    },
    covers: ({ path, mountPath }) => areasOf(mountPath).some(({ base }) => path === base || path.startsWith(`${base}/`)),
  }
}

function refuseUnknownHost(request: IncomingRequest, { options }: AppParts): void {
  const host = request.header('host')?.toLowerCase() ?? ''
  if (options.allowedHosts === null || options.allowedHosts.has(host)) return
  throw new HttpError(421, 'unknown_host', `This server does not answer under the name ${quote(host)}. Add it to allowedHosts if it should.`)
}

interface Area {
  readonly prefix: string
  readonly base: string
  readonly routes: ReadonlyMap<string, ReadonlyMap<string, Route>>
}

/** The addresses that a request may mean: those of the settings, and those below the place where the host mounted the handler. */
function createAreas({ options }: AppParts): (mountPath: string) => readonly Area[] {
  const { basePath, apiPath, dashboardPath } = options
  const areasAt = (prefix: string): readonly Area[] => [
    { prefix, base: prefix + apiPath, routes: apiRoutes },
    { prefix, base: prefix + dashboardPath, routes: dashboardRoutes },
  ]
  const own = areasAt(basePath)
  return (mountPath) => (mountPath === '' || mountPath === basePath ? own : [...own, ...areasAt(mountPath)])
}

interface FoundRoute {
  readonly route: Route
  readonly exchange: Exchange
}

function findRoute(request: IncomingRequest, { parts, areas }: { readonly parts: AppParts; readonly areas: readonly Area[] }): FoundRoute {
  for (const area of areas) {
    const found = match(request, area)
    if (found !== null) return { route: found.route, exchange: { request, parts, parameter: found.parameter, prefix: area.prefix } }
  }
  const isPrefixed = areas.some(({ base }) => request.path.indexOf(base) > 0)
  throw new HttpError(404, 'not_found', `There is nothing at this address.${isPrefixed ? ' If telemetry is mounted below a path, set basePath (TELEMETRY_BASE_PATH) to it.' : ''}`)
}

function match(request: IncomingRequest, { base, routes }: Area): { readonly route: Route; readonly parameter: string } | null {
  if (!request.path.startsWith(base)) return null
  // Next.js adds a slash to everything where it is told to.
  const end = request.path.endsWith('/') ? -1 : undefined
  const rest = request.path.slice(base.length, end)
  const exact = routes.get(rest)
  if (exact !== undefined) return { route: byMethod(exact, request.method), parameter: '' }
  const [, folder, parameter] = /^(\/[\w-]{1,40}\/)([\w.-]{1,120})$/.exec(rest) ?? []
  const below = folder === undefined ? undefined : routes.get(`${folder}*`)
  return below === undefined || parameter === undefined ? null : { route: byMethod(below, request.method), parameter }
}

function byMethod(methods: ReadonlyMap<string, Route>, method: string): Route {
  const route = methods.get(method) ?? (method === 'HEAD' ? methods.get('GET') : undefined)
  if (route !== undefined) return route
  const allow = allowedOf(methods)
  throw new HttpError(405, 'method_not_allowed', `This address does not support ${quote(method)}. It supports ${allow}.`, { allow })
}

/** Where GET is allowed, HEAD is. */
function allowedOf(methods: ReadonlyMap<string, Route>): string {
  return [...methods.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
}

interface RefusalParts {
  readonly parts: AppParts
  readonly cors: ReplyHeaders
}

function refusal(error: unknown, { parts: { options }, cors }: RefusalParts): Reply {
  const { status, code, message, headers } = asHttpError(error)
  if (status >= 500) options.logger.error('request failed', { status, code, ...describeFailure(error instanceof HttpError ? (error.cause ?? error) : error), ...(error instanceof HttpError && { reason: error.message }) })
  return errorReply(status, { code, message }, { ...cors, ...headers })
}

function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (error instanceof InvalidQueryError) return new HttpError(400, 'invalid_query', error.message + suggest(error))
  if (error instanceof StoreBusyError) {
    return new HttpError(503, 'store_busy', 'The store is busy. Try again later.', { 'retry-after': seconds(error.retryAfterMs) })
  }
  if (error instanceof StoreFullError) return new HttpError(507, 'store_full', 'The store is full.', { 'retry-after': '60' })
  if (error instanceof StoreUnavailableError) {
    return new HttpError(503, 'store_unavailable', error.publicReason ?? 'The store cannot be used at the moment. The log of the server says why.', { 'retry-after': seconds(error.retryAfterMs) })
  }
  return new HttpError(500, 'internal', 'Something went wrong on the server.')
}

function suggest({ typed }: InvalidQueryError): string {
  const meant = typed && findMeant(typed.name, typed.known)
  return meant === undefined ? '' : ` Did you mean "${meant}"?`
}

function seconds(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / 1000)))
}

// Only recording is for other origins; what is below its address, such as settings, has no CORS at all. A page may see that its address is wrong.
function isRecording({ method, path }: IncomingRequest, areas: readonly Area[]): boolean {
  return (method === 'POST' || method === 'OPTIONS') && !areas.some(({ base, routes }) => routes === apiRoutes && path.startsWith(`${base}/`) && path !== `${base}/`)
}
