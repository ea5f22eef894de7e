// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Capture } from '../src/capture/capture'
import { startTelemetry as startIn } from '../src/start-telemetry'
import { createClock, createFetch, createPageEnvironment, provideDatabases, settle } from './fakes'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

function catchBeacons(): string[] {
  const sent: string[] = []
  vi.stubGlobal('navigator', { sendBeacon: (_url: string, body: Blob) => sent.push(body.type) > 0 })
  return sent
}
const leave = () => dispatchEvent(new Event('pagehide'))

describe('leaving', () => {
  it('uses keep-alive, and no beacon, where both exist', async () => {
    const beacons = catchBeacons()
    const { telemetry, requests } = startTelemetry({ persistence: 'memory' })
    telemetry.trackAction('a')
    leave()
    expect(requests.map(({ init }) => init.keepalive)).toEqual([true])
    expect(beacons).toEqual([])
    await settle()
  })

  it('uses the beacon where the app asks for it', async () => {
    const beacons = catchBeacons()
    const { telemetry, requests } = startTelemetry({ exit: 'beacon', persistence: 'memory' })
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(requests).toHaveLength(1)
    telemetry.trackAction('b')
    leave()
    expect([requests.length, beacons]).toEqual([1, ['text/plain']])
  })

  it('uses the beacon where the browser has no keep-alive', () => {
    const beacons = catchBeacons()
    const environment = createPageEnvironment(createClock(), createFetch().fetch)
    vi.stubGlobal('Request', class {})
    const telemetry = startIn({ endpoint: '/api/telemetry', enabled: true, allowBots: true, persistence: 'memory' }, environment)
    telemetry.trackAction('a')
    leave()
    expect(beacons).toEqual(['text/plain'])
  })

  it('asks captures for what they hold back, each time the page is left and when the client shuts down', async () => {
    const tell = vi.fn()
    const hold: Capture = ({ onSnapshot }) => {
      onSnapshot(tell)
      return () => {}
    }
    const { telemetry } = startTelemetry({ persistence: 'memory', capture: [hold] })
    telemetry.inspect() // Recording begins with the first look at the client.
    leave()
    expect(tell).toHaveBeenCalledTimes(1)
    await telemetry.shutdown()
    expect(tell).toHaveBeenCalledTimes(2)
  })

  it('includes what a listener of the page records while the page is left', async () => {
    const { telemetry, requests } = startTelemetry({ persistence: 'memory' })
    telemetry.trackAction('before')
    leave()
    telemetry.trackAction('after')
    await settle()
    telemetry.trackAction('last')
    await settle()
    expect(requests.flatMap(({ batch }) => batch.ev.map((row) => row[3]))).toEqual([undefined, 'before', 'after', 'last'])
  })
})

describe('the device', () => {
  const startWith = (options: { persistence?: 'memory'; endpoint?: string }) => {
    const open = vi.fn<(name: string) => IDBOpenDBRequest>(() => ({}) as IDBOpenDBRequest)
    const deleteDatabase = vi.fn<(name: string) => void>()
    provideDatabases({ open, deleteDatabase })
    const telemetry = startIn({ endpoint: '/api/telemetry', enabled: true, allowBots: true, ...options }, createPageEnvironment(createClock(), createFetch().fetch))
    telemetry.trackAction('a')
    return { open, deleteDatabase, telemetry }
  }

  it.each([
    ['the usual collector', '/api/telemetry', 'parel-telemetry'],
    ['another one, apart', '/stats', 'parel-telemetry /stats'],
  ])('keeps what is unsent for %s, until an opt-out', (_name, endpoint, database) => {
    const { open, deleteDatabase, telemetry } = startWith({ endpoint })
    expect(open.mock.calls.map(([name]) => name)).toEqual([database])
    telemetry.optOut()
    expect(deleteDatabase.mock.calls.flat()).toEqual([database])
  })

  it('is checked repeatedly for what other pages have left, and immediately when the visitor returns', async () => {
    const answer = (request: { onsuccess?: () => void }, later = queueMicrotask) => (later(() => request.onsuccess?.()), request)
    const transaction = vi.fn(() => ({ objectStore: () => ({ getAll: () => answer({}), getAllKeys: () => answer({}), transaction: { commit() {} } }) }))
    const open = () => answer({ result: { transaction, close() {} } } as object)
    const clock = createClock()
    provideDatabases({ open })
    const telemetry = startIn({ endpoint: '/api/telemetry', enabled: true, allowBots: true }, createPageEnvironment(clock, createFetch().fetch))
    const looksAfter = async (ms: number) => {
      transaction.mockClear()
      await clock.advance(ms)
      return transaction.mock.calls.length
    }
    expect([await looksAfter(1010), await looksAfter(30_000), await looksAfter(30_000)]).toEqual([1, 1, 1])
    dispatchEvent(new Event('pagehide'))
    expect(await looksAfter(90_000)).toBe(0)
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    // One look at its own rows, one for those of others.
    expect([await looksAfter(1), await looksAfter(30_000)]).toEqual([2, 1])
    telemetry.optOut()
    expect(await looksAfter(90_000)).toBe(0)
  })

  it('keeps nothing where the app disables it', () => {
    const { open } = startWith({ persistence: 'memory' })
    leave()
    expect(open).not.toHaveBeenCalled()
    expect({ ...localStorage }).toEqual({})
  })

  it('gets no empty text from a page with nothing to keep', async () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('a')
    await telemetry.flush()
    leave()
    expect({ ...localStorage }).toEqual({})
    await settle()
  })
})

describe('the next document of a tab', () => {
  const openAs = (type: string, mark: string | null) => {
    sessionStorage.setItem('parel.session', JSON.stringify({ id: '11111111-1111-4111-8111-111111111111', start: createClock().now_(), last: createClock().now_(), visible: 0 }))
    if (mark) sessionStorage.setItem('parel.live', mark)
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as unknown as PerformanceEntry])
    const { telemetry } = startTelemetry()
    return telemetry.getAnonymousSessionId() === '11111111-1111-4111-8111-111111111111'
  }

  it.each([
    ['goes on with the session after a link', 'navigate', null, true],
    ['goes on after a reload, though the mark still stands', 'reload', '1', true],
    ['goes on after the way back, though the mark still stands', 'back_forward', '1', true],
    ['begins a session of its own as a copy of a living tab', 'navigate', '1', false],
    ['goes on as the very document that left the mark', 'navigate', String(performance.timeOrigin), true],
  ])('%s', (_name, type, mark, expected) => {
    expect(openAs(type, mark)).toBe(expected)
  })

  it('counts no time during which it was hidden, and checks again what the visitor allows when it returns', () => {
    const { clock, telemetry } = startTelemetry({ persistence: 'memory' })
    telemetry.trackAction('a')
    const lengths = () => telemetry.inspect().recent.filter(({ type }) => type === 'session_end').map(({ duration }) => duration)
    clock.jump(10_000)
    leave()
    clock.jump(60_000)
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    clock.jump(5000)
    leave()
    expect(lengths()).toEqual([10_000, 15_000])
    localStorage.setItem('parel.optout', '1')
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(telemetry.inspect().state).toBe('opted-out')
  })

  it('finds no mark of a client that was shut down', async () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('a')
    await telemetry.shutdown()
    expect(Object.keys({ ...sessionStorage })).toEqual(['parel.session'])
  })

  it('finds no mark of a document that was left, and finds it again when that document returns', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('a')
    const mark = sessionStorage.getItem('parel.live')
    expect(mark).not.toBeNull()
    leave()
    expect(sessionStorage.getItem('parel.live')).toBeNull()
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(sessionStorage.getItem('parel.live')).toBe(mark)
  })

  it('finds no mark of a document that recorded something while it was left', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('a')
    leave()
    // Such as the leave of a page that a framework reports: browsers say "hidden" after "pagehide", and call listeners of `pagehide` in the order of their adding.
    telemetry.trackAction('last')
    expect(sessionStorage.getItem('parel.live')).toBeNull()
  })
})
