import { expect, it, vi } from 'vitest'
import { readEnvironment } from '../src/environment'

it('keeps no process alive with a pending timer', () => {
  const unref = vi.fn()
  const setTimer = vi.spyOn(globalThis, 'setTimeout').mockReturnValue({ unref } as unknown as ReturnType<typeof setTimeout>)
  readEnvironment().after_(1000, () => {})
  setTimer.mockRestore()
  expect(unref).toHaveBeenCalledTimes(1)
})

it('returns whole milliseconds where a page has replaced its clock by a server\'s, with fractions', () => {
  const look = vi.spyOn(Date, 'now').mockReturnValue(1_760_371_200_000.75)
  const now = readEnvironment().now_()
  look.mockRestore()
  expect(now).toBe(1_760_371_200_000)
})
