import type { TelemetryEvent } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createBatchEncoder, decodeBatches, readEvent } from '../../src/store/sqlite/batch-codec'
import type { CallResult, PackedBatch, ScreenedBatch } from '../../src/store/sqlite/protocol'
import { packResults, unpackResults } from '../../src/store/sqlite/result-codec'
import { anEvent, noon } from './parts'

const batchOf = (events: readonly TelemetryEvent[], more: Partial<ScreenedBatch> = {}): ScreenedBatch => ({
  call: 1, since: 2.5, receivedAt: noon, events, dropped: [], removed: [], ignored: [], stream: null, ...more,
})
const encoder = createBatchEncoder()
const pass = (...batches: ScreenedBatch[]): readonly PackedBatch[] => {
  for (const batch of batches) encoder.add(batch)
  return decodeBatches(structuredClone(encoder.take()))
}
const eventsOf = (batch: PackedBatch | undefined) => Array.from({ length: batch?.events ?? 0 }, (_, index) => batch && readEvent(batch, index))

describe('batches between threads', () => {
  it('arrive with their facts', () => {
    const stream = { id: 's', from: 0, to: 3, lost: [['overflow', 2]] as const }
    const sent = [batchOf([]), batchOf([anEvent('a-0')], { call: 7, dropped: [['bot', 4]], removed: [['key', 1]], stream }), batchOf([anEvent('b-1'), anEvent('b-2')])]
    expect(pass(...sent).map(({ call, since, receivedAt, events, dropped, removed, stream: of }) => ({ call, since, receivedAt, events, dropped, removed, stream: of }))).toEqual([
      { call: 1, since: 2.5, receivedAt: noon, events: 0, dropped: [], removed: [], stream: null },
      { call: 7, since: 2.5, receivedAt: noon, events: 1, dropped: [['bot', 4]], removed: [['key', 1]], stream },
      { call: 1, since: 2.5, receivedAt: noon, events: 2, dropped: [], removed: [], stream: null },
    ])
  })

  it('keep every field of an event', () => {
    const call = anEvent('s1-4', { type: 'api_call', page: '/api/user', duration: 12.4, metadata: { statusCode: 0, method: 'GET' }, sessionId: null, platform: 'mobile' })
    const error = anEvent('s1-5', { type: 'error', page: null, action: 'api_error', metadata: { errorType: 'timeout' } })
    expect(eventsOf(pass(batchOf([]), batchOf([call, error]))[1])).toEqual([
      ['s1', 4, 3, '/api/user', null, 12, '{"statusCode":0,"method":"GET"}', null, 1, noon, 0, null],
      ['s1', 5, 2, null, 'api_error', null, '{"errorType":"timeout"}', 'abc-123', 0, noon, null, 'timeout'],
    ])
  })

  it.each([
    ['whole numbers', ['s-0', 's-1', 's-10'], [['s', 0], ['s', 1], ['s', 10]]],
    ['other streams with the same beginning', ['s-1', 's-1-2', 's2-3', 's-4'], [['s', 1], ['s-1', 2], ['s2', 3], ['s', 4]]],
    ['ids of another shape', ['s-1', 's-01', 's-', 's', 's-1x', 's-2'], [['s', 1], ['s-01', -1], ['s-', -1], ['s', -1], ['s-1x', -1], ['s', 2]]],
    ['a sequence beyond what an integer holds', ['s-1', 's-1234567890123456'], [['s', 1], ['s-1234567890123456', -1]]],
  ])('keep ids apart: %s', (_name, ids, parts) => {
    expect(eventsOf(pass(batchOf(ids.map((id) => anEvent(id))))[0]).map((event) => event?.slice(0, 2))).toEqual(parts)
  })

  it('may be many', () => {
    const [batch] = pass(batchOf(Array.from({ length: 1000 }, (_, index) => anEvent(`s-${index}`, { page: `/p${index % 7}` }))))
    expect(eventsOf(batch).map((event) => [event?.[1], event?.[3]])).toEqual(Array.from({ length: 1000 }, (_, index) => [index, `/p${index % 7}`]))
    expect(encoder).toMatchObject({ batches: 0, events: 0 })
  })

  it('have no NUL, at which Node 22 would cut a text', () => {
    expect(eventsOf(pass(batchOf([anEvent('s-1', { page: '/a\0b' })]))[0])[0]?.[3]).toBe('/a\ufffdb')
  })
})

describe('results between threads', () => {
  it('arrive as they were', () => {
    const results: readonly CallResult[] = [
      [3, { stored: 50, duplicates: 0, dropped: [] }],
      [1, { stored: 0, duplicates: 2, dropped: [['bot', 4], ['sealed', 1]] }],
      [0, { stored: 0, duplicates: 0, dropped: [] }],
    ]
    expect([...unpackResults(structuredClone(packResults(results)))]).toEqual(results)
  })
})
