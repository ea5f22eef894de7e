import type { TelemetryEvent } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createLosses } from '../src/losses'
import { createSegments, type Segment } from '../src/segments'

function start(maxEvents = 200) {
  const full: Segment[] = []
  const losses = createLosses()
  const segments = createSegments({ stream: 's', platform: 'web', maxEvents, losses, onFull: (segment) => full.push(segment) })
  const append = (overrides: Partial<TelemetryEvent> = {}) =>
    segments.append({
      id: `s-${segments.sequence()}`, type: 'action', page: '/a', action: 'save', duration: null, metadata: null,
      sessionId: 'one', platform: 'web', createdAt: 1000, ...overrides,
    })
  const read = (segment: Segment | null | undefined) => JSON.parse(String(segment?.body)) as { s0: number; sid: string; ev: unknown[]; drop?: object }
  return { segments, losses, full, append, read }
}

describe('segments', () => {
  it('are sealed when full, and numbered without a gap', () => {
    const { segments, full, append, read } = start(3)
    for (let index = 0; index < 7; index++) append()
    expect(full.map((segment) => [read(segment).s0, segment.count])).toEqual([[0, 3], [3, 3]])
    expect(read(segments.cut()).s0).toBe(6)
  })

  it('hold events of one session each', () => {
    const { segments, full, append, read } = start()
    append()
    append({ sessionId: 'two' })
    expect(read(full[0]).sid).toBe('one')
    expect(read(segments.cut()).sid).toBe('two')
  })

  it('stay under 60 KiB even when every character takes three bytes', () => {
    const { full, append } = start(1000)
    for (let index = 0; index < 1000; index++) append({ metadata: { note: '語'.repeat(200) } })
    expect(Math.max(...full.map(({ body }) => new TextEncoder().encode(String(body)).length))).toBeLessThanOrEqual(61_440)
  })

  it('carry losses, alone if need be, and only once', () => {
    const { segments, losses, read } = start()
    expect(segments.cut()).toBeNull()
    losses.count('rate', 3)
    expect(read(segments.cut())).toMatchObject({ ev: [], drop: { rate: 3 } })
    expect(segments.cut()).toBeNull()
  })

  it('become smaller for a collector that refuses large bodies, but not smaller than 25', () => {
    const { segments, full, append } = start(60)
    segments.shrink()
    segments.shrink()
    for (let index = 0; index < 25; index++) append()
    expect(full).toHaveLength(1)
  })

  it('are light when they hold nothing but snapshots', () => {
    const { segments, append } = start()
    append({ type: 'session_end', action: null })
    expect(segments.cut()?.light).toBe(true)
    append({ type: 'session_end', action: null })
    append()
    expect(segments.cut()?.light).toBe(false)
  })
})
