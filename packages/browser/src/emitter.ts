import { createEventId, isRefusal, prepareEvent, type TelemetryEvent } from '@parel/telemetry-core'
import type { Delivery } from './delivery'
import type { Losses } from './losses'
import type { TelemetryOptions } from './options'
import type { EventInput } from './telemetry-interface'

/** The only way from what was given to what is sent. */
export interface Emitter {
  emit(delivery: Delivery, input: EventInput, about: { readonly at: number; readonly sessionId: string | null }): void
  /** The last events as they are sent. */
  recent(): readonly TelemetryEvent[]
  forget(): void
}

const MAX_RECENT = 50

export function createEmitter(options: TelemetryOptions, losses: Losses): Emitter {
  const { routes, strict, allow, deny, events, platform = 'web', beforeSend, debug } = options
  let recent: TelemetryEvent[] = []
  return {
    emit(delivery, input, { at, sessionId }) {
      if (isSampledOut(sessionId, options.sampleRate)) return
      const removed: string[] = []
      const onRemoved = debug ? (rule: string) => removed.push(rule) : undefined
      const id = createEventId(delivery.stream, delivery.sequence())
      // Written out, because a spread for each event costs more than everything around it.
      const context = { routes, strict, allow, deny, events, platform, onRemoved, id, createdAt: at, sessionId }
      let event = prepareEvent(input, context)
      if (!isRefusal(event) && beforeSend) {
        const changed = beforeSend(event)
        if (!changed) return losses.count('before_send')
        event = prepareEvent(changed, context)
      }
      if (debug) console.debug('[parel]', { given: input, sent: event, removed })
      if (isRefusal(event)) return losses.count(event.refused)
      recent.push(event)
      if (recent.length > MAX_RECENT) recent.shift()
      delivery.append(event)
    },
    recent: () => [...recent],
    forget() {
      recent = []
    },
  }
}

/** By the id of the session, so that a session is recorded whole or not at all. */
function isSampledOut(sessionId: string | null, rate = 1): boolean {
  return rate < 1 && sessionId !== null && Number.parseInt(sessionId.slice(0, 8), 16) / 2 ** 32 >= rate
}
