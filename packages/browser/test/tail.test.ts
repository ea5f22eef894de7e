import type { TelemetryEvent } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { countLoss, type Losses } from '../src/losses'
import type { Segment } from '../src/segment'
import { createTail } from '../src/tail'

function start(maxEvents = 200) {
  const full: Segment[] = []
  const losses: Losses = {}
  const onFull = () => {
    const segment = tail.cut_()
    if (segment) full.push(segment)
  }
  const tail = createTail({ maxEvents_: maxEvents, losses_: losses, now_: () => 1000, onFull_: onFull })
  const append = (overrides: Partial<TelemetryEvent> = {}) => {
    const event: TelemetryEvent = {
      id: '', type: 'action', page: '/a', action: 'save', duration: null, metadata: null,
      sessionId: 'one', platform: 'web', createdAt: 1000, ...overrides,
    }
    tail.add_(event)
    return event
  }
  const read = (segment: Segment | null | undefined) => JSON.parse(String(segment?.body_)) as { stream: string; s0: number; sid: string; pf: string; ev: unknown[]; drop?: object }
  return { tail, losses, full, append, read }
}

describe('the segments of a tail', () => {
  it('are sealed when full, and numbered without a gap', () => {
    const { tail, full, append, read } = start(3)
    for (let index = 0; index < 7; index++) append()
    expect(full.map((segment) => [read(segment).s0, segment.count_])).toEqual([[0, 3], [3, 3]])
    expect(read(tail.cut_()).s0).toBe(6)
  })

  it('hold events of one platform each', () => {
    const { tail, full, append, read } = start()
    append({ platform: 'mobile' })
    append()
    expect([...full, tail.cut_()].map((segment) => [read(segment).pf, segment?.count_])).toEqual([['mobile', 1], ['web', 1]])
  })

  it('hold events of one session each', () => {
    const { tail, full, append, read } = start()
    append()
    append({ sessionId: 'two' })
    expect(read(full[0]).sid).toBe('one')
    expect(read(tail.cut_()).sid).toBe('two')
  })

  it('belong to one stream for each session, numbered from 0', () => {
    const { tail, full, append, read } = start()
    append()
    append()
    append({ sessionId: 'two' })
    append({ sessionId: 'two' })
    const [one, two] = [read(full[0]), read(tail.cut_())]
    expect([one, two].map(({ s0, ev }) => [s0, ev.length])).toEqual([[0, 2], [0, 2]])
    expect(one.stream).not.toBe(two.stream)
  })

  it('continue their stream while the session lasts', () => {
    const { tail, append, read } = start()
    append()
    const first = read(tail.cut_())
    append()
    expect(read(tail.cut_())).toMatchObject({ stream: first.stream, s0: 1 })
  })

  it('are named in the ids of their events', () => {
    const { tail, append, read } = start()
    append()
    const { id } = append()
    expect(id).toBe(`${read(tail.cut_()).stream}-1`)
  })

  it.each([
    ['in a language of three bytes for each character', { note: '語'.repeat(200) }],
    ['with the largest metadata', Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, '語'.repeat(200)]))],
  ])('stay under 60 KiB %s', (_, metadata) => {
    const { full, append } = start(1000)
    for (let index = 0; index < 1000; index++) append({ metadata })
    expect(Math.max(...full.map(({ body_ }) => new TextEncoder().encode(String(body_)).length))).toBeLessThanOrEqual(61_440)
  })

  it('carry losses, alone if need be, and only once', () => {
    const { tail, losses, append, read } = start()
    append()
    tail.cut_()
    expect(tail.cut_()).toBeUndefined()
    countLoss(losses, 'rate', 3)
    expect(read(tail.cut_())).toMatchObject({ ev: [], drop: { rate: 3 } })
    expect(tail.cut_()).toBeUndefined()
  })

  it('tell losses in the stream of the session that had them', () => {
    const { tail, full, losses, append, read } = start()
    append()
    countLoss(losses, 'rate', 3)
    append({ sessionId: 'two' })
    countLoss(losses, 'internal')
    expect([read(full[0]).drop, read(tail.cut_()).drop]).toEqual([{ rate: 3 }, { internal: 1 }])
  })

  it('tell losses from before the first event with the first session', () => {
    const { tail, losses, append, read } = start()
    countLoss(losses, 'gate', 2)
    expect(tail.cut_()).toBeUndefined()
    append()
    expect(read(tail.cut_()).drop).toEqual({ gate: 2 })
  })

  it('each have their own key on the device, even those that carry only losses', () => {
    const { tail, losses, append } = start()
    append()
    tail.cut_()
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
