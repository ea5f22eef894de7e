import { describe, expect, it } from 'vitest'
import { encodeCsv } from '../../src/reports/csv'

describe('a cell', () => {
  it.each([
    ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
    ['+1', `'+1`],
    ['-1+1', `'-1+1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    [' =1', `' =1`],
    ['\r=1', `"'\r=1"`],
    ['save;=1+1;', `save;'=1+1;`],
    ['save; "@SUM(A1)";', `"save;' ""@SUM(A1)"";"`],
    ['save\t-1+1', `save\t'-1+1`],
    ['two\n=1+1', `"two\n'=1+1"`],
    ['"=1+1', `"'""=1+1"`],
    ['\tname', `'\tname`],
    ['\uff1d1+1', `'\uff1d1+1`],
    ['＋1', `'＋1`],
    ['－1', `'－1`],
    ['＠SUM(A1)', `'＠SUM(A1)`],
    ['|cmd', `'|cmd`],
    ['%1', `'%1`],
    [`${' '.repeat(12)}=1`, `'${' '.repeat(12)}=1`],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['/orders/[id]', '/orders/[id]'],
    ['{"total":-1,"note":"a; b"}', '"{""total"":-1,""note"":""a; b""}"'],
  ])('that a spreadsheet could run or split is made safe: %j', (cell, expected) => {
    expect(encodeCsv([[cell]])).toBe(`${expected}\r\n`)
  })

  it('keeps numbers as numbers and null as nothing', () => {
    expect(encodeCsv([['a', -1.5, null, 0]])).toBe('a,-1.5,,0\r\n')
  })
})
