import type { Losses } from '../src/losses'
import type { Outbox } from '../src/outbox'
import { COPY_SURE, createSegment, type Segment } from '../src/segment'
import { createSender } from '../src/sender'
import type { SenderOptions } from '../src/sender-interface'
import type { Answer } from '../src/transport'
import { createClock, createFakeTransport } from './fakes'

/** Starts a sender with its own clock, network, outbox and shared storage. */
export function startSender(answers: Answer[] = [], overrides: Partial<SenderOptions> = {}) {
  const clock = createClock()
  const network = createFakeTransport(answers)
  const lost: Losses = {}
  const stored = new Map<string, { segment: Segment; lease: number }>()
  const shared = { value: 0, getItem: () => String(shared.value), setItem: (_key: string, until: string) => void (shared.value = Number(until)), removeItem: () => void (shared.value = 0) }
  const outbox: Outbox = {
    open_: () => Promise.resolve(),
    put_(segments, lease, onlyNew) {
      for (const segment of segments) {
        if (onlyNew && segment.copy_) continue
        stored.set(segment.key_, { segment, lease })
        segment.copy_ = COPY_SURE
      }
    },
    remove_: ({ key_ }) => void stored.delete(key_),
    adopt_: () => Promise.resolve([...stored.keys()]),
    forget_: () => stored.clear(),
  }
  const sender = createSender({
    ...clock,
    isOnline_: () => true,
    transport_: network.transport,
    beacon_: false,
    outbox_: outbox,
    find_: () => shared,
    losses_: lost,
    onTooLarge_: () => {},
    onExit_: () => {},
    onStop_: () => {},
    ...overrides,
  })
  const add = (first = 0, count = 2) => sender.add_(createTestSegment(first, count, clock.now_()))
  return { clock, sender, add, lost, stored, shared, ...network }
}

/** A segment of `count` events. */
export function createTestSegment(first: number, count: number, createdAt: number): Segment {
  const ev = Array.from({ length: count }, (_, index) => [1, index, '/a', 'save'])
  return createSegment({ key_: `s:${first}`, body_: JSON.stringify({ v: 1, stream: 's', s0: first, ev }), count_: count, createdAt_: createdAt, light_: false })
}
