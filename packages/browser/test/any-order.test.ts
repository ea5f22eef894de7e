// @vitest-environment happy-dom
import { createRandom } from '@parel/telemetry-testing'
import { afterEach, expect, it, vi } from 'vitest'
import { clicks } from '../src/capture/clicks'
import { errors } from '../src/capture/errors'
import { pageViews } from '../src/capture/page-views'
import type { Telemetry } from '../src/telemetry-interface'
import { createClock, createPageEnvironment, settle } from './fakes'
import { startTelemetry } from '../src/start-telemetry'

const SEEDS = 150
const STEPS = 40
const pushState = history.pushState

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

interface Batch {
  readonly stream: string
  readonly s0: number
  readonly ev: readonly unknown[][]
}

/** A collector that is down, slow to confirm or well, as `mode` says. */
function createCollector(mayReceive: () => boolean) {
  const rows = new Map<string, string>()
  const collector = { mode: 200, rows, faults: new Set<string>() }
  const fetch: typeof globalThis.fetch = async (_url, init = {}) => {
    if (!mayReceive()) collector.faults.add('sent while not allowed')
    const mode = collector.mode
    if (mode === 0) throw new TypeError('unreachable')
    if (mode >= 400) return new Response('{}', { status: mode })
    const { stream, s0, ev } = JSON.parse(await readText(init.body as BodyInit)) as Batch
    ev.forEach((row, index) => {
      const id = `${stream}-${s0 + index}`
      const text = JSON.stringify(row)
      if ((rows.get(id) ?? text) !== text) collector.faults.add('one id for two events')
      rows.set(id, text)
    })
    // Stored, but nobody learns of it.
    if (mode === 201) throw new TypeError('connection lost')
    return Response.json({ success: true })
  }
  return { collector, fetch }
}

async function readText(body: BodyInit): Promise<string> {
  if (typeof body === 'string') return body
  return new Response(new Blob([body as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

/** What an app may do inside `beforeSend`. */
const INSIDE: ((telemetry: Telemetry) => unknown)[] = [
  (telemetry) => telemetry.optOut(),
  (telemetry) => telemetry.trackAction('inside'),
  (telemetry) => telemetry.flush(),
  (telemetry) => telemetry.trackSessionEnd(),
  (telemetry) => telemetry.inspect(),
]

it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))('keeps its promises in any order of calls and page events: seed %d', async (seed) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { below } = createRandom(seed)
  const clock = createClock()
  let isForbidden = false
  let isInside = false
  const { collector, fetch } = createCollector(() => !isForbidden)
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  const isNesting = below(3) === 0
  const telemetry: Telemetry = startTelemetry(
    {
      endpoint: '/api/telemetry',
      enabled: true,
      allowBots: true,
      requireConsent: below(3) === 0,
      flushIntervalMs: [0, 1000, 5000][below(3)],
      maxBatchEvents: [1, 5, 500][below(3)],
      capture: [errors(), (host) => (below(8) === 0 && host.telemetry.optOut(), () => {}), pageViews(), clicks()],
      beforeSend: (event) => {
        if (!isNesting || isInside || below(5)) return event
        isInside = true
        INSIDE[below(INSIDE.length)]?.(telemetry)
        isInside = false
        return event
      },
    },
    createPageEnvironment(clock, fetch),
  )
  const show = (isHidden: boolean) => {
    hidden.mockReturnValue(isHidden)
    dispatchEvent(new Event('visibilitychange'))
  }
  const advance = (ms: number) => {
    vi.advanceTimersByTime(ms)
    return clock.advance(ms)
  }
  const choose = (step: () => void) => {
    isForbidden = false
    step()
  }
  const steps: (() => unknown)[] = [
    () => telemetry.trackAction('one'),
    () => telemetry.trackAction('two'),
    () => telemetry.trackPageView('/three'),
    () => telemetry.trackSessionEnd(),
    () => advance(below(3000)),
    () => advance(60_000),
    () => clock.jump(2_000_000),
    () => show(true),
    () => show(false),
    () => dispatchEvent(new Event('pagehide')),
    () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })),
    () => history.pushState(null, '', `/page-${below(3)}`),
    () => (collector.mode = [200, 200, 200, 0, 201, 503, 429][below(7)] as number),
    () => below(3) || telemetry.optOut(),
    () => choose(() => telemetry.optIn()),
    () => choose(() => telemetry.setConsent(below(3) > 0)),
    () => void telemetry.flush(),
  ]
  const check = () => {
    const { state, recent } = telemetry.inspect()
    isForbidden = state !== 'recording'
    const kept = isForbidden ? [recent.length, sessionStorage.length, Number(history.pushState !== pushState)] : []
    if (kept.some(Boolean)) collector.faults.add(`${state}, but kept ${kept.join()}`)
  }
  for (let count = 0; count < STEPS; count++) {
    await steps[below(steps.length)]?.()
    check()
  }
  collector.mode = 200
  show(false)
  await advance(4_000_000)
  check()
  await telemetry.flush()
  const { recent, queued, lost } = telemetry.inspect()
  if (!isForbidden && (queued || recent.some(({ id }) => !collector.rows.has(id)))) collector.faults.add('lost without a count')
  expect(lost['internal']).toBeUndefined()
  telemetry.optOut()
  await settle()
  expect([clock.waiting(), vi.getTimerCount(), history.pushState === pushState]).toEqual([0, 0, true])
  expect([...collector.faults]).toEqual([])
})
