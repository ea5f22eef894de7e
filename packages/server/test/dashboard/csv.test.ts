import { expect, it } from 'vitest'
import { encodeCsv } from '../../dashboard/src/export/csv'

it.each([
  ['=1+1', `"'=1+1"`],
  ['\t\t=1+1', `"'\t\t=1+1"`],
  ['＝1+1', `"'＝1+1"`],
  ['save;=1+1;', `"save;'=1+1;"`],
  ['save; "@SUM(A1)"', `"save;' ""@SUM(A1)"""`],
  ['two\n-1', `"two\n'-1"`],
  ['save; then close', 'save; then close'],
  ['/orders/[id]', '/orders/[id]'],
])('a cell that a spreadsheet could run, whole or behind a semicolon, is made safe: %j', (cell, expected) => {
  expect(encodeCsv({ columns: ['name'], rows: [[cell, -1]] })).toBe(`name\r\n${expected},-1\r\n`)
})
