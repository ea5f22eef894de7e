import { expect, it } from 'vitest'
import { encodeAggregates, joinBytes } from '../../src/reports/encode-aggregates'
import { toAggregates } from '../../src/reports/aggregates'
import { dailyRow } from './daily-row'

const dayOf = (day: number, count: number) => [dailyRow({ day, type: 'page_view', context: '/a', count }), dailyRow({ day, type: 'action', context: 'save', count: 1 })]
const read = (pieces: readonly Uint8Array[]): unknown => JSON.parse(`[${new TextDecoder().decode(joinBytes(pieces))}]`)

it('writes the days that did not change once', () => {
  const days = [dayOf(1, 5), dayOf(2, 6)]
  const before = encodeAggregates([...days, dayOf(3, 7)], null)
  const after = encodeAggregates([...days, dayOf(3, 8)], null)
  expect(after[0]).toBe(before[0])
  expect(read(after)).toEqual([...days, dayOf(3, 8)].flatMap((rows) => toAggregates(rows, null)))
})

it('forgets what it joined when one of the days is another', () => {
  const last = dayOf(2, 6)
  encodeAggregates([dayOf(1, 5), last, dayOf(3, 7)], null)
  const days = [dayOf(1, 9), last, dayOf(3, 7)]
  expect(read(encodeAggregates(days, null))).toEqual(days.flatMap((rows) => toAggregates(rows, null)))
})

it.each([[[]], [[dayOf(4, 1)]], [[[], dayOf(4, 1), []]]])('leaves out days without rows', (days) => {
  expect(read(encodeAggregates(days, null))).toEqual(days.flatMap((rows) => toAggregates(rows, null)))
})
