import { expect, it, vi } from 'vitest'
import { judgeReviewKey } from '../src/review/judge-key'

it('remembers a key also after thousands of others, and not all of these', () => {
  const forget = vi.spyOn(Map.prototype, 'clear')
  const inLetters = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  for (let index = 0; index < 21_000; index++) judgeReviewKey(`made_${inLetters(index)}`, '')
  expect(forget.mock.calls.length).toBeGreaterThan(1)
  forget.mockRestore()
  const remember = vi.spyOn(Map.prototype, 'set')
  for (let round = 0; round < 10; round++) expect(judgeReviewKey('made_at_last', '')).toBe('plain')
  const times = remember.mock.calls.filter(([key]) => key === 'made_at_last').length
  remember.mockRestore()
  // Once more if just then all were forgotten.
  expect(times === 1 || times === 2).toBe(true)
})
