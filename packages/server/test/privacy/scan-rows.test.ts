import { expect, it } from 'vitest'
import { createFindings } from '../../src/privacy/finding'
import { isCleanMaps, isCleanMetadata, type JudgingRules } from '../../src/privacy/is-clean-metadata'
import { checkValue, scanRows } from '../../src/privacy/scan-rows'
import { loadEngine } from '../../src/store/sqlite/engine'

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

it.each(['/checkout opened', '/api/orders failed', '/v1/orders (retry)', '/giphy cats', '/orders/[id] opened', '/search "shoes"'])('a text that begins with a slash is a text, and none of its words a part of an address: %s', (text) => {
  expect([found(text, {}), found(text, { review: true }), found(JSON.stringify({ note: text }), { review: true })]).toEqual([[], [], []])
})

it.each([
  ['a year behind a word that the store hides', '/[id]/2019', []],
  ['the month of one', '/[id]/[id]/journal/[id]/11', []],
  ['the edition of an interface', '/rest/[id]/3/myself', []],
  ['a number of somebody', '/[id]/1042', [['address', '/[id]/1042']]],
  ['a year of somebody', '/users/2019', [['address', '/users/2019']]],
  ['a name beside a year', '/[id]/2019/ada@mail.example', [['address', '/[id]/2019/ada@mail.example']]],
])('what was judged beside a word that is [id] now is as it was: %s', (_name, route, rows) => {
  expect(found(route, { review: true })).toEqual(rows)
})

it('an address within a text is judged as one', () => {
  expect(found('/orders/1042 opened', {})).toEqual([['token', '/orders/1042 opened']])
  expect(found('/profile/okafor opened', { review: true })).toEqual([['address', '/profile/okafor opened']])
})

it('metadata are clean when the looks that the server took leave them alone', () => {
  expect([isCleanMetadata('{"bride":"Ada Lovelace"}', {}), isCleanMetadata('{"bride":"Ada Lovelace"}', { review: true })]).toEqual([true, false])
})

it('what tables tell to be a thing is clean, whether or not the server looks a second time today', () => {
  const judge = (metadata: object) => [{}, { review: true }].map((rules) => isCleanMetadata(JSON.stringify(metadata), rules))
  expect(judge({ employer: 'Goldman Sachs' })).toEqual([true, true])
  expect(judge({ employer: 'Goldman Sachs', designer: 'Priya Sharma' })).toEqual([false, false])
})

it('what is certainly harmless below a sensitive key is clean, whether or not the server looks a second time today', () => {
  const judge = (metadata: object) => [{}, { review: true }].map((rules) => isCleanMetadata(JSON.stringify(metadata), rules))
  expect(judge({ errors: { email: 'Email is required' } })).toEqual([true, true])
  expect(judge({ errors: { email: 'Email is required' }, email: 'kowalski' })).toEqual([false, false])
})

it.each([
  ['a count with its name', '{"pages":[["/a",1]]}', true],
  ['a name that aggregation does not give', '{"people":[["/a",1]]}', false],
  ['a count of a number', '{"pages":[[5,1]]}', false],
  ['a count that is a text', '{"pages":[["/a","1"]]}', false],
  ['values of a web vital by page', '{"pages":[["/a",1]],"vitals":[["/a",[320,1]]]}', true],
  ['values of a web vital that are texts', '{"vitals":[["/a",["hunter2"]]]}', false],
])('maps hold %s or are none of ours', (_name, text, isClean) => {
  expect(isCleanMaps(text)).toBe(isClean)
})

function createTables() {
  const db = new (loadEngine().DatabaseSync)(':memory:')
  for (const sql of ['words (space, text)', 'raw (metadata)', 'daily (type, context, maps)', 'transitions (from_page, to_page)', 'sessions (name)', 'streams (name)']) db.exec(`CREATE TABLE telemetry_${sql}`)
  return db
}

it('numbers of things are no findings below their keys', () => {
  const report = (metadata: object) => {
    const db = createTables()
    db.prepare('INSERT INTO telemetry_raw (metadata) VALUES (?)').run(JSON.stringify(metadata))
    const findings = createFindings(() => '')
    Array.from(scanRows(db, findings, { review: true }))
    return findings.list().map(({ type }) => type)
  }
  expect(report({ isin: 'IE00B4L5Y983', route: '/orders/:id' })).toEqual([])
  expect(report({ note: 'IE00B4L5Y983' })).toEqual(['token', 'uncleaned_metadata'])
})

it.each([
  ['telemetry_words', 'text'],
  ['telemetry_raw', 'metadata'],
  ['telemetry_daily', 'context'],
  ['telemetry_daily', 'maps'],
  ['telemetry_transitions', 'from_page'],
  ['telemetry_transitions', 'to_page'],
])('words in %s.%s are judged by the rules', (table, column) => {
  const db = createTables()
  db.exec(`INSERT INTO ${table} (${column}) VALUES ('/orders/1042')`)
  const findings = createFindings(() => '')
  Array.from(scanRows(db, findings))
  expect(findings.list()).toContainEqual({ type: 'address', place: `${table}.${column}`, count: 1, hash: '' })
})

it.each([
  ['telemetry_words (space, text)', "('page', '/rooms/blue room')", 1],
  ['telemetry_words (space, text)', "('endpoint', '/rooms/blue room')", 1],
  ['telemetry_words (space, text)', "('action', '/rooms/blue room')", 0],
  ['telemetry_daily (type, context)', "('page_leave', '/rooms/blue room')", 1],
  ['telemetry_daily (type, context)', "('api_call', '/rooms/blue room')", 1],
  ['telemetry_daily (type, context)', "('error', '/rooms/blue room')", 0],
  ['telemetry_transitions (from_page)', "('/rooms/blue room')", 1],
])('a blank ends no page: %s %s', (columns, values, count) => {
  const db = createTables()
  db.exec(`INSERT INTO ${columns} VALUES ${values}`)
  const findings = createFindings(() => '')
  Array.from(scanRows(db, findings))
  expect(findings.list()).toHaveLength(count)
})
