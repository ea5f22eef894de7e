import { expect, it } from 'vitest'
import { dayOfDate } from '@parel/telemetry-core'
import { parseReportQuery } from '../../src/reports/parse-report-query'

const parse = (query: string) => parseReportQuery(new URLSearchParams(query), { today: dayOfDate('2025-10-13') ?? 0 })

it.each([
  ['from=2025-10-14', 'Parameter "from" is "2025-10-14". Allowed: a date not after today (2025-10-13), or "to" beside it.'],
  ['from=2025-10-14&to=2025-10-12', 'Parameter "to" is "2025-10-12". Allowed: a date not before "from" (2025-10-14).'],
])('a period that ends before it begins is refused by the parameter that was given: %s', (query, message) => {
  expect(() => parse(query)).toThrow(message)
})

it('a period that begins today ends today, and one in the future may be asked for', () => {
  expect(parse('from=2025-10-13')).toMatchObject({ from: dayOfDate('2025-10-13'), to: dayOfDate('2025-10-13') })
  expect(parse('from=2025-10-14&to=2025-10-15')).toMatchObject({ to: dayOfDate('2025-10-15') })
})
