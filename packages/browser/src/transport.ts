import { attempt } from './attempt'
import * as limits from './delivery-limits'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import type { Segment } from './segment'

/** The outcome of one request. */
export interface Answer {
  /** Status of the response; {@link STORED} if the server confirms in its JSON, or with this very status, that it has stored the events; 0 if there was no response. */
  status_: number
  /** Milliseconds the server asks to wait, or 0. */
  waitMs_: number
  elapsed_: number
}

/** A body to send, and a way to cancel it. */
export type Parcel = Pick<Segment, 'body_' | 'packed_' | 'abort_'>

/** How data leaves the page. */
export interface Transport {
  send_(segment: Segment, keepalive: boolean): Promise<Answer>
  /** Hands a body to the browser, to be sent after this page has ended; `abort_` then cancels it. Falsy if it was refused. */
  later_(parcel: Parcel): unknown
  /** The weakest way to send; falsy if it was refused. */
  beacon_(parcel: Parcel): boolean | undefined
}

export interface TransportOptions extends Pick<Environment, 'fetch_' | 'now_'> {
  /** Absolute, up to and including `?` or `&`. */
  readonly endpoint_: string
  readonly options_: Pick<TelemetryOptions, 'requestTimeoutMs'>
}

declare const fetchLater: (url: string, init: RequestInit) => unknown

/** 204 No Content: no further information. */
export const STORED = 204
const CONTENT_TYPE = 'text/plain'

export function createTransport({ endpoint_: endpoint, options_: { requestTimeoutMs = 10_000 }, fetch_, now_ }: TransportOptions): Transport {
  const address = ({ packed_ }: Parcel) => `${endpoint}v=1&st=${now_()}${packed_ ? '&enc=gzip' : ''}`
  return {
    async send_(segment, keepalive) {
      const answer = { status_: 0, waitMs_: 0, elapsed_: now_() }
      let timer
      try {
        const request = init(segment, keepalive)
        // Browsers treat a delay above 24.8 days, such as `Infinity`, as zero.
        if (requestTimeoutMs > 0) timer = setTimeout(segment.abort_ as () => void, Math.min(requestTimeoutMs, limits.HOUR_MS))
        const response = await fetch_(address(segment), request)
        answer.status_ = response.status
        answer.waitMs_ = readRetryAfter(response.headers.get('Retry-After'), now_())
        // A captive portal answers 200 too: only our own JSON counts as a receipt.
        if (response.status === 200) {
          const { success, pauseMs } = (await response.json()) as { success?: unknown; pauseMs?: unknown }
          if (success === true) answer.status_ = STORED
          answer.waitMs_ = Number(pauseMs) || answer.waitMs_
        }
      } catch {
        // No response, aborted, or not our JSON.
      }
      clearTimeout(timer)
      answer.elapsed_ = now_() - answer.elapsed_
      return answer
    },
    beacon_: (parcel) => attempt(() => navigator.sendBeacon(address(parcel), new Blob([parcel.packed_ ?? parcel.body_], { type: CONTENT_TYPE }))),
    // Not supported, or over its quota: the caller tries the next way.
    later_: (parcel) =>
      attempt(() => fetchLater(address(parcel), init(parcel))),
  }
}

/** Never sends a cookie or a referrer, and never needs a preflight. */
function init(parcel: Parcel, keepalive = false): RequestInit {
  const controller = new AbortController()
  // What was handed to the browser before is sent now, or handed over again.
  parcel.abort_?.()
  parcel.abort_ = () => controller.abort()
  return {
    method: 'POST',
    body: parcel.packed_ ?? parcel.body_,
    // Supported everywhere, unlike `error`, which Cloudflare's runtime rejects. An unfollowed redirect is not a receipt.
    signal: controller.signal,
    headers: { 'Content-Type': CONTENT_TYPE },
    redirect: 'manual',
    // Cloudflare's runtime has no browser cookies or cache, and throws at these options.
    ...('credentials' in Request.prototype && { cache: 'no-store', credentials: 'omit', priority: 'low', keepalive, referrerPolicy: 'no-referrer' }),
  }
}

/** Parses seconds or an HTTP date; between one second and one hour, or 0 for neither. */
function readRetryAfter(value: string | null, now: number): number {
  return Math.min(Math.max(Number(value) * 1000 || Date.parse(value as string) - now, 1000), 3_600_000) || 0
}
