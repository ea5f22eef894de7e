// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  localStorage.clear()
})

/** Milliseconds after which an event is sent. */
async function waitOf(flushIntervalMs: number | undefined, exit?: 'beacon'): Promise<number> {
  const { clock, telemetry, requests } = startTelemetry({ flushIntervalMs, exit, persistence: 'memory' })
  const start = clock.now_()
  telemetry.trackAction('a')
  while (!requests.length) await clock.advance(500)
  const waited = clock.now_() - start
  await telemetry.shutdown()
  return waited
}

describe('an event waits', () => {
  it('at most two seconds where nothing protects it against a crash', async () => {
    expect([await waitOf(undefined), await waitOf(60_000), await waitOf(1000)]).toEqual([2000, 2000, 1000])
  })

  it('and is counted as queued, as it is then', () => {
    const { telemetry } = startTelemetry({ persistence: 'memory' })
    telemetry.trackAction('a')
    const before = telemetry.inspect()
    telemetry.trackEvent({ type: 'nonsense' as never })
    // The start of the session waits, too.
    telemetry.trackAction('b')
    expect([before.queued, before.recent.length, before.lost, telemetry.inspect().lost]).toEqual([2, 2, {}, { invalid: 1 }])
    telemetry.optOut()
  })

  it('a tenth of a second until the browser holds a copy; further copies are a second apart', async () => {
    const handed: string[] = []
    vi.stubGlobal('fetchLater', (_url: string, { body }: RequestInit) => handed.push(String(body)))
    const { clock, telemetry } = startTelemetry({ flushIntervalMs: 60_000, persistence: 'memory' })
    const countAfter = async (ms: number) => {
      await clock.advance(ms)
      return handed.length
    }
    telemetry.trackAction('a')
    const first = [await countAfter(99), await countAfter(1)]
    telemetry.trackAction('b')
    const next = [await countAfter(999), await countAfter(1)]
    // What is sent takes its copy along: the events behind it are as uncovered as the first one was.
    await telemetry.flush()
    telemetry.trackAction('c')
    expect([first, next, await countAfter(100)]).toEqual([[0, 1], [1, 2], 3])
    telemetry.optOut()
  })

  it('as long as the app configures where the browser holds a copy', async () => {
    const later = vi.fn<() => object>(() => ({ activated: false }))
    vi.stubGlobal('fetchLater', later)
    expect([await waitOf(undefined), await waitOf(60_000), await waitOf(1000)]).toEqual([5000, 60_000, 1000])
    // Never longer than an hour: what is longer than 24.8 days, such as `Infinity`, browsers take for no time at all.
    expect(await waitOf(7_200_000)).toBe(3_600_000)
    later.mockClear()
    expect([await waitOf(60_000, 'beacon'), later.mock.calls]).toEqual([2000, []])
  })
})
