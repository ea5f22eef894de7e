import { attempt } from './attempt'
import type { Segment } from './segments'

/** What came of one request. */
export interface Answer {
  /** Status of the answer; 0 when there was none. */
  readonly status: number
  /** The server says, in our words, that it has stored the events. */
  readonly acknowledged: boolean
  /** Milliseconds the server asks to wait; 0 when it does not. */
  readonly waitMs: number
  readonly elapsedMs: number
}

/** How bytes leave the page. */
export interface Transport {
  send(segment: Segment, how: { keepalive: boolean; timeoutMs: number }): Promise<Answer>
  /** Hands a body to the browser for the moment after this page; the result takes it back. Null when it was refused. */
  later(body: Segment['body']): (() => void) | null
  /** The weakest way out; false when it was refused. */
  beacon(segment: Segment): boolean
  /** Breaks off every request that is under way. */
  abort(): void
}

export interface TransportOptions {
  readonly endpoint: string
  readonly fetch: typeof globalThis.fetch
  readonly now: () => number
  /** Where to look for `fetchLater` and `sendBeacon`; undefined outside of a page. */
  readonly window?: (Window & typeof globalThis) | undefined
}

type FetchLater = (url: string, init: RequestInit) => unknown

/** Never a cookie, never a referrer, never a preflight. */
const INIT = {
  method: 'POST',
  headers: { 'Content-Type': 'text/plain' },
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
  priority: 'low',
} as const satisfies RequestInit

const NO_ANSWER = { status: 0, acknowledged: false, waitMs: 0 }

export function createTransport({ endpoint, fetch, now, window }: TransportOptions): Transport {
  const address = (body: Segment['body']) =>
    `${endpoint}${endpoint.includes('?') ? '&' : '?'}v=1&st=${now()}${typeof body === 'string' ? '' : '&enc=gzip'}`
  const request = (body: Segment['body'], signal: AbortSignal) => ({ ...INIT, body, signal })
  const flights = new Set<AbortController>()
  return {
    async send({ body }, { keepalive, timeoutMs }) {
      const startedAt = now()
      const flight = new AbortController()
      const timer = timeoutMs ? setTimeout(() => flight.abort(), timeoutMs) : undefined
      let answer = NO_ANSWER
      flights.add(flight)
      try {
        answer = await readAnswer(await fetch(address(body), { ...request(body, flight.signal), keepalive }), now())
      } catch {
        // Nobody there, broken off, or words that are not ours.
      }
      clearTimeout(timer)
      flights.delete(flight)
      return { ...answer, elapsedMs: now() - startedAt }
    },
    later: (body) =>
      // Not there, or over its quota: the next way out is tried.
      attempt(() => {
        const taken = new AbortController()
        ;(window as unknown as { fetchLater: FetchLater }).fetchLater(address(body), request(body, taken.signal))
        return () => taken.abort()
      }) ?? null,
    beacon: ({ body }) => attempt(() => window?.navigator.sendBeacon(address(body), new Blob([body], { type: 'text/plain' }))) ?? false,
    abort: () => flights.forEach((flight) => flight.abort()),
  }
}

/** A captive portal answers 200 as well: only our own words count as a receipt. */
async function readAnswer(response: Response, now: number): Promise<typeof NO_ANSWER> {
  const { status, headers } = response
  let waitMs = readRetryAfter(headers.get('Retry-After'), now)
  let acknowledged = status === 204
  if (status === 200) {
    const answer = (await response.json()) as { success?: unknown; pauseMs?: unknown } | null
    acknowledged = answer?.success === true
    if (typeof answer?.pauseMs === 'number') waitMs = answer.pauseMs
  }
  return { status, acknowledged, waitMs }
}

/** Seconds or an HTTP date; between one second and one hour, or 0 for neither. */
function readRetryAfter(value: string | null, now: number): number {
  return Math.min(Math.max(Number(value) * 1000 || Date.parse(value ?? '') - now, 1000), 3_600_000) || 0
}
