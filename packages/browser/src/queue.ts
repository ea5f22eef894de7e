import { gzip } from './gzip'
import type { LossReason } from './losses'
import type { Segment } from './segments'

/** Segments that are not acknowledged yet, oldest first, within fixed bounds. */
export interface Queue {
  /** `inHurry` leaves the body as it is, and asks for nothing to be sent. */
  add(segment: Segment, inHurry?: boolean): void
  remove(segment: Segment): void
  has(key: string): boolean
  all(): readonly Segment[]
  /** The oldest segment that waits and is ready to leave. */
  next(): Segment | undefined
  /** Those that wait, ready or not: when the page is left there is no time to finish. */
  waiting(): Segment[]
  /** Moves a segment behind all others, so that one bad segment does not hold up the rest. */
  postpone(segment: Segment): void
  /** Drops the oldest until at most this many events are left. */
  trim(maxEvents: number, reason: LossReason): void
  /** From now on bodies stay as they are. */
  stopPacking(): void
  events(): number
  isPacking(): boolean
  clear(): void
}

export interface QueueOptions {
  lost(reason: LossReason, events: number): void
  /** A segment was dropped. */
  onDrop(segment: Segment): void
  /** A segment became ready. */
  onReady(): void
}

const MAX_EVENTS = 20_000
const MAX_BYTES = 1024 * 1024

export function createQueue({ lost, onDrop, onReady }: QueueOptions): Queue {
  let segments: Segment[] = []
  let packs = true
  const packing = new Set<Segment>()

  const remove = (segment: Segment) => {
    segments = segments.filter((other) => other !== segment)
    packing.delete(segment)
  }
  const sum = (measure: (segment: Segment) => number) => segments.reduce((total, segment) => total + measure(segment), 0)
  const events = () => sum((segment) => segment.count)
  const dropOldest = (reason: LossReason) => {
    const oldest = segments.find((segment) => segment.state !== 'flying')
    if (!oldest) return false
    remove(oldest)
    lost(reason, oldest.count)
    onDrop(oldest)
    return true
  }
  const trim = (maxEvents: number, reason: LossReason) => {
    while (events() > maxEvents && dropOldest(reason));
  }
  const pack = async (segment: Segment, text: string) => {
    packing.add(segment)
    const packed = await gzip(text)
    // Whoever left in a hurry took the plain body along: then it stays as it is, because a sealed body never changes its bytes.
    if (!packing.delete(segment)) return
    if (packed && packs && segment.state === 'waiting') segment.body = packed
    onReady()
  }
  return {
    add(segment, inHurry) {
      segments.push(segment)
      trim(MAX_EVENTS, 'overflow')
      while (sum(({ body }) => body.length) > MAX_BYTES && dropOldest('overflow'));
      if (inHurry) return
      if (packs && typeof segment.body === 'string') void pack(segment, segment.body)
      else onReady()
    },
    remove,
    has: (key) => segments.some((segment) => segment.key === key),
    all: () => segments,
    next: () => segments.find((segment) => segment.state === 'waiting' && !packing.has(segment)),
    waiting: () => segments.filter(({ state }) => state === 'waiting'),
    postpone(segment) {
      segments = [...segments.filter((other) => other !== segment), segment]
    },
    trim,
    stopPacking() {
      packs = false
    },
    events,
    isPacking: () => packing.size > 0,
    clear() {
      segments = []
      packing.clear()
    },
  }
}
