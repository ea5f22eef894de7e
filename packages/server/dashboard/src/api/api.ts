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

/** Why a request gave no answer. `status` is 0, and `code` empty, when the server could not be reached. */
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
      body: JSON.stringify(body),
      signal: signal ?? null,
    })
    const answer: unknown = await response.json().catch(() => null)
    return response.ok && answer ? { ok: true, value: answer as T } : { ok: false, problem: readProblem(response, answer) }
  } catch {
    // An aborted request ends here too; its caller has already moved on.
    return { ok: false, problem: { status: 0, code: '', message: 'The server cannot be reached.', retryAfterSeconds: null } }
  }
}

// Telemetry answers in JSON and says why it refuses: whatever else comes is of what stands in front of it.
function readProblem({ status, headers }: Response, answer: unknown): ApiProblem {
  const error = (answer as { error?: Pick<ApiProblem, 'code' | 'message'> } | null)?.error
  // Of another program the two may be anything.
  const told = typeof error?.code === 'string' && typeof error.message === 'string'
  return {
    ...(told ? error : { code: 'unexpected', message: `A proxy, a login or the app answered ${status}, not telemetry.` }),
    status,
    retryAfterSeconds: Number(headers.get('retry-after')) || null,
  }
}
