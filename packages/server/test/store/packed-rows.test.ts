import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unpackRow } from '../../src/store/shared/daily-row'
import { packRow } from '../../src/store/shared/pack-row'
import { dailyRow } from '../reports/daily-row'

// Names that look like the text in which they are packed.
const hostile = ['"pages":[', '],"hours":[', '","platforms":', '],"endHours":[', '],"vitals":[', '{"statusCounts":[["200",1]]}', ']]', '\\', '\\"', '"', 'errorTypes', 'hours":', ',"hours":[["1",2]]', '\u2028', '\ud800']
const name = fc.oneof(fc.constantFrom(...hostile), fc.string(), fc.array(fc.constantFrom(...hostile), { maxLength: 4 }).map((parts) => parts.join('')))
const counts = fc.array(fc.tuple(name, fc.integer({ min: 1, max: 2 ** 40 })), { maxLength: 6 }).map((pairs) => new Map(pairs))
const histogram = fc.array(fc.tuple(fc.integer({ min: -2, max: 900 }), fc.integer({ min: 1, max: 2 ** 40 })), { maxLength: 8 }).map((pairs) => new Map(pairs))
const vitals = fc.array(fc.tuple(name, histogram), { maxLength: 4 }).map((pairs) => new Map(pairs))

it('reads each map of a packed row alone as it was, whatever the names spell', () => {
  fc.assert(
    fc.property(fc.record({ statusCounts: counts, errorTypes: counts, pages: counts, hours: counts, platforms: counts, endHours: counts, vitals, histogram }), (parts) => {
      const row = unpackRow(packRow(dailyRow({ day: 20_000, type: 'web_vital', context: 'LCP', ...parts })), 20_000, false)
      expect([...row.vitals].map(([page, own]) => [page, new Map(own)])).toEqual([...parts.vitals])
      for (const part of ['endHours', 'platforms', 'pages', 'hours', 'errorTypes', 'statusCounts', 'histogram'] as const) expect(new Map<string | number, number>(row[part])).toEqual(parts[part])
    }),
    { numRuns: 500 },
  )
})
