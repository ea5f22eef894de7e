import { expect, it, vi } from 'vitest'
import { readEnvironment } from '../src/environment'

it('keeps no process alive by a timer that waits', () => {
  const unref = vi.fn()
  const setTimer = vi.spyOn(globalThis, 'setTimeout').mockReturnValue({ unref } as unknown as ReturnType<typeof setTimeout>)
  readEnvironment().after_(1000, () => {})
  setTimer.mockRestore()
  expect(unref).toHaveBeenCalledTimes(1)
})
