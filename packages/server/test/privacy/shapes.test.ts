import { createHash } from 'node:crypto'
import { PERSONAL_DATA } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { createCanaries } from '../../src/privacy/canaries'
import { createFindings } from '../../src/privacy/finding'
import { scanText } from '../../src/privacy/scan-file'

/** What is found in a text, by kind. */
function find(text: string): readonly { readonly type: string; readonly value: string }[] {
  const values: string[] = []
  const findings = createFindings(() => '', (value) => values.push(value))
  scanText(text, { place: 'text', findings, from: 0, end: text.length })
  return findings.list().map(({ type }, index) => ({ type, value: values[index] ?? '' }))
}

/** The same numbers in every run. */
function seeded(): (below: number) => number {
  let state = 7
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('the shapes of personal data', () => {
  it('are found in all of 1,000 invented strings, whole', () => {
    const canaries = createCanaries(1000, seeded())
    const missed = canaries.filter((canary) => !find(`seen ${canary} here`).some(({ value }) => value === canary))
    expect(missed).toEqual([])
  })

  it.each(PERSONAL_DATA.filter(({ kind }) => /mail address$|mail address with|encoded|phone number$|card|IBAN|IPv|JWT|Stripe|GitHub|AWS/.test(kind)))('are found in a $kind', ({ value }) => {
    expect(find(`x ${value} y`)).not.toEqual([])
  })

  it.each([
    ['sk', '-', 'proj-', 'aB3_'.repeat(12)], ['sk', '-', 'ant-api03-', 'aB3_'.repeat(20)], ['sk', '-', 'a1B2'.repeat(12)], ['glp', 'at-', 'aB3-'.repeat(5)], ['npm', '_', 'aB3c'.repeat(9)], ['hf', '_', 'aBcd'.repeat(8), 'xy'], ['shp', 'at_', 'a1b2'.repeat(8)], ['whs', 'ec_', 'aB3c'.repeat(8)],
  ])('are found in an access key: %s%s%s…', (...parts) => {
    expect(find(`x ${parts.join('')} y`)).toEqual([{ type: 'key', value: parts.join('') }])
  })

  it('are not found in the random bytes of 400,000 session ids', () => {
    // Two ids of 16 bytes in each hash.
    const ids = Array.from({ length: 200_000 }, (_, index) => createHash('sha256').update(`e${index}`).digest('latin1'))
    expect(find(ids.join('\0'))).toEqual([])
  })

  it('are not found in 100,000 session ids of an export, some of which have the digits of a card', () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => createHash('sha256').update(`u${index}`).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'))
    expect(find(ids.map((id) => `{"sessionId":"${id}"}`).join('\n'))).toEqual([])
    expect(find(`${ids[0]} 4242-4242-4242-4242 ${ids[1]}`)).toEqual([{ type: 'card', value: '4242-4242-4242-4242' }])
  })

  it('are not found in averages and percentiles, eight bytes each, the first of which is an @ from 2 to 65,536', () => {
    const steps = [3, 7, 20, 100].flatMap((parts) => Array.from({ length: parts * 520 }, (_, index) => index / parts))
    const rows = steps.map((value) => {
      const row = Buffer.from('at................')
      row.writeDoubleBE(value, 2)
      row.writeDoubleBE(value, 10)
      return row.toString('latin1')
    })
    expect(find(rows.join('\0'))).toEqual([])
  })

  it.each([
    ['a route', '/orders/[id]/items'],
    ['a time', '2025-10-13T16:00:00.000Z'],
    ['a version', 'app 1.2.3'],
    ['a time of day', '12:34:56'],
    ['a decimal number', '0.4242424242424242'],
    ['a moment in milliseconds', '1760371200000'],
    ['an id of an event', '0mgpm4ln5V1StGXR8_Z5-41'],
    ['a session', '3e6b5674-59f1-4602-8d87-3cdd5521aa0a'],
    ['a card number with a wrong digit', '4242 4242 4242 4241'],
    ['an IBAN with a wrong digit', 'DE89 3704 0044 0532 0130 01'],
    ['this machine', '127.0.0.1'],
    ['a browser that tells only the first part of its version', 'Chrome 118.0.0.0'],
    ['versions of four parts', '{"version":"10.0.0.7","appBuild": "1.0.0.12","firmware_version":"2.1.0.33","build_number=1.2.3.4"}'],
    ['what cleaning left of a secret in a query', 'name=Omar&email=[removed]&token=[removed]'],
    ['the same before a sign, and in a text within JSON', '?token=[removed], {"query":"\\"?sid=[removed]\\""}'],
    ['an image of twice the size', 'hero-banner@2x.png'],
  ])('are not in %s', (_name, text) => {
    expect(find(`x ${text} y`)).toEqual([])
  })

  it.each([
    ['behind the word for what was removed', '?token=[removed]hunter2', '?token=[removed]hunter2'],
    ['under a key that only ends like one of a version', '{"conversion":"203.0.113.7"}', '203.0.113.7'],
    ['beside a version', '{"version":"10.0.0.7","ip":"203.0.113.7"}', '203.0.113.7'],
    ['of somebody whose provider is like an image', 'ada.byron@2x.com.example', 'ada.byron@2x.com.example'],
  ])('are found %s', (_name, text, value) => {
    expect(find(text).map((found) => found.value)).toEqual([value])
  })

  it('are not seen in a million random bytes', () => {
    const random = seeded()
    const text = Buffer.from(Array.from({ length: 1_000_000 }, () => random(256))).toString('latin1')
    expect(find(text)).toEqual([])
  })
})
