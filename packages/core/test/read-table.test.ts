import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ALPHABET } from '../src/review/name-features'
import { hasHash, readHashes, writeHashes } from '../src/review/read-table'

const hash = fc.integer({ min: 0, max: 2 ** 32 - 1 })

it.each([5, 6, 7, 10, 12, 13])('contains the hashes written with %i bits, and mistakes no more others for them than expected', (bits) => {
  fc.assert(
    fc.property(fc.uniqueArray(hash, { minLength: 1, maxLength: 300 }), fc.array(hash, { maxLength: 300 }), (hashes, others) => {
      const count = hashes.length
      const set = readHashes(writeHashes(hashes, count, bits, ALPHABET), count, bits, ALPHABET)
      const place = (value: number) => Math.floor((value / 2 ** 32) * (count << bits))
      const places = new Set(hashes.map(place))
      expect(hashes.filter((value) => !hasHash(set, value))).toEqual([])
      expect(others.filter((value) => hasHash(set, value) !== places.has(place(value)))).toEqual([])
    }),
  )
})

it('is empty if nothing was written', () => {
  expect(hasHash(readHashes('', 1, 5, ALPHABET), 2 ** 31)).toBe(false)
})
