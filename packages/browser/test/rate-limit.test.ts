import { describe, expect, it } from 'vitest'
import { createRateLimit } from '../src/rate-limit'

function countAllowed(isAllowed: (time: number) => boolean, time: number, tries: number): number {
  return Array.from({ length: tries }, () => isAllowed(time)).filter(Boolean).length
}

describe('the rate limit', () => {
  it('lets 6,000 events through at once, and no more', () => {
    expect(countAllowed(createRateLimit(0), 0, 7000)).toBe(6000)
  })

  it('lets one event through every ten milliseconds after that', () => {
    const isAllowed = createRateLimit(0)
    countAllowed(isAllowed, 0, 6000)
    expect(countAllowed(isAllowed, 9, 5)).toBe(0)
    expect(countAllowed(isAllowed, 1000, 500)).toBe(100)
  })

  it('saves up no more than one burst, however long nothing happens', () => {
    const isAllowed = createRateLimit(0)
    countAllowed(isAllowed, 0, 6000)
    expect(countAllowed(isAllowed, 86_400_000, 7000)).toBe(6000)
  })

  it('neither gains nor loses when the clock is set back', () => {
    const isAllowed = createRateLimit(1_000_000)
    countAllowed(isAllowed, 1_000_000, 5990)
    expect(countAllowed(isAllowed, 0, 20)).toBe(10)
  })
})
