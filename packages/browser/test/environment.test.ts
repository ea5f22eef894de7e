import { expect, it, vi } from 'vitest'
import { readEnvironment } from '../src/environment'

it('keeps no process alive by a timer that waits', () => {
  const unref = vi.fn()
  const setTimer = vi.spyOn(globalThis, 'setTimeout').mockReturnValue({ unref } as unknown as ReturnType<typeof setTimeout>)
  readEnvironment().after_(1000, () => {})
  setTimer.mockRestore()
  expect(unref).toHaveBeenCalledTimes(1)
})

it('tells whole milliseconds where a page has set its clock by a server, and so by a fraction', () => {
  const look = vi.spyOn(Date, 'now').mockReturnValue(1_760_371_200_000.75)
  const now = readEnvironment().now_()
  look.mockRestore()
  expect(now).toBe(1_760_371_200_000)
})
