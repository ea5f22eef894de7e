// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  vi.restoreAllMocks()
})

describe('sessions of a client', () => {
  it('send what is left of the old session before the new one starts', async () => {
    const { clock, telemetry, requests, rows } = startTelemetry()
    telemetry.trackAction('before')
    clock.jump(31 * 60_000)
    telemetry.trackAction('after')
    await rows()
    expect(new Set(requests.map(({ batch }) => batch.sid)).size).toBe(2)
    expect(requests.flatMap(({ batch }) => batch.ev.map((row) => [row[0], row[3]]))).toEqual([
      [4, undefined], [1, 'before'], [5, null], [4, undefined], [1, 'after'],
    ].map(([type, name]) => [type, type === 5 ? null : name]))
  })

  it('start once, also if the end of the last one is itself a reason to record something', async () => {
    const { clock, telemetry } = startTelemetry({
      beforeSend: (event) => {
        if (event.type === 'session_end') telemetry.trackAction('ended')
        return event
      },
    })
    telemetry.trackAction('before')
    await clock.advance(2000)
    clock.jump(31 * 60_000)
    telemetry.trackAction('after')
    const { recent } = telemetry.inspect()
    expect(recent.filter(({ type }) => type === 'session_start')).toHaveLength(2)
    expect(new Set(recent.map(({ sessionId }) => sessionId)).size).toBe(2)
  })

  it('have nothing in common that is sent', async () => {
    const { clock, telemetry, requests, rows } = startTelemetry()
    telemetry.trackAction('before')
    await rows()
    clock.jump(31 * 60_000)
    telemetry.trackAction('after')
    await rows()
    const [first, , last] = requests.map(({ batch }) => batch)
    expect([first?.sid === last?.sid, first?.stream === last?.stream, last?.s0]).toEqual([false, false, 0])
    expect(new Set(telemetry.inspect().recent.map(({ id }) => id)).size).toBe(5)
  })

  it('never name a stream or a request by what the app passed as its id', async () => {
    const { telemetry, requests, rows } = startTelemetry()
    telemetry.trackAction('a', '/a', 'ada@shop.example')
    telemetry.trackAction('b', '/a', '4111111111111111')
    await rows()
    expect(requests.map(({ batch }) => batch.sid)).toEqual([null])
    expect(requests.every(({ init }) => !/ada|4111/.test(String(init.body)))).toBe(true)
  })

  it('are those that beforeSend returns', async () => {
    const { telemetry, requests, rows } = startTelemetry({ beforeSend: (event) => ({ ...event, sessionId: 'abc-123-def-456' }) })
    telemetry.trackAction('a')
    await rows()
    expect(requests.map(({ batch }) => [batch.sid, batch.ev.length])).toEqual([['abc-123-def-456', 2]])
  })

  it('continue that of an earlier page only when something happens on this one', async () => {
    const earlier = startTelemetry()
    earlier.telemetry.trackAction('a')
    const id = earlier.telemetry.inspect().sessionId
    await earlier.telemetry.shutdown()
    const { clock, telemetry } = startTelemetry()
    await clock.advance(1)
    document.dispatchEvent(new Event('pointerdown'))
    expect(telemetry.inspect().sessionId).toBeNull()
    telemetry.trackAction('b')
    expect(telemetry.inspect().sessionId).toBe(id)
  })

  it('last as long as the page was visible, however many clients of the page share them', async () => {
    const [first, second] = [startTelemetry(), startTelemetry()]
    const pass = (ms: number) => [first, second].forEach(({ clock }) => clock.jump(ms))
    first.telemetry.trackAction('a')
    pass(10_000)
    first.telemetry.trackAction('b')
    second.telemetry.trackAction('c')
    pass(20_000)
    second.telemetry.trackSessionEnd()
    expect(second.telemetry.inspect().recent.find(({ type }) => type === 'session_end')?.duration).toBe(30_000)
  })

  it('record the length that the call in the guide passes', async () => {
    const { clock, telemetry, rows } = startTelemetry()
    const id = telemetry.getAnonymousSessionId()
    telemetry.trackSessionStart(id)
    clock.jump(60_000)
    // The end of a session stands at its start, beside which its length is counted.
    telemetry.trackSessionEnd(id, 423_000)
    expect(await rows()).toEqual([[4, 0], [5, 0, null, null, 423_000]])
  })

  it.each([
    ['by its beginning', 90_000.4, -90_000],
    ['now when its length is none', -5, 0],
    ['now when its length is more than a day, as the time since 1970', 1_760_371_200_000, 0],
  ])('date the end of an app\'s own session %s', async (_name, duration, offset) => {
    const { telemetry, rows } = startTelemetry()
    telemetry.trackAction('a', '/a', 'abc-123-def-456')
    telemetry.trackSessionEnd('abc-123-def-456', duration)
    expect((await rows()).map((row) => [row[0], row[1]])).toEqual([[1, 0], [5, offset]])
  })

  it('date an end that is passed as an event in the same way, and do not move their own start', async () => {
    const { clock, telemetry, rows } = startTelemetry()
    telemetry.trackEvent({ type: 'session_end', sessionId: 'abc-123-def-456', duration: 90_000, metadata: { plan: 'pro' } })
    telemetry.trackAction('a')
    clock.jump(60_000)
    telemetry.trackEvent({ type: 'session_end', duration: 50_000 })
    expect(await rows()).toEqual([[5, 0, null, null, 90_000, { plan: 'pro' }], [4, 0], [1, 0, '/', 'a'], [5, 0, null, null, 50_000]])
    expect(telemetry.inspect().recent.map(({ createdAt }) => createdAt - clock.now_())).toEqual([-150_000, -60_000, -60_000, -60_000])
  })

  it('keep the end of an app\'s own session until consent, with its time', async () => {
    const { clock, telemetry, rows } = startTelemetry({ requireConsent: true })
    telemetry.trackAction('a', '/a', 'abc-123-def-456')
    telemetry.trackSessionEnd('abc-123-def-456', 5000)
    clock.jump(60_000)
    telemetry.setConsent(true)
    expect((await rows()).map((row) => [row[0], row[1]])).toEqual([[1, 0], [5, -5000]])
  })

  it('end none while a stored opt-out applies, even in the very first call', async () => {
    localStorage.setItem('parel.optout', '1')
    const { telemetry, rows } = startTelemetry()
    telemetry.trackSessionEnd('abc-123-def-456', 1000)
    expect(await rows()).toEqual([])
  })

  it('start none next to that of an app, which would count twice', async () => {
    const { telemetry, requests, rows } = startTelemetry()
    telemetry.trackSessionStart('abc-123-def-456')
    telemetry.trackPageView('/a', 'abc-123-def-456')
    telemetry.trackAction('save', '/a', 'abc-123-def-456')
    dispatchEvent(new Event('blur'))
    await rows()
    expect(telemetry.inspect().sessionId).toBeNull()
    expect(requests.map(({ batch }) => [batch.sid, batch.ev.length])).toEqual([['abc-123-def-456', 3]])
  })

  it('continue when the guide passes their id back', () => {
    const { clock, telemetry } = startTelemetry()
    const id = telemetry.getAnonymousSessionId()
    for (let minute = 0; minute < 60; minute += 20) {
      clock.jump(20 * 60_000)
      telemetry.trackPageView('/a', id)
    }
    expect(telemetry.inspect().sessionId).toBe(id)
  })

  it.each([
    ['00000000', true],
    ['7fffffff', true],
    ['80000000', false],
    ['ffffffff', false],
  ])('are sampled by their id: %s of a half', (start, isRecorded) => {
    const { telemetry } = startTelemetry({ sampleRate: 0.5 })
    telemetry.trackAction('a', undefined, `${start}-1111-4111-8111-111111111111`)
    expect(telemetry.inspect().recent.some(({ action }) => action === 'a')).toBe(isRecorded)
  })

  it('are recorded completely or not at all', async () => {
    const all = startTelemetry({ sampleRate: 1 })
    const none = startTelemetry({ sampleRate: 0 })
    all.telemetry.trackAction('a')
    none.telemetry.trackAction('a')
    expect(await all.rows()).toHaveLength(2)
    expect(await none.rows()).toHaveLength(0)
    const half = Array.from({ length: 12 }, () => {
      const { telemetry } = startTelemetry({ sampleRate: 0.5, storage: 'memory' })
      for (let index = 0; index < 10; index++) telemetry.trackAction('a')
      return telemetry.inspect().recent.length
    })
    expect(half.every((count) => count === 0 || count === 11)).toBe(true)
  })
})
