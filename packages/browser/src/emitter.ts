import { attempt } from './attempt'
import { countLoss, type LossReason, type Losses } from './losses'
import { prepareEvent, type EventContext, type EventDraft, type TelemetryEvent } from '@parel/telemetry-core'
import type { Delivery } from './delivery'
import { addTo } from './add-to'
import type { TelemetryOptions } from './options'
import { readPath } from './page'

/** The only path from what the caller passed to what is sent. */
export interface Emitter {
  emit_(delivery: Delivery, draft: EventDraft, at: number, sessionId: string | null): void
  /** Returns the last events as they are sent. */
  recent_(): readonly TelemetryEvent[]
  forget_(): void
  /** Cleans an event that is then discarded: the first cleaning is ten times slower, and must not be part of a click. */
  prepare_(): void
  /** Calls `listener` with every event as it is sent; returns a function that unsubscribes. */
  onEvent_(listener: (event: TelemetryEvent) => void): () => void
}

const MAX_RECENT = 50

/** What an event gets from its surroundings, set for each event. */
type Context = { -readonly [Key in keyof EventContext]?: EventContext[Key] | undefined }

export function createEmitter(options: TelemetryOptions, losses: Losses): Emitter {
  const { beforeSend, debug, sampleRate = 1 } = options
  let recent: TelemetryEvent[] = []
  let removed: string[] = []
  const listeners = new Set<(event: TelemetryEvent) => void>()
  // One object for all events: a new one for each would cost more than everything around it.
  const context: Context = { ...options, id: '', platform: options.platform === 'mobile' ? 'mobile' : 'web', onRemoved: (rule: string) => void removed.push(rule) }
  // Sets every field each time, because `beforeSend` may record events itself.
  const clean = (given: EventDraft, at: number, sessionId: string | null) => {
    context.createdAt = at
    context.sessionId = sessionId
    return prepareEvent(given, context as EventContext)
  }
  return {
    prepare_: () => void prepareEvent({ type: 'page_view', page: readPath(), action: 'a', metadata: { b: 1, a: 'a@b' } }, context as EventContext),
    recent_: () => [...recent],
    emit_(delivery, draft, at, sessionId) {
      // By session id, so that a session is recorded completely or not at all.
      if (sampleRate < 1 && sessionId && Number(`0x${sessionId.slice(0, 8)}`) / 2 ** 32 >= sampleRate) return
      removed = []
      let event: TelemetryEvent | { readonly refused: LossReason } = clean(draft, at, sessionId)
      if (beforeSend && !('refused' in event)) {
        const changed = beforeSend(event)
        // `beforeSend` may have stopped all recording.
        if (delivery.isStopped_()) return
        event = changed ? clean(changed, at, sessionId) : { refused: 'before_send' }
      }
      if (debug) console.debug('[parel]', { given: draft, sent: event, removed })
      if ('refused' in event) return countLoss(losses, event.refused)
      delivery.add_(event)
      // Two new arrays for each event were a quarter of all garbage.
      if (recent.push(event) > MAX_RECENT) recent.shift()
      listeners.forEach((listener) => attempt(() => listener(event)))
    },
    onEvent_: addTo(listeners),
    forget_() {
      recent = []
      // They were told in the stream before: the next one would tell them again.
      for (const reason in losses) delete losses[reason]
    },
  }
}
