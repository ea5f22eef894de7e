import { expect, test } from 'vitest'
import { packColumns } from '../../src/store/shared/row-columns'
import { createDayCache } from '../../src/store/sqlite/day-cache'
import type { PackedDay } from '../../src/store/sqlite/protocol'

const packed = (version: string, live: boolean): PackedDay => ({
  day: 20_000, version, live, rows: packColumns([['page_view', '/pricing', 3, 0, 2, 0, 0, null, null, null, null, null, null, null]]),
})
const unchanged = (version: string, live: boolean): PackedDay => ({ day: 20_000, version, live, rows: null })

test('a clean day keeps its rows', () => {
  const cache = createDayCache()
  const first = cache.take([packed('1', false)])?.[0]?.rows
  expect(first).toHaveLength(1)
  expect(cache.take([unchanged('1', false)])?.[0]?.rows).toBe(first)
})

test('an open day that did not change is opened once more, then kept: yesterday is asked for all night before it is aggregated', () => {
  const cache = createDayCache()
  cache.take([packed('1', true)])
  const again = cache.take([unchanged('1', true)])?.[0]?.rows
  expect(again).toMatchObject([{ context: '/pricing', count: 3 }])
  expect(cache.take([unchanged('1', true)])?.[0]?.rows).toBe(again)
})

test('a day that changed is told anew', () => {
  const cache = createDayCache()
  const first = cache.take([packed('1', true)])?.[0]?.rows
  expect(cache.take([packed('2', true)])?.[0]?.rows).not.toBe(first)
  expect(cache.known).toEqual([[20_000, '2']])
})

test('an answer that leaves out a day that is no longer kept is asked for again', () => {
  const cache = createDayCache()
  cache.take([packed('1', true)])
  expect(cache.take([unchanged('2', true)])).toBeNull()
  cache.clear()
  expect(cache.take([unchanged('1', true)])).toBeNull()
})
