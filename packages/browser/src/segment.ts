/** A sealed, immutable part of the stream, already anonymized. It is forgotten only when the server has acknowledged it. */
export interface Segment {
  /** Names it in the outbox, too: the stream, its first sequence number and how many events, because one without any carries losses alone. */
  readonly key_: string
  /** Events. */
  readonly count_: number
  readonly createdAt_: number
  /** Holds only snapshots, which the next one repeats: not worth a write to the device. */
  readonly light_: boolean
  readonly body_: string
  /** The body, compressed: what is sent, where it is there. The text stays beside it for the outbox, and for a server that refuses it so. */
  packed_?: Uint8Array<ArrayBuffer> | undefined
  state_: typeof PACKING | typeof WAITING | typeof FLYING | typeof ARMED
  copy_: typeof NO_COPY | typeof COPY_ASKED | typeof COPY_SURE
  failures_: number
  /** Breaks off its request, or takes back what the browser was to send. */
  abort_?: (() => void) | undefined
}

/** Is being compressed: waits, but is not ready yet. */
export const PACKING = 0
export const WAITING = 1
/** A request is under way. */
export const FLYING = 2
/** Handed to the browser for the moment after this page. */
export const ARMED = 3

const NO_COPY = 0
/** Its copy in the outbox is not confirmed yet. */
export const COPY_ASKED = 1
export const COPY_SURE = 2

/** A segment that waits for its first request. */
export function createSegment(about: Pick<Segment, 'key_' | 'body_' | 'packed_' | 'count_' | 'createdAt_' | 'light_'>, copy_: Segment['copy_'] = NO_COPY): Segment {
  return { ...about, failures_: 0, copy_, state_: WAITING }
}

/** Cuts a segment into two halves; a single event cannot be cut and gives none. */
export function splitSegment(segment: Segment): Segment[] {
  const half = segment.count_ >> 1
  const { ev, ...header } = JSON.parse(segment.body_) as { stream: string; s0: number; ev: unknown[] }
  return (half ? [ev.splice(0, half), ev] : []).map((rows, index) => {
    const s0 = header.s0 + index * half
    return createSegment({ ...segment, key_: `${header.stream}:${s0}`, body_: JSON.stringify({ ...header, s0, ev: rows }), count_: rows.length, packed_: undefined })
  })
}
