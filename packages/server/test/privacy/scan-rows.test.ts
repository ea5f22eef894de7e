import { expect, it } from 'vitest'
import { isCleanMaps, isCleanMetadata, type JudgingRules } from '../../src/privacy/is-clean-metadata'
import { checkValue } from '../../src/privacy/scan-rows'

const found = (value: string, rules: JudgingRules) => {
  const rows: string[][] = []
  checkValue(value, rules, (...row) => rows.push(row))
  return rows
}

it.each<[string, string, string[][]]>([
  ['a route with a name', '/users/okafor/orders', [['address', '/users/okafor/orders']]],
  ['an action with a name', 'Order for Priya Sharma', [['name', 'Order for Priya Sharma']]],
  ['a name as a key', '{"Priya Sharma":1}', [['name', 'Priya Sharma']]],
  ['a name in a list, whose places are no keys', '["a","Priya Sharma"]', [['name', 'Priya Sharma']]],
])('what the second look would change is a finding where the server took it: %s', (_name, value, rows) => {
  expect(found(value, { review: true })).toEqual(rows)
  expect(found(value, {})).toEqual([])
})

it('metadata are clean when the looks that the server took leave them alone', () => {
  expect([isCleanMetadata('{"bride":"Ada Lovelace"}', {}), isCleanMetadata('{"bride":"Ada Lovelace"}', { review: true })]).toEqual([true, false])
})

it.each([
  ['a count with its name', '{"pages":[["/a",1]]}', true],
  ['a name that aggregation does not give', '{"people":[["/a",1]]}', false],
  ['a count of a number', '{"pages":[[5,1]]}', false],
  ['a count that is a text', '{"pages":[["/a","1"]]}', false],
])('maps hold %s or are none of ours', (_name, text, isClean) => {
  expect(isCleanMaps(text)).toBe(isClean)
})
