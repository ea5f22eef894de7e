/** A sealed, immutable part of the stream, already anonymized. It is deleted only when the server has acknowledged it. */
export interface Segment {
  /** Also its key in the outbox: the stream, its first sequence number and the number of events, because a segment without events carries only losses. */
  readonly key_: string
  /** Number of events. */
  readonly count_: number
  readonly createdAt_: number
  /** Contains only snapshots, which the next one repeats: not worth a write to the device. */
  readonly light_: boolean
  readonly body_: string
  /** The compressed body, which is sent if present. The text is kept for the outbox, and for a server that refuses compression. */
  packed_?: Uint8Array<ArrayBuffer> | undefined
  state_: typeof PACKING | typeof WAITING | typeof FLYING | typeof ARMED
  copy_: typeof NO_COPY | typeof COPY_ASKED | typeof COPY_SURE
  failures_: number
  /** Aborts its request, or cancels what the browser was to send. */
  abort_?: (() => void) | undefined
}

/** Being compressed: waiting, but not ready yet. */
export const PACKING = 0
export const WAITING = 1
/** A request is in flight. */
export const FLYING = 2
/** Handed to the browser, to be sent after this page has ended. */
export const ARMED = 3

const NO_COPY = 0
/** Its copy in the outbox is not confirmed yet. */
export const COPY_ASKED = 1
export const COPY_SURE = 2

/** Creates a segment that waits for its first request. */
export function createSegment(about: Pick<Segment, 'key_' | 'body_' | 'packed_' | 'count_' | 'createdAt_' | 'light_'>, copy_: Segment['copy_'] = NO_COPY): Segment {
  return { ...about, failures_: 0, copy_, state_: WAITING }
}

/** Splits a segment into two halves; a single event cannot be split, and the result is empty. */
export function splitSegment(segment: Segment): Segment[] {
  const half = segment.count_ >> 1
  const { ev, ...header } = JSON.parse(segment.body_) as { stream: string; s0: number; ev: unknown[] }
  return (half ? [ev.splice(0, half), ev] : []).map((rows, index) => {
    const s0 = header.s0 + index * half
    return createSegment({ ...segment, key_: `${header.stream}:${s0}`, body_: JSON.stringify({ ...header, s0, ev: rows }), count_: rows.length, packed_: undefined })
  })
}
