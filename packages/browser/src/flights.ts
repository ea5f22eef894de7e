import type { Segment } from './segments'
import type { Answer, Transport } from './transport'

/** What is under way, within what the browser allows. */
export interface Flights {
  count(): number
  /** Sends; keep-alive where it still fits. */
  launch(segment: Segment, wantsKeepalive: boolean, timeoutMs: number): void
  /** Sends in a way that outlives the page; false when the browser has no room left. */
  leave(segment: Segment, prefersLater: boolean): boolean
  /** Hands a second copy of a segment under way to the browser; the collector keeps only one. */
  cover(segment: Segment): void
  /** Takes back what was handed to the browser for later; those segments wait again. */
  disarm(): void
  /** Breaks everything off; answers that still come are ignored. */
  abort(): void
}

export interface FlightsOptions {
  readonly transport: Transport
  /** Uses the beacon to leave. */
  readonly beacon: boolean
  onAnswer(segment: Segment, answer: Answer, keepalive: boolean): void
}

/** Chromium allows 65,536 bytes under way for the whole page; other scripts need some, too. */
const MAX_KEEPALIVE_BYTES = 61_440

export function createFlights({ transport, beacon, onAnswer }: FlightsOptions): Flights {
  const armed = new Map<Segment, () => void>()
  let count = 0
  let keepaliveBytes = 0
  let era = 0

  const launch = (segment: Segment, wantsKeepalive: boolean, timeoutMs: number) => {
    const bytes = countBytes(segment.body)
    const keepalive = wantsKeepalive && keepaliveBytes + bytes <= MAX_KEEPALIVE_BYTES
    const mine = era
    segment.state = 'flying'
    count++
    if (keepalive) keepaliveBytes += bytes
    void transport.send(segment, { keepalive, timeoutMs }).then((answer) => {
      if (keepalive) keepaliveBytes -= bytes
      if (mine !== era) return
      count--
      segment.state = 'waiting'
      onAnswer(segment, answer, keepalive)
    })
  }
  const arm = (segment: Segment, cancel: (() => void) | null) => {
    if (!cancel) return false
    armed.set(segment, cancel)
    segment.state = 'armed'
    return true
  }
  const disarm = () => {
    armed.forEach((cancel, segment) => {
      cancel()
      segment.state = 'waiting'
    })
    armed.clear()
  }
  return {
    count: () => count,
    launch,
    leave(segment, prefersLater) {
      if (beacon) return arm(segment, transport.beacon(segment) ? () => {} : null)
      const fits = keepaliveBytes + countBytes(segment.body) <= MAX_KEEPALIVE_BYTES
      // The browser refuses `fetchLater` at once; its refusal of keep-alive comes after the page is gone.
      if ((prefersLater || !fits) && arm(segment, transport.later(segment.body))) return true
      if (fits) launch(segment, true, 0)
      return fits
    },
    cover(segment) {
      // Once is enough, however often the page says goodbye.
      if (transport.later(segment.body)) segment.copy = 'asked'
    },
    disarm,
    abort() {
      era++
      count = 0
      disarm()
      transport.abort()
    },
  }
}

/** What the browser counts against its quota. */
function countBytes(body: Segment['body']): number {
  return typeof body === 'string' ? new TextEncoder().encode(body).length : body.length
}
