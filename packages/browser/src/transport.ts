import { attempt } from './attempt'
import * as limits from './delivery-limits'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import type { Segment } from './segment'

/** What came of one request. */
export interface Answer {
  /** Status of the answer; {@link STORED} when the server says in our words, or with this very status, that it has stored the events; 0 when there was none. */
  status_: number
  /** Milliseconds the server asks to wait; 0 when it does not. */
  waitMs_: number
  elapsed_: number
}

/** What is sent, and the way to take it back. */
export type Parcel = Pick<Segment, 'body_' | 'packed_' | 'abort_'>

/** How bytes leave the page. */
export interface Transport {
  send_(segment: Segment, keepalive: boolean): Promise<Answer>
  /** Hands a body to the browser for the moment after this page; `abort_` then takes it back. Not true when it was refused. */
  later_(parcel: Parcel): unknown
  /** The weakest way out; not true when it was refused. */
  beacon_(parcel: Parcel): boolean | undefined
}

export interface TransportOptions extends Pick<Environment, 'fetch_' | 'now_'> {
  /** Absolute, as far as the `?` or `&` behind it. */
  readonly endpoint_: string
  readonly options_: Pick<TelemetryOptions, 'requestTimeoutMs'>
}

declare const fetchLater: (url: string, init: RequestInit) => unknown

/** No content: nothing more to say. */
export const STORED = 204
const CONTENT_TYPE = 'text/plain'

export function createTransport({ now_, endpoint_: endpoint, options_: { requestTimeoutMs = 10_000 }, fetch_ }: TransportOptions): Transport {
  const address = ({ packed_ }: Parcel) => `${endpoint}v=1&st=${now_()}${packed_ ? '&enc=gzip' : ''}`
  return {
    async send_(segment, keepalive) {
      const answer = { status_: 0, waitMs_: 0, elapsed_: now_() }
      let timer
      try {
        const request = init(segment, keepalive)
        // Browsers take a longer time than 24.8 days, such as `Infinity`, for none at all.
        timer = requestTimeoutMs && setTimeout(segment.abort_ as () => void, Math.min(requestTimeoutMs, limits.HOUR_MS))
        const response = await fetch_(address(segment), request)
        answer.status_ = response.status
        answer.waitMs_ = readRetryAfter(response.headers.get('Retry-After'), now_())
        // A captive portal answers 200 as well: only our own words count as a receipt.
        if (response.status === 200) {
          const { pauseMs, success } = (await response.json()) as { success?: unknown; pauseMs?: unknown }
          if (success === true) answer.status_ = STORED
          answer.waitMs_ = Number(pauseMs) || answer.waitMs_
        }
      } catch {
        // Nobody there, broken off, or words that are not ours.
      }
      clearTimeout(timer)
      answer.elapsed_ = now_() - answer.elapsed_
      return answer
    },
    beacon_: (parcel) => attempt(() => navigator.sendBeacon(address(parcel), new Blob([parcel.packed_ ?? parcel.body_], { type: CONTENT_TYPE }))),
    // Not there, or over its quota: the next way out is tried.
    later_: (parcel) =>
      attempt(() => fetchLater(address(parcel), init(parcel))),
  }
}

/** Never a cookie, never a referrer, never a preflight. */
function init(parcel: Parcel, keepalive = false): RequestInit {
  const controller = new AbortController()
  // What was handed over before is sent now, or handed over anew.
  parcel.abort_?.()
  parcel.abort_ = () => controller.abort()
  return {
    method: 'POST',
    body: parcel.packed_ ?? parcel.body_,
    // Known everywhere, unlike `error`, which Cloudflare's runtime refuses: what is not followed is no receipt.
    redirect: 'manual',
    signal: controller.signal,
    headers: { 'Content-Type': CONTENT_TYPE },
    // Cloudflare's runtime has no cookies and no cache of a browser, and throws at such words.
    ...('credentials' in Request.prototype && { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', priority: 'low', keepalive }),
  }
}

/** Seconds or an HTTP date; between one second and one hour, or 0 for neither. */
function readRetryAfter(value: string | null, now: number): number {
  return Math.min(Math.max(Number(value) * 1000 || Date.parse(value ?? '') - now, 1000), 3_600_000) || 0
}
