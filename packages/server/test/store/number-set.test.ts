import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNumber, createNumberSet, eachNumber, type NumberSet } from '../../src/store/shared/number-set'

const fill = (values: Iterable<number>) => {
  const set = createNumberSet()
  for (const value of values) addNumber(set, value)
  return set
}
const listOf = (set: NumberSet) => {
  const values: number[] = []
  eachNumber(set, (value) => values.push(value))
  return values.sort((left, right) => left - right)
}

describe('a set of numbers', () => {
  it('holds what a Set holds', () => {
    const numbers = fc.array(fc.oneof(fc.nat(50), fc.nat(), fc.maxSafeNat().map((value) => Math.min(value, 2 ** 52))))
    fc.assert(
      fc.property(numbers, (values) => {
        const set = fill(values)
        expect(set.size).toBe(new Set(values).size)
        expect(listOf(set)).toEqual([...new Set(values)].sort((left, right) => left - right))
      }),
    )
  })

  it('holds 100,000 numbers in a row, and numbers that differ by 2^32', () => {
    expect(fill(Array.from({ length: 100_000 }, (_, index) => index)).size).toBe(100_000)
    expect(listOf(fill([7, 7 + 2 ** 32, 7 + 2 ** 33, 7]))).toEqual([7, 7 + 2 ** 32, 7 + 2 ** 33])
  })
})
