import { describe, expect, it } from 'vitest'
import { createBackOff } from '../src/back-off'

describe('the back-off', () => {
  it.each([0, 0.25, 1])('waits a random part (here %d) of a limit that doubles up to a minute, and starts over after a success', (dice) => {
    const backOff = createBackOff({ now_: () => 1000, random_: () => dice, find_: () => null })
    const waitAfterFailure = () => {
      backOff.failed_(0, backOff.failures_())
      return backOff.openAt_() - 1000
    }
    expect(Array.from({ length: 7 }, waitAfterFailure)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].map((bound) => bound * dice))
    backOff.succeeded_(0)
    expect(waitAfterFailure()).toBe(2000 * dice)
  })

  it('pauses for at most an hour', () => {
    const backOff = createBackOff({ now_: () => 1000, random_: () => 1, find_: () => null })
    backOff.rest_(10_800_000)
    expect(backOff.openAt_() - 1000).toBe(3_600_000)
  })
})
