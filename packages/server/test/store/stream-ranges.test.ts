import { expect, it } from 'vitest'
import { countMissing, newStream, noteArrival, type SequenceRange } from '../../src/store/shared/stream-ranges'

const after = (...ranges: SequenceRange[]) => ranges.reduce(noteArrival, newStream)

it.each<[string, SequenceRange[], SequenceRange[]]>([
  ['nothing where all came in order', [[0, 5], [5, 9]], []],
  ['what is left out', [[0, 5], [7, 9]], [[5, 7]]],
  ['what was before the first one', [[3, 5]], [[0, 3]]],
  ['nothing once the late one follows', [[5, 9], [0, 5]], []],
  ['two holes where the late one is between them', [[9, 10], [3, 5]], [[0, 3], [5, 9]]],
  ['what a repetition cannot fill', [[0, 5], [7, 9], [0, 5], [7, 9]], [[5, 7]]],
])('a stream misses %s', (_name, ranges, missing) => {
  expect(after(...ranges)).toMatchObject({ missing, next: Math.max(...ranges.map(([, to]) => to)) })
})

it('a stream with more than 32 holes gives the oldest ones up, and goes on counting them', () => {
  const holes = after(...Array.from({ length: 40 }, (_, index): SequenceRange => [2 * index + 1, 2 * index + 2]))
  expect(holes.missing).toHaveLength(32)
  expect([holes.abandoned, countMissing(holes)]).toEqual([8, 40])
  // What was given up is not looked for any more.
  expect(countMissing(noteArrival(holes, [0, 1]))).toBe(40)
  expect(countMissing(noteArrival(holes, [78, 79]))).toBe(39)
})
