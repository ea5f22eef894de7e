// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { settle } from './fakes'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

/** Another page of the site where the visitor decides; browsers notify every page except the one that wrote. */
function decideElsewhere(choice: 'optOut' | 'optIn'): void {
  const { telemetry } = startTelemetry()
  telemetry[choice]()
  void telemetry.shutdown()
  dispatchEvent(new StorageEvent('storage', { key: 'parel.optout' }))
}

describe('signals of the browser', () => {
  it.each([
    ['Global Privacy Control', { globalPrivacyControl: true }, {}, 'signal'],
    ['Do Not Track', { doNotTrack: '1' }, {}, 'signal'],
    ['that tracking is fine', { globalPrivacyControl: false, doNotTrack: '0' }, {}, 'recording'],
    ['Global Privacy Control, and the app says that it does not matter', { globalPrivacyControl: true }, { respectSignals: false }, 'recording'],
    ['that a program drives it', { webdriver: true }, { allowBots: false }, 'bot'],
    ['a signal first, also of a program', { webdriver: true, globalPrivacyControl: true }, { allowBots: false }, 'signal'],
    ['that a program drives it, and the app allows that', { webdriver: true }, { allowBots: true }, 'recording'],
  ])('are respected: %s', async (_name, signals, options, state) => {
    vi.stubGlobal('navigator', signals)
    const { telemetry, rows } = startTelemetry(options)
    telemetry.trackAction('a')
    expect(telemetry.inspect().state).toBe(state)
    expect((await rows()).length > 0).toBe(state === 'recording')
    expect(sessionStorage.length > 0).toBe(state === 'recording')
  })
})

describe('an opt-out', () => {
  it('deletes everything the client keeps and stored, and remembers only itself', async () => {
    const { telemetry, requests } = startTelemetry()
    telemetry.trackAction('a')
    expect(sessionStorage.length).toBe(2)
    telemetry.optOut()
    expect(telemetry.inspect()).toMatchObject({ state: 'opted-out', queued: 0, recent: [], sessionId: null })
    expect(sessionStorage).toHaveLength(0)
    expect({ ...localStorage }).toEqual({ 'parel.optout': '1' })
    await telemetry.flush()
    telemetry.optIn()
    await telemetry.flush()
    expect(requests.flatMap(({ batch }) => batch.ev.map((row) => row[3]))).not.toContain('a')
  })

  it('deletes what an earlier page of the tab left, even before anything is recorded', () => {
    sessionStorage.setItem('parel.session', '{}')
    sessionStorage.setItem('parel.live', '1')
    startTelemetry({ requireConsent: true }).telemetry.optOut()
    expect(sessionStorage).toHaveLength(0)
  })

  it('applies to calls that pass a session id, too', () => {
    const { clock, telemetry } = startTelemetry()
    telemetry.optOut()
    telemetry.trackSessionStart('mine')
    telemetry.trackSessionEnd('mine', 1000)
    expect([telemetry.inspect().recent, telemetry.inspect().queued, clock.waiting()]).toEqual([[], 0, 0])
  })

  it('in the middle of an event applies to that event, too', async () => {
    const later = vi.fn<() => void>()
    vi.stubGlobal('fetchLater', later)
    const { clock, telemetry, requests } = startTelemetry({
      beforeSend: (event) => {
        if (event.action === 'last') telemetry.optOut()
        return event
      },
    })
    telemetry.trackAction('first')
    telemetry.trackAction('last')
    expect(clock.waiting()).toBe(0)
    await clock.advance(60_000)
    expect([later.mock.calls, requests, telemetry.inspect().recent]).toEqual([[], [], []])
  })

  it('lasts for the next page, until somebody opts in again', () => {
    startTelemetry().telemetry.optOut()
    const { telemetry } = startTelemetry()
    telemetry.trackAction('a')
    expect(telemetry.inspect()).toMatchObject({ state: 'opted-out', recent: [] })
    telemetry.optIn()
    expect(localStorage).toHaveLength(0)
    expect(telemetry.inspect().state).toBe('recording')
  })

  it('in one tab stops recording in the others immediately', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('before')
    decideElsewhere('optOut')
    telemetry.trackAction('after')
    expect(telemetry.inspect()).toMatchObject({ state: 'opted-out', queued: 0, recent: [] })
  })

  it('in one tab is undone by an opt-in there for the others, too', () => {
    localStorage.setItem('parel.optout', '1')
    const { telemetry } = startTelemetry()
    expect(telemetry.inspect().state).toBe('opted-out')
    decideElsewhere('optIn')
    expect(startTelemetry().telemetry.inspect().state).toBe('recording')
  })

  it('lasts for this page where nothing can be stored', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    const { telemetry } = startTelemetry()
    telemetry.optOut()
    dispatchEvent(new StorageEvent('storage', { key: 'theirs' }))
    telemetry.trackAction('a')
    expect(telemetry.inspect()).toMatchObject({ state: 'opted-out', recent: [] })
  })

  it('aborts requests in flight', () => {
    const { telemetry, requests } = startTelemetry()
    telemetry.trackAction('a')
    void telemetry.flush()
    expect(requests[0]?.init.signal?.aborted).toBe(false)
    telemetry.optOut()
    expect(requests[0]?.init.signal?.aborted).toBe(true)
  })

  it('clears the pause that the collector has asked for', async () => {
    const { telemetry } = startTelemetry({}, () => new Response('', { status: 503, headers: { 'Retry-After': '60' } }))
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(Object.keys(localStorage)).toEqual(['parel.pause'])
    telemetry.optOut()
    expect(Object.keys(localStorage)).toEqual(['parel.optout'])
  })

  it('resolves the flush and the shutdown that it interrupts', async () => {
    const { telemetry } = startTelemetry({}, () => new Response('', { status: 503 }))
    telemetry.trackAction('a')
    const ends = Promise.all([telemetry.flush(), telemetry.shutdown()])
    telemetry.optOut()
    await expect(ends).resolves.toBeDefined()
  })
})

describe('consent', () => {
  it('is awaited without accessing any storage', () => {
    const storage = { getItem: vi.fn<() => null>(() => null), setItem: vi.fn<() => void>(), removeItem: vi.fn<() => void>() }
    vi.stubGlobal('localStorage', storage)
    vi.stubGlobal('sessionStorage', storage)
    const { telemetry } = startTelemetry({ requireConsent: true })
    telemetry.trackAction('a')
    telemetry.getAnonymousSessionId()
    telemetry.inspect()
    expect(storage.getItem).not.toHaveBeenCalled()
    expect(storage.setItem).not.toHaveBeenCalled()
    telemetry.setConsent(true)
    expect(storage.getItem).toHaveBeenCalled()
  })

  it('keeps the original time of events that waited', async () => {
    const { clock, telemetry } = startTelemetry({ requireConsent: true })
    telemetry.trackAction('early')
    const happenedAt = clock.now_()
    clock.jump(60_000)
    telemetry.setConsent(true)
    expect(telemetry.inspect().recent.find(({ action }) => action === 'early')?.createdAt).toBe(happenedAt)
    await settle()
  })

  it('that is withdrawn leaves no key and no event, and a new one starts a new session', () => {
    const { telemetry } = startTelemetry({ requireConsent: true })
    telemetry.setConsent(true)
    const first = telemetry.getAnonymousSessionId()
    telemetry.setConsent(false)
    telemetry.trackAction('unheard')
    expect(sessionStorage.length + localStorage.length).toBe(0)
    expect(telemetry.inspect()).toMatchObject({ state: 'waiting-for-consent', queued: 0, recent: [], sessionId: null })
    telemetry.setConsent(true)
    expect(telemetry.getAnonymousSessionId()).not.toBe(first)
    expect(JSON.stringify(telemetry.inspect().recent)).not.toContain('unheard')
  })
})

describe('a prerendered page', () => {
  it('records what happened before it was shown with the time at which it was shown', () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
    Object.assign(document, { prerendering: true })
    const { clock, telemetry } = startTelemetry()
    telemetry.trackPageView('/a')
    expect(telemetry.inspect()).toMatchObject({ state: 'prerendering', recent: [] })
    clock.jump(60_000)
    Reflect.deleteProperty(document, 'prerendering')
    document.dispatchEvent(new Event('prerenderingchange'))
    expect(telemetry.inspect().recent.find(({ type }) => type === 'page_view')?.createdAt).toBe(clock.now_())
  })

  it('is listened to once if an event comes before the client hears that it is shown', () => {
    const hear = vi.spyOn(window, 'addEventListener')
    Object.assign(document, { prerendering: true })
    const { telemetry } = startTelemetry({ persistence: 'memory' })
    Reflect.deleteProperty(document, 'prerendering')
    telemetry.trackAction('a')
    expect(hear.mock.calls.filter(([type]) => type === 'pagehide')).toHaveLength(1)
  })
})
