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

it.each([
  ['from=0000-01-01', 'Parameter "from" is "0000-01-01". Allowed: a date from 1970-01-01 on.'],
  ['from=1969-12-31&to=2025-10-12', 'Parameter "from" is "1969-12-31". Allowed: a date from 1970-01-01 on.'],
  ['from=2025-10-12&to=0205-10-13', 'Parameter "to" is "0205-10-13". Allowed: a date from 1970-01-01 on.'],
])('a date before which nothing can have happened is refused: %s', (query, message) => {
  expect(() => parse(query)).toThrow(message)
})

it('the first day of all may be asked for', () => {
  expect(parse('from=1970-01-01&to=1970-01-02')).toMatchObject({ from: 0, to: 1 })
})

it('a period that begins today ends today, and one in the future may be asked for', () => {
  expect(parse('from=2025-10-13')).toMatchObject({ from: dayOfDate('2025-10-13'), to: dayOfDate('2025-10-13') })
  expect(parse('from=2025-10-14&to=2025-10-15')).toMatchObject({ to: dayOfDate('2025-10-15') })
})
