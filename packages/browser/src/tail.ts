import { MAX_BATCH_EVENTS, joinEventRows, encodeEventRow, type Platform, type TelemetryEvent } from '@parel/telemetry-core'
import { createUuid } from './session'
import type { Losses } from './losses'
import * as limits from './delivery-limits'
import { createSegment, type Segment } from './segment'

/** A cleaned event that has no id yet. */
export type Identifiable = Omit<TelemetryEvent, 'id'> & { id: string }

/** The open end of a stream, cut into segments. Each session has a stream of its own: one that went on would link two sessions. */
export interface Tail {
  /** Adds an event and gives it its id. An event of another session or platform begins another stream, in which losses count anew. */
  add_(event: Identifiable): void
  /** Number of events in it. */
  pending_(): number
  /** Its body as it would be sent now, without closing it. */
  peek_(): string
  /** Closes it. Undefined if there is nothing to send. */
  cut_(): Segment | undefined
  /** Halves the number of events in later segments, because the server refuses large bodies. */
  shrink_(): unknown
}

export interface TailOptions {
  readonly maxEvents_: number
  readonly losses_: Losses
  now_(): number
  /** Called before the tail is cut because it is full, or the session or the platform has changed. */
  onFull_(): void
}

export function createTail({ onFull_: onFull, losses_: losses, maxEvents_, now_: now }: TailOptions): Tail {
  let maxEvents = Math.min(Math.max(1, maxEvents_), MAX_BATCH_EVENTS)
  let rows: string[] = []
  let chars = 0
  let baseTime = 0
  let firstSequence = 0
  let stream = ''
  let platform: Platform = 'web'
  let sessionId: string | null | undefined
  let isLight = true
  let told = '{}'

  const cut = () => {
    const count = rows.length
    const lost = JSON.stringify(losses)
    if (!stream || (!count && lost === told)) return
    told = lost
    baseTime ||= now()
    const segment = createSegment({ key_: `${stream}:${firstSequence}.${count}`, body_: peek(), light_: isLight, createdAt_: baseTime, count_: count })
    firstSequence += count
    rows = []
    chars = 0
    isLight = true
    return segment
  }
  const peek = () => joinEventRows({ stream, platform, firstSequence, sessionId: sessionId as string | null, baseTime, lost: (Object.keys(losses)[0] && losses) as Losses | undefined }, rows)
  return {
    add_(event) {
      if (event.sessionId !== sessionId || event.platform !== platform) {
        onFull()
        // They were told in the stream before, if there was one.
        if (stream) for (const reason in losses) delete losses[reason]
        sessionId = event.sessionId
        platform = event.platform
        firstSequence = 0
        // Starts with the time, like core's event ids, so that ids stored in order are written in order. The end of a UUID is 48 random bits: enough for one millisecond.
        stream = `0${now().toString(36)}${createUuid().slice(-12)}`
      }
      // Core's `createEventId` would join three strings for each event.
      event.id = `${stream}-${firstSequence + rows.length}`
      if (!rows.length) baseTime = event.createdAt
      const row = encodeEventRow(event, baseTime)
      isLight &&= event.type === 'session_end' || event.type === 'page_leave'
      if (rows.push(row) >= maxEvents || (chars += row.length) > limits.MAX_TAIL_CHARS) onFull()
    },
    pending_: () => rows.length,
    peek_: peek,
    cut_: cut,
    shrink_: () => (maxEvents = Math.max(limits.MIN_EVENTS, maxEvents >> 1)),
  }
}
