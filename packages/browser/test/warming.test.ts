// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { startTelemetry } from './start-telemetry'

afterEach(() => vi.unstubAllGlobals())

it('throws nothing into the idle time of the page and loses no event there, however wrong the options are', async () => {
  const tasks: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (task: () => void) => tasks.push(task))
  const { clock, telemetry } = startTelemetry({ routes: 5 as unknown as readonly string[] })
  await clock.advance(1)
  expect(tasks).toHaveLength(1)
  expect(() => tasks.forEach((task) => task())).not.toThrow()
  expect(telemetry.inspect().lost).toEqual({})
})
