import { encodeEventRow, joinEventRows, MAX_BATCH_EVENTS, type Platform, type TelemetryEvent } from '@parel/telemetry-core'
import * as limits from './delivery-limits'
import type { Losses } from './losses'
import { createSegment, type Segment } from './segment'

/** The open end of the stream, cut into segments of one session each. */
export interface Tail {
  /** Adds an event, whose id must contain {@link Tail.sequence_}. */
  add_(event: TelemetryEvent): void
  /** Number of events in it. */
  pending_(): number
  /** Its body as it would be sent now, without closing it. */
  peek_(): string
  /** Closes it. Undefined if there is nothing to send. */
  cut_(): Segment | undefined
  /** Halves the number of events in later segments, because the server refuses large bodies. */
  shrink_(): unknown
  /** The sequence number of the next event. */
  sequence_(): number
}

export interface TailOptions {
  readonly stream: string
  readonly platform: Platform
  readonly maxEvents_: number
  readonly losses_: Losses
  /** Called before the tail is cut because it is full or the session has changed. */
  onFull_(): void
}

export function createTail({ onFull_: onFull, platform, losses_: losses, stream, maxEvents_ }: TailOptions): Tail {
  let maxEvents = Math.min(Math.max(1, maxEvents_), MAX_BATCH_EVENTS)
  let rows: string[] = []
  let chars = 0
  let baseTime = 0
  let firstSequence = 0
  let sessionId: string | null = null
  let isLight = true
  let told = '{}'

  const peek = () => joinEventRows({ stream, platform, firstSequence, sessionId, baseTime, lost: (Object.keys(losses)[0] && losses) as Losses | undefined }, rows)
  const cut = () => {
    const count = rows.length
    const lost = JSON.stringify(losses)
    if (!count && lost === told) return
    told = lost
    baseTime ||= Date.now()
    const segment = createSegment({ key_: `${stream}:${firstSequence}.${count}`, body_: peek(), light_: isLight, createdAt_: baseTime, count_: count })
    firstSequence += count
    rows = []
    chars = 0
    isLight = true
    return segment
  }
  const seal = () => rows.length && onFull()
  const encode = (event: TelemetryEvent) => {
    if (!rows.length) baseTime = event.createdAt
    return encodeEventRow(event, baseTime)
  }
  return {
    add_(event) {
      if (event.sessionId !== sessionId) seal()
      sessionId = event.sessionId
      let row = encode(event)
      if (chars + row.length > limits.MAX_TAIL_CHARS) {
        seal()
        row = encode(event)
      }
      chars += row.length + 1
      isLight &&= event.type === 'session_end' || event.type === 'page_leave'
      if (rows.push(row) >= maxEvents) seal()
    },
    pending_: () => rows.length,
    peek_: peek,
    cut_: cut,
    shrink_: () => (maxEvents = Math.max(limits.MIN_EVENTS, maxEvents >> 1)),
    sequence_: () => firstSequence + rows.length,
  }
}
