import type { TelemetryEvent } from '@parel/telemetry-core'
import type { ForwardedEvent, Forwarder, SendResult } from './forwarder'

/** How long a destination is waited for. */
export interface Patience {
  /** Milliseconds. */
  readonly timeoutMs: number
  /** Fires at the end of the process. */
  readonly signal: AbortSignal
}

const threw: SendResult = { outcome: 'retry', reason: 'the forwarder threw an error' }

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
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs).unref()
  const given = AbortSignal.any([signal, late.signal])
  try {
    return await Promise.race([forwarder.send(events, given), whenAborted(given, () => (signal.aborted ? 'cut at the end of the process' : 'did not answer in time'))])
  } catch {
    return threw
  } finally {
    clearTimeout(timer)
  }
}

/** Resolves one task after the abort, so that a destination that gives up by itself can answer first, with a better reason. */
function whenAborted(signal: AbortSignal, reason: () => string): Promise<SendResult> {
  return new Promise((resolve) => {
    const settle = () => void setTimeout(() => resolve({ outcome: 'retry', reason: reason() }))
    if (signal.aborted) settle()
    else signal.addEventListener('abort', settle, { once: true })
  })
}
