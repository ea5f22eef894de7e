/** A sealed, immutable part of the stream, already anonymized. It is forgotten only when the server has acknowledged it. */
export interface Segment {
  /** Names it in the outbox, too: the stream, its first sequence number and how many events, because one without any carries losses alone. */
  readonly key_: string
  /** Events. */
  readonly count_: number
  readonly createdAt_: number
  /** Holds only snapshots, which the next one repeats: not worth a write to the device. */
  readonly light_: boolean
  body_: string | Uint8Array<ArrayBuffer>
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

export const NO_COPY = 0
/** Its copy in the outbox is not confirmed yet. */
export const COPY_ASKED = 1
export const COPY_SURE = 2

/** A segment that waits for its first request. */
export function createSegment(about: Pick<Segment, 'key_' | 'body_' | 'count_' | 'createdAt_' | 'light_'>, copy_: Segment['copy_'] = NO_COPY): Segment {
  return { ...about, copy_, state_: WAITING, failures_: 0 }
}

/** What the browser counts against its quota. */
export const countBytes = (body: Segment['body_']) => (typeof body === 'string' ? new TextEncoder().encode(body).length : body.length)
