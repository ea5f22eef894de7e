import type { DataHealth, PrivacyInventory, Report } from '@parel/telemetry-core'

/** Who the viewer is, and how one signs in here. */
export interface SessionInfo {
  readonly role: 'admin' | 'share' | null
  readonly login: 'token' | 'host' | 'open'
}

/** One share link, without its secret. */
export interface Share {
  readonly id: string
  readonly label: string
  readonly createdAt: string
  /** Null for a link without an end. */
  readonly expiresAt: string | null
}

/** Why a request gave no answer. `status` is 0 when the server could not be reached. */
export interface ApiProblem {
  readonly status: number
  readonly code: string
  readonly message: string
  /** How long the server asks to wait, in seconds. */
  readonly retryAfterSeconds: number | null
}

/** An answer or the reason why there is none. Never an exception. */
export type ApiResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ApiProblem }

/** The HTTP API of docs/http-api.md, as far as the page uses it. */
export interface Api {
  readonly endpoint: string
  readSession(): Promise<ApiResult<SessionInfo>>
  signIn(token: string): Promise<ApiResult<unknown>>
  signOut(): Promise<ApiResult<unknown>>
  /** Asks before anybody listens; the first {@link Api.readReport} of the same query gets the answer. */
  askEarly(query: string): void
  readReport(query: string, signal: AbortSignal): Promise<ApiResult<Report>>
  readHealth(signal?: AbortSignal): Promise<ApiResult<DataHealth>>
  readPrivacy(signal?: AbortSignal): Promise<ApiResult<PrivacyInventory>>
  sendTestEvent(): Promise<ApiResult<unknown>>
  readShares(): Promise<ApiResult<{ readonly shares: readonly Share[] }>>
  createShare(label: string, days: number): Promise<ApiResult<{ readonly id: string; readonly url: string; readonly expiresAt: string }>>
  revokeShare(id: string): Promise<ApiResult<unknown>>
  openLive(): EventSource
}

/**
 * Speaks to the API at `endpoint`, with the cookie of the viewer.
 *
 * @param endpoint - Absolute path of the API, e.g. `/api/telemetry`.
 */
export function createApi(endpoint: string): Api {
  const call = <T>(method: string, path: string, body?: unknown, signal?: AbortSignal) => request<T>(`${endpoint}${path}`, method, { body, signal })
  let early: { readonly query: string; readonly answer: Promise<ApiResult<Report>> } | undefined
  return {
    endpoint,
    readSession: () => call('GET', '/session'),
    signIn: (token) => call('POST', '/session', { token }),
    signOut: () => call('DELETE', '/session'),
    askEarly: (query) => void (early = { query, answer: call<Report>('GET', `?${query}`) }),
    readReport(query, signal) {
      const answer = early?.query === query ? early.answer : call<Report>('GET', `?${query}`, undefined, signal)
      early = undefined
      return answer
    },
    readHealth: (signal) => call('GET', '/data-health', undefined, signal),
    readPrivacy: (signal) => call('GET', '/privacy', undefined, signal),
    sendTestEvent: () => call('POST', '/test-event'),
    readShares: () => call('GET', '/shares'),
    createShare: (label, days) => call('POST', '/shares', { label, days }),
    revokeShare: (id) => call('DELETE', `/shares/${encodeURIComponent(id)}`),
    openLive: () => new EventSource(`${endpoint}/live`),
  }
}

interface RequestParts {
  readonly body: unknown
  readonly signal: AbortSignal | undefined
}

async function request<T>(address: string, method: string, { body, signal }: RequestParts): Promise<ApiResult<T>> {
  try {
    const response = await fetch(address, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
    if (!response.ok) return { ok: false, problem: await readProblem(response) }
    return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T }
  } catch {
    // An aborted request ends here too; its caller has already moved on.
    return { ok: false, problem: { status: 0, code: 'unreachable', message: 'The server cannot be reached.', retryAfterSeconds: null } }
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const error = isErrorBody(body) ? body.error : { code: 'unexpected', message: `The server answered ${response.status}.` }
  const retryAfter = Number(response.headers.get('retry-after'))
  return { status: response.status, ...error, retryAfterSeconds: retryAfter > 0 ? retryAfter : null }
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string } } {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error
  return typeof error?.code === 'string' && typeof error.message === 'string'
}
