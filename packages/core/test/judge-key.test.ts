import { expect, it, vi } from 'vitest'
import { judgeReviewKey } from '../src/review/judge-key'

it('remembers a key also after thousands of others, and not all of these', () => {
  const inLetters = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  for (let index = 0; index < 31_000; index++) judgeReviewKey(`made_${inLetters(index)}`, '')
  const remember = vi.spyOn(Map.prototype, 'set')
  for (let round = 0; round < 10; round++) expect(judgeReviewKey('made_at_last', '')).toBe('plain')
  judgeReviewKey(`made_${inLetters(0)}`, '')
  judgeReviewKey(`made_${inLetters(30_999)}`, '')
  const remembered = remember.mock.calls.map(([key]) => key)
  remember.mockRestore()
  expect(remembered).toEqual(['made_at_last', `made_${inLetters(0)}`])
})
