import { afterEach, expect, it, vi } from 'vitest'
import { createTelemetryServer } from '../../src/index'
import { fakeStore } from './fake-store'

afterEach(() => vi.useRealTimers())

it('a live view without events is never silent for longer than Bun leaves open, and asks the host no more often for that', async () => {
  vi.useFakeTimers()
  let asked = 0
  const telemetry = createTelemetryServer({ store: fakeStore(), authorize: () => ++asked > 0 })
  const { body } = await telemetry.fetch(new Request('http://host.example/api/telemetry/live'))
  const times: number[] = []
  body?.pipeTo(new WritableStream({ write: () => void times.push(Date.now()) })).catch(() => undefined)
  await vi.advanceTimersByTimeAsync(60_000)
  // Bun.serve closes what is silent for 10 s, and counts in steps of 4.
  expect(Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBeLessThan(8000)
  expect(times.at(-1)).toBeGreaterThan(Date.now() - 8000)
  expect(asked).toBe(1 + 4)
  await telemetry.close()
})
