import type { TelemetryEvent } from '@parel/telemetry-core'
import * as v from 'valibot'
import type { ForwardedEvent, Forwarder, SendResult } from './forwarder'

/** How long a destination is waited for. */
export interface Patience {
  /** Milliseconds. */
  readonly timeoutMs: number
  /** Fires at the end of the process. */
  readonly signal: AbortSignal
}

const threw: SendResult = { outcome: 'retry', reason: 'the forwarder threw an error' }
const cut: SendResult = { outcome: 'retry', reason: 'cut at the end of the process' }
const tooSlow: SendResult = { outcome: 'retry', reason: 'did not answer in time', isSlow: true }

const noOutcome: SendResult = { outcome: 'retry', reason: 'send of the forwarder did not answer { outcome: "sent" } or another SendResult' }

const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
const form = v.object({
  outcome: v.picklist(['sent', 'retry', 'too_large', 'refused', 'stopped']),
  reason: v.optional(v.string()), done: count, dropped: count, isSlow: v.optional(v.boolean()), retryAfterMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
})

/** Those of the events that a destination wants; null when it threw, which one of the host's own may do whenever it is asked. */
export function askWanted(forwarder: Forwarder, events: readonly TelemetryEvent[]): readonly TelemetryEvent[] | null {
  try {
    return events.filter((event) => forwarder.accepts?.(event) ?? true)
  } catch {
    return null
  }
}

/** Gives a batch to a destination. Whatever that throws is a failure of which only the kind is told, and one that never answers is not waited for. */
export async function askToSend(forwarder: Forwarder, events: readonly ForwardedEvent[] | null, { timeoutMs, signal }: Patience): Promise<SendResult> {
  if (events === null) return threw
  // No AbortSignal.any: with a listener, each would stay in memory until the process ends.
  const given = new AbortController()
  const abort = () => given.abort()
  const timer = setTimeout(abort, timeoutMs).unref()
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    const result = await Promise.race([forwarder.send(events, given.signal), whenAborted(given.signal, () => (signal.aborted ? cut : tooSlow))])
    // One of the host's own may be written without types, and a missing return would look like a failure of the store.
    return v.is(form, result) ? result : noOutcome
  } catch {
    return threw
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

/** Resolves one task after the abort, so that a destination that gives up by itself can answer first, with a better reason. */
function whenAborted(signal: AbortSignal, result: () => SendResult): Promise<SendResult> {
  return new Promise((resolve) => {
    const settle = () => void setTimeout(() => resolve(result()))
    if (signal.aborted) settle()
    else signal.addEventListener('abort', settle, { once: true })
  })
}
