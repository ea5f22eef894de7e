import type { TelemetryEvent } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { countLoss, type Losses } from '../src/losses'
import type { Segment } from '../src/segment'
import { createTail } from '../src/tail'

function start(maxEvents = 200) {
  const full: Segment[] = []
  const losses: Losses = {}
  const tail = createTail({ stream: 's', platform: 'web', maxEvents_: maxEvents, losses_: losses, onFull_: () => full.push(tail.cut_()!) })
  const append = (overrides: Partial<TelemetryEvent> = {}) =>
    tail.add_({
      id: `s-${tail.sequence_()}`, type: 'action', page: '/a', action: 'save', duration: null, metadata: null,
      sessionId: 'one', platform: 'web', createdAt: 1000, ...overrides,
    })
  const read = (segment: Segment | null | undefined) => JSON.parse(String(segment?.body_)) as { s0: number; sid: string; ev: unknown[]; drop?: object }
  return { tail, losses, full, append, read }
}

describe('the segments of a tail', () => {
  it('are sealed when full, and numbered without a gap', () => {
    const { tail, full, append, read } = start(3)
    for (let index = 0; index < 7; index++) append()
    expect(full.map((segment) => [read(segment).s0, segment.count_])).toEqual([[0, 3], [3, 3]])
    expect(read(tail.cut_()).s0).toBe(6)
  })

  it('hold events of one session each', () => {
    const { tail, full, append, read } = start()
    append()
    append({ sessionId: 'two' })
    expect(read(full[0]).sid).toBe('one')
    expect(read(tail.cut_()).sid).toBe('two')
  })

  it('stay under 60 KiB even when every character takes three bytes', () => {
    const { full, append } = start(1000)
    for (let index = 0; index < 1000; index++) append({ metadata: { note: '語'.repeat(200) } })
    expect(Math.max(...full.map(({ body_ }) => new TextEncoder().encode(String(body_)).length))).toBeLessThanOrEqual(61_440)
  })

  it('carry losses, alone if need be, and only once', () => {
    const { tail, losses, read } = start()
    expect(tail.cut_()).toBeUndefined()
    countLoss(losses, 'rate', 3)
    expect(read(tail.cut_())).toMatchObject({ ev: [], drop: { rate: 3 } })
    expect(tail.cut_()).toBeUndefined()
  })

  it('each have their own key on the device, even those that carry only losses', () => {
    const { tail, losses, append } = start()
    countLoss(losses, 'rate', 3)
    const keys = [tail.cut_()?.key_]
    append()
    keys.push(tail.cut_()?.key_)
    countLoss(losses, 'rate', 3)
    keys.push(tail.cut_()?.key_)
    append()
    keys.push(tail.cut_()?.key_)
    expect(new Set(keys).size).toBe(4)
  })

  it('become smaller for a collector that refuses large bodies, but not smaller than 25', () => {
    const { tail, full, append } = start(60)
    tail.shrink_()
    tail.shrink_()
    for (let index = 0; index < 25; index++) append()
    expect(full).toHaveLength(1)
  })

  it.each([
    [0, 1],
    [5000, 1000],
  ])('contain 1 to 1,000 events, whatever is configured: %d', (asked, held) => {
    const { full, append } = start(asked)
    for (let index = 0; index < held; index++) append()
    expect(full.map(({ count_ }) => count_)).toEqual([held])
  })

  it('contain no losses if there are none', () => {
    const { tail, append, read } = start()
    append()
    expect(read(tail.cut_())).not.toHaveProperty('drop')
  })

  it('are light if they contain only snapshots', () => {
    const { tail, append } = start()
    append({ type: 'session_end', action: null })
    expect(tail.cut_()?.light_).toBe(true)
    append({ type: 'session_end', action: null })
    append()
    expect(tail.cut_()?.light_).toBe(false)
    append({ type: 'page_leave', action: null })
    expect(tail.cut_()?.light_).toBe(true)
  })
})
