import { PERSONAL_DATA } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { anonymizeText, anonymizeUrl, sanitizeMetadata } from '../src/page'

describe.each(PERSONAL_DATA)('$kind', ({ value }) => {
  it.each([
    ['a segment', `/orders/${value}/edit`],
    ['an encoded segment', `/orders/${encodeURIComponent(value)}`],
    ['a query', `/orders?x=${value}`],
    ['a fragment', `/orders#${value}`],
    ['a hash route', `#/orders/${value}`],
    ['credentials', `https://${value.replaceAll('/', '')}@shop.example/orders`],
    ['a matrix parameter', `/orders;x=${value}`],
  ])('does not survive as %s of an address', (_name, address) => {
    expect(anonymizeUrl(address)).not.toContain(value)
  })

  it.each([
    ['the whole text', value],
    ['a part of a sentence', `Could not find ${value} in the list`],
    ['a parameter in a text', `GET /x?id=${value} failed`],
    ['a quoted part', `{"who":"${value}"`],
    ['a bracketed part', `lookup(${value})`],
  ])('does not survive as %s', (_name, text) => {
    expect(anonymizeText(text)).not.toContain(value)
  })

  it.each([
    ['a value', { note: value }],
    ['a key', { [value]: 1 }],
    ['a nested value', { a: { b: [value] } }],
    ['a value in JSON in a string', { body: JSON.stringify({ note: value }) }],
    ['a value of a map', new Map([['note', value]])],
    ['a value of a set', { list: new Set([value]) }],
    ['the value of a pair', { fields: [['authorization', value]] }],
    ['the value of a named value', { field: { name: 'authorization', value } }],
  ])('does not survive as %s of metadata', (_name, metadata) => {
    expect(JSON.stringify(sanitizeMetadata(metadata))).not.toContain(value)
  })
})
