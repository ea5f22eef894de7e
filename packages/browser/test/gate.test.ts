// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { settle } from './fakes'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  localStorage.clear()
  vi.restoreAllMocks()
})

describe('the state of the client', () => {
  it('keeps at most 100 events until consent, in memory', () => {
    const { telemetry } = startTelemetry({ requireConsent: true })
    for (let index = 0; index < 150; index++) telemetry.trackAction('a')
    expect(telemetry.inspect()).toMatchObject({ state: 'waiting-for-consent', queued: 100, lost: { gate: 50 } })
    expect(sessionStorage.length + localStorage.length).toBe(0)
  })

  it('drops waiting events when consent is refused', async () => {
    const { telemetry, rows } = startTelemetry({ requireConsent: true })
    telemetry.trackAction('a')
    telemetry.setConsent(false)
    telemetry.setConsent(true)
    telemetry.trackAction('b')
    expect((await rows()).map((row) => row[3])).toEqual([undefined, 'b'])
  })

  it('uses the page that was seen when an event happened, not the one on which the visitor agrees', async () => {
    history.replaceState({}, '', '/cart')
    const { telemetry, rows } = startTelemetry({ requireConsent: true })
    telemetry.trackAction('first')
    telemetry.trackPageView()
    telemetry.trackAction('second')
    history.replaceState({}, '', '/privacy')
    telemetry.trackPageView()
    telemetry.trackAction('third')
    history.replaceState({}, '', '/')
    telemetry.setConsent(true)
    expect((await rows()).map((row) => [row[2], row[3]]).slice(1)).toEqual([['/cart', 'first'], ['/cart', undefined], ['/cart', 'second'], ['/privacy', undefined], ['/privacy', 'third']])
  })

  it('notifies subscribers when it changes', () => {
    const { telemetry } = startTelemetry()
    const states: string[] = []
    const stop = telemetry.subscribe(() => states.push(telemetry.inspect().state))
    telemetry.optOut()
    telemetry.optIn()
    stop()
    telemetry.optOut()
    expect(states).toEqual(['opted-out', 'recording'])
  })

  it('stops every timer at an opt-out', () => {
    const { clock, telemetry } = startTelemetry()
    telemetry.trackAction('a')
    telemetry.optOut()
    expect(clock.waiting()).toBe(0)
  })

  it('is off on localhost by default, and reports it once', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const { telemetry } = startTelemetry({ enabled: undefined })
    telemetry.trackAction('a')
    expect(telemetry.inspect().state).toBe('disabled')
    expect(info).toHaveBeenCalledOnce()
  })

  it('records nothing more after a shutdown', async () => {
    const { clock, telemetry, requests } = startTelemetry()
    telemetry.trackAction('a')
    await telemetry.shutdown()
    const before = requests.length
    telemetry.trackAction('b')
    await clock.advance(60_000)
    await settle()
    expect(requests).toHaveLength(before)
    expect(telemetry.inspect().state).toBe('stopped')
  })
})

describe('storage and persistence in memory', () => {
  it('write nothing to the device, whatever happens, but the opt-out, and look for nothing else', async () => {
    const asked = new Set<string>()
    const written = new Set<string>()
    const storage = { getItem: (key: string) => void asked.add(key), setItem: (key: string) => void written.add(key), removeItem: () => {} }
    vi.stubGlobal('localStorage', storage)
    vi.stubGlobal('sessionStorage', storage)
    const { telemetry, requests } = startTelemetry({ storage: 'memory', persistence: 'memory' }, () => new Response('{}', { status: 503, headers: { 'retry-after': '60' } }))
    telemetry.trackAction('a')
    void telemetry.flush()
    await settle()
    expect(requests).toHaveLength(1)
    dispatchEvent(new Event('pagehide'))
    telemetry.optOut()
    expect([...asked]).toEqual(['parel.optout'])
    expect([...written]).toEqual(['parel.optout'])
  })
})
