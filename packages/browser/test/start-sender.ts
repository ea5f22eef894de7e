import { createBackOff } from '../src/back-off'
import type { Outbox } from '../src/outbox'
import { createSegment, type Segment } from '../src/segments'
import { createSender, type SenderOptions } from '../src/sender'
import type { Answer } from '../src/transport'
import { createClock, createFakeTransport } from './fakes'

/** A sender with a clock, a network and an outbox of its own. */
export function startSender(answers: Answer[] = [], overrides: Partial<SenderOptions> = {}) {
  const clock = createClock()
  const network = createFakeTransport(answers)
  const lost: Record<string, number> = {}
  const stored = new Map<string, { segment: Segment; lease: number }>()
  const shared = { value: 0, read: () => shared.value, write: (until: number) => void (shared.value = until) }
  const outbox: Outbox = {
    open: () => {},
    put: (segments, lease) =>
      segments.forEach((segment) => {
        stored.set(segment.key, { segment, lease })
        segment.copy = 'sure'
      }),
    remove: ({ key }) => void stored.delete(key),
    adopt: () => Promise.resolve([]),
    keys: () => Promise.resolve(new Set(stored.keys())),
    destroy: () => stored.clear(),
  }
  const sender = createSender({
    ...clock,
    transport: network.transport,
    outbox,
    backOff: createBackOff({ ...clock, shared }),
    timeoutMs: 10_000,
    beacon: false,
    isOnline: () => true,
    lost: (reason, events) => void (lost[reason] = (lost[reason] ?? 0) + events),
    onTooLarge: () => {},
    exitSoon: () => {},
    onStop: () => {},
    ...overrides,
  })
  const add = (first = 0, count = 2) => sender.add(createTestSegment(first, count, clock.now()))
  return { clock, sender, add, lost, stored, shared, ...network }
}

/** A segment of `count` events. */
export function createTestSegment(first: number, count: number, createdAt: number): Segment {
  const ev = Array.from({ length: count }, (_, index) => [1, index, '/a', 'save'])
  return createSegment(`s:${first}`, JSON.stringify({ v: 1, stream: 's', s0: first, ev }), { count, createdAt, light: false })
}
