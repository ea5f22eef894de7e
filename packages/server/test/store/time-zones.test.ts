import { afterEach, describe, expect, it, vi } from 'vitest'
import { canonicalZone, isSameZone } from '../../src/store/shared/time-zones'

afterEach(() => void vi.unstubAllGlobals())

/** A runtime that leaves each name of a zone as it was given, as Bun does; its Temporal knows which are one. */
function leaveNames(): void {
  const named = (timeZone: string) => ({ name: spellOnce(timeZone), equals: ({ name }: { readonly name: string }) => name === spellOnce(timeZone) })
  vi.stubGlobal('Temporal', { Instant: { fromEpochMilliseconds: () => ({ toZonedDateTimeISO: named }) } })
  vi.stubGlobal('Intl', {
    DateTimeFormat: class {
      readonly resolvedOptions: () => { readonly timeZone: string }
      constructor(_locale: string, { timeZone }: { readonly timeZone: string }) {
        spellOnce(timeZone)
        this.resolvedOptions = () => ({ timeZone })
      }
    },
  })
}

const { DateTimeFormat } = Intl
const spellOnce = (timeZone: string) => new DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone

describe.each([
  ['names are spelled alike', () => {}],
  ['names stay as they were given', leaveNames],
])('where %s', (_name, prepare) => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata', true],
    ['UTC', 'Etc/UTC', true],
    ['UTC', 'GMT', true],
    ['Europe/Berlin', 'Europe/Paris', false],
    ['Europe/Berlin', 'Mars/Base', false],
    ['Mars/Base', 'Mars/Base', false],
  ])('%s and %s are one zone: %s', (left, right, isOne) => {
    prepare()
    expect(isSameZone(left, right)).toBe(isOne)
    expect(isSameZone(right, left)).toBe(isOne)
  })
})

it('a name that stays as it was given is known', () => {
  leaveNames()
  expect([canonicalZone('Asia/Kolkata'), canonicalZone('Mars/Base')]).toEqual(['Asia/Kolkata', null])
})
