// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClock, createFetch, createPageEnvironment, provideDatabases, settle } from './fakes'
import { startTelemetry as startIn } from '../src/start-telemetry'
import { startTelemetry } from './start-telemetry'
import { clicks } from '../src/capture/clicks'
import { errors } from '../src/capture/errors'
import { pageViews } from '../src/capture/page-views'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

function show(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(state === 'hidden')
  dispatchEvent(new Event('visibilitychange'))
}

describe('a flush of a hidden page', () => {
  const sendBeacon = (accepts: boolean) => {
    const bodies: Blob[] = []
    vi.stubGlobal('navigator', { sendBeacon: (_url: string, body: Blob) => accepts && bodies.push(body) > 0 })
    return bodies
  }
  const hide = () => {
    const { telemetry } = startTelemetry({ exit: 'beacon', persistence: 'memory' })
    telemetry.trackAction('before')
    show('hidden')
    telemetry.trackAction('after')
    return telemetry
  }

  it.each([
    ['has been handed to the beacon', true, 2],
    ['could not be handed over, because the beacon is refused', false, 0],
  ])('resolves when the data %s', async (_name, accepts, beacons) => {
    const bodies = sendBeacon(accepts)
    await hide().flush()
    expect(bodies).toHaveLength(beacons)
  })

  it('resolves when the client shuts down, too', async () => {
    sendBeacon(true)
    const telemetry = hide()
    await telemetry.shutdown()
    expect(telemetry.inspect().state).toBe('stopped')
  })

  it('resolves no sooner than the response to a request that the page sends itself', async () => {
    let answer = (_response: Response) => {}
    const fetch = () => new Promise<Response>((resolve) => (answer = resolve))
    const telemetry = startIn({ endpoint: '/api/telemetry', enabled: true, allowBots: true, persistence: 'memory' }, createPageEnvironment(createClock(), fetch))
    telemetry.trackAction('a')
    show('hidden')
    const flushed = telemetry.flush()
    let isDone = false
    void flushed.then(() => (isDone = true))
    await settle()
    expect(isDone).toBe(false)
    answer(Response.json({ success: true }))
    await flushed
  })
})

describe('a page that the browser wakes up in the background', () => {
  it('starts no session, because nobody is there', () => {
    const { clock, telemetry } = startTelemetry()
    telemetry.trackAction('a')
    const id = telemetry.inspect().sessionId
    show('hidden')
    clock.jump(31 * 60_000)
    document.dispatchEvent(new Event('resume'))
    expect(telemetry.inspect().sessionId).toBe(id)
  })

  it('still sends immediately what it records', async () => {
    const { telemetry, requests } = startTelemetry({ persistence: 'memory' })
    telemetry.inspect() // Recording begins with the first look at the client.
    show('hidden')
    document.dispatchEvent(new Event('resume'))
    telemetry.trackAction('a')
    await settle()
    expect(requests.flatMap(({ batch }) => batch.ev.map((row) => row[3]))).toContain('a')
  })
})

describe('a page that is shown again after an opt-out in another tab', () => {
  it.each(['visible again', 'from the back/forward cache'])('stores, sends and waits for nothing: %s', async (way) => {
    const open = vi.fn<(name: string) => object>(() => ({}))
    const clock = createClock()
    const { fetch, requests } = createFetch()
    provideDatabases({ open, deleteDatabase: () => ({}) })
    const telemetry = startIn({ endpoint: '/api/telemetry', enabled: true, allowBots: true }, createPageEnvironment(clock, fetch))
    telemetry.trackAction('a')
    dispatchEvent(new Event('pagehide'))
    show('hidden')
    await settle()
    const before = [open.mock.calls.length, requests.length]
    clock.jump(60_000)
    // No `storage` event reaches a page that sleeps.
    localStorage.setItem('parel.optout', '1')
    if (way === 'visible again') show('visible')
    else {
      vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
      dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    }
    expect([telemetry.inspect().state, clock.waiting(), sessionStorage.length]).toEqual(['opted-out', 0, 0])
    await clock.advance(60_000)
    expect([open.mock.calls.length, requests.length]).toEqual(before)
  })
})

describe('the end of a page', () => {
  const ENDS = ['visibilitychange', 'pagehide']
  const hear = () => {
    const spy = vi.spyOn(window, 'addEventListener')
    return () => spy.mock.calls.map(([type]) => type).filter((type) => ENDS.includes(type))
  }

  it('is listened for from the first event on, and not in the task that starts the app', () => {
    const heard = hear()
    const { telemetry } = startTelemetry({ persistence: 'memory', capture: [clicks(), errors(), pageViews()] })
    expect(heard()).toEqual([])
    telemetry.trackAction('a')
    telemetry.trackAction('b')
    expect(heard()).toEqual(ENDS)
  })

  it('is listened for even if a decision came before the first event', () => {
    const heard = hear()
    const { telemetry } = startTelemetry({ persistence: 'memory' })
    telemetry.setConsent(true)
    telemetry.trackAction('a')
    expect(heard()).toEqual(ENDS)
  })

  it('is noticed if it came before the first event: hidden time does not count', () => {
    const { clock, telemetry } = startTelemetry({ persistence: 'memory' })
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    telemetry.trackAction('a')
    clock.jump(60_000)
    show('visible')
    clock.jump(5000)
    show('hidden')
    expect(telemetry.inspect().recent.filter(({ type }) => type === 'session_end').map(({ duration }) => duration)).toEqual([5000])
  })
})
