import { encodeEventRow, joinEventRows, MAX_BATCH_EVENTS, type Platform, type TelemetryEvent } from '@parel/telemetry-core'
import type { Losses } from './losses'

/** A sealed, immutable part of the stream, already anonymized. It is forgotten only when the server has acknowledged it. */
export interface Segment {
  /** `stream:firstSequence`; also its key in the outbox. */
  readonly key: string
  readonly count: number
  readonly createdAt: number
  /** Holds only snapshots, which the next one repeats: not worth a write to the device. */
  readonly light: boolean
  body: string | Uint8Array<ArrayBuffer>
  /** `flying`: a request is under way. `armed`: handed to the browser for the moment after this page. */
  state: 'waiting' | 'flying' | 'armed'
  /** Its copy in the outbox: `asked` until the browser confirms the write, then `sure`. */
  copy: 'none' | 'asked' | 'sure'
  tries: number
}

export interface Segments {
  /** Adds an event, which must carry {@link Segments.sequence} in its id. */
  append(event: TelemetryEvent): void
  /** Events in the open tail. */
  size(): number
  /** The open tail as it would be sent now, without closing it. */
  peek(): string
  /** Closes the tail. Null when there is nothing to tell. */
  cut(): Segment | null
  /** Forgets the tail. */
  clear(): void
  /** Halves the number of events of the coming segments, because the server refuses large bodies. */
  shrink(): void
  /** The sequence number of the next event. */
  sequence(): number
}

export interface SegmentsOptions {
  readonly stream: string
  readonly platform: Platform
  readonly maxEvents: number
  readonly losses: Losses
  /** Called with every segment that became full. */
  onFull(segment: Segment): void
}

// Three bytes for each character at the worst: 20,000 characters never exceed the 60 KiB of one request.
const MAX_TAIL_CHARS = 20_000
/** Smaller batches would only make more requests. */
const MIN_EVENTS = 25

/** Cuts the stream of events into segments of one session each. */
export function createSegments(options: SegmentsOptions): Segments {
  let maxEvents = Math.min(Math.max(1, options.maxEvents), MAX_BATCH_EVENTS)
  let rows: string[] = []
  let chars = 0
  let first = 0
  let startedAt = 0
  let session: string | null = null
  let light = true

  const clear = () => {
    first += rows.length
    rows = []
    chars = 0
    light = true
  }
  const peek = () =>
    joinEventRows(
      { ...options, firstSequence: first, sessionId: session, baseTime: startedAt, lost: options.losses.all() },
      rows,
    )
  const cut = (): Segment | null => {
    if (!rows.length && !options.losses.isNews()) return null
    startedAt ||= Date.now()
    const segment = createSegment(`${options.stream}:${first}`, peek(), { count: rows.length, createdAt: startedAt, light })
    options.losses.told()
    clear()
    return segment
  }
  const seal = () => {
    const segment = rows.length ? cut() : null
    if (segment) options.onFull(segment)
  }
  const encode = (event: TelemetryEvent) => {
    if (!rows.length) startedAt = event.createdAt
    return encodeEventRow(event, startedAt)
  }
  return {
    append(event) {
      if (event.sessionId !== session) seal()
      session = event.sessionId
      let row = encode(event)
      if (chars + row.length > MAX_TAIL_CHARS) {
        seal()
        row = encode(event)
      }
      rows.push(row)
      chars += row.length + 1
      light &&= event.type === 'session_end' || event.type === 'page_leave'
      if (rows.length >= maxEvents) seal()
    },
    size: () => rows.length,
    peek,
    cut,
    clear,
    shrink() {
      maxEvents = Math.max(MIN_EVENTS, maxEvents >> 1)
    },
    sequence: () => first + rows.length,
  }
}

/** A segment that waits for its first request. */
export function createSegment(
  key: string,
  body: Segment['body'],
  about: Pick<Segment, 'count' | 'createdAt' | 'light'>,
): Segment {
  const { count, createdAt, light } = about
  return { key, body, count, createdAt, light, state: 'waiting', copy: 'none', tries: 0 }
}
