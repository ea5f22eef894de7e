// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CaptureHost } from '../src/capture/capture'
import { settle } from './fakes'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

const start = (options = {}) => {
  const started = startTelemetry(options)
  started.telemetry.trackAction('a')
  return started
}

function violate(blockedURI: string, disposition: 'enforce' | 'report'): void {
  dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, disposition }))
}

describe('a policy of the page', () => {
  const collector = `${location.origin}/api/telemetry?v=1&st=1`

  it('that forbids the collector stops sending, and ends a pending flush', async () => {
    const { telemetry } = start()
    const flushed = telemetry.flush()
    violate(collector, 'enforce')
    await flushed
    expect(telemetry.inspect()).toMatchObject({ state: 'stopped', queued: 0 })
  })

  it.each([
    ['is only tried out', collector, 'report'],
    ['forbids something else', 'https://elsewhere.example/api/telemetry', 'enforce'],
    ['forbids scripts of the page', 'inline', 'enforce'],
    ['forbids an address that begins like it', `${location.origin}/api/telemetry-of-others?v=1`, 'enforce'],
  ] as const)('that %s changes nothing', (_name, blockedURI, disposition) => {
    const { telemetry } = start()
    violate(blockedURI, disposition)
    expect(telemetry.inspect().state).toBe('recording')
  })
})

describe('an event of the page', () => {
  it('sends immediately when the window loses focus, which is the last event on some phones', async () => {
    const { requests } = start()
    dispatchEvent(new Event('blur'))
    await settle()
    expect(requests).toHaveLength(1)
  })

  it('retries when the network is back', async () => {
    const answers = [new Response('', { status: 503 })]
    const { telemetry, requests } = startTelemetry({}, () => answers.shift() ?? Response.json({ success: true }))
    telemetry.trackAction('a')
    await telemetry.flush()
    expect([requests.length, telemetry.inspect().queued]).toEqual([1, 2])
    dispatchEvent(new Event('online'))
    await settle()
    expect([requests.length, telemetry.inspect().queued]).toEqual([2, 0])
  })

  it.each(['pointerdown', 'keydown', 'scroll'])('keeps the session alive: %s', (type) => {
    const { clock, telemetry } = start()
    const id = telemetry.inspect().sessionId
    for (let hour = 0; hour < 4; hour++) {
      clock.jump(25 * 60_000)
      document.dispatchEvent(new Event(type))
    }
    telemetry.trackAction('b')
    expect(telemetry.inspect().sessionId).toBe(id)
  })

  it('checks the session when the page is shown again', () => {
    const { clock, telemetry } = start()
    const id = telemetry.inspect().sessionId
    clock.jump(31 * 60_000)
    dispatchEvent(new Event('visibilitychange'))
    expect(telemetry.inspect().sessionId).not.toBe(id)
  })
})

describe('the path of the page', () => {
  afterEach(() => history.replaceState(null, '', '/'))

  it('is the page of an event before any page was seen, wherever the page has navigated', async () => {
    const { telemetry, rows } = startTelemetry()
    for (const path of ['/orders', '/cart']) {
      history.replaceState(null, '', path)
      telemetry.trackAction('look')
    }
    expect((await rows()).slice(1).map((row) => row[2])).toEqual(['/orders', '/cart'])
  })
})

describe('a capture', () => {
  it('may record when it starts: the page is listened to once', () => {
    const listen = vi.spyOn(globalThis, 'addEventListener')
    startTelemetry({ capture: [({ telemetry }) => (telemetry.trackAction('began'), () => {})] })
    expect(listen.mock.calls.filter(([type]) => type === 'pagehide')).toHaveLength(1)
    listen.mockRestore()
  })

  it('that throws at the start stops no other, and nothing that waits', () => {
    const failing = () => {
      throw new Error('theirs')
    }
    const second = vi.fn<(host: CaptureHost) => () => void>(() => () => {})
    const { telemetry } = startTelemetry({ requireConsent: true, capture: [failing, false, undefined, second] })
    telemetry.trackAction('waits')
    telemetry.setConsent(true)
    expect(second).toHaveBeenCalledOnce()
    expect(telemetry.inspect().recent.map(({ action }) => action)).toContain('waits')
  })

  it('that throws in an event handler disturbs neither the page nor the client', () => {
    const onPageError = vi.fn<(event: Event) => void>()
    addEventListener('error', onPageError)
    const { telemetry } = startTelemetry({
      capture: [
        ({ page }) =>
          page.listen(page.window, 'theirs', () => {
            throw new Error('theirs')
          }),
      ],
    })
    expect(() => dispatchEvent(new Event('theirs'))).not.toThrow()
    removeEventListener('error', onPageError)
    expect(onPageError).not.toHaveBeenCalled()
    expect(telemetry.inspect().state).toBe('recording')
  })
})

it('stops capturing as soon as it is shut down, while the rest is still being sent', async () => {
  const stop = vi.fn<() => void>()
  const { telemetry } = startTelemetry({ capture: [() => stop] })
  const stopped = telemetry.shutdown()
  expect(stop).toHaveBeenCalledOnce()
  await stopped
  expect(stop).toHaveBeenCalledOnce()
})

describe('app code that throws', () => {
  const fail = () => {
    throw new Error('theirs')
  }

  it('when the page is left loses nothing', async () => {
    const { telemetry, requests } = startTelemetry({ persistence: 'memory', capture: [({ onSnapshot }) => (onSnapshot(fail), () => {})] })
    telemetry.trackAction('a')
    dispatchEvent(new Event('pagehide'))
    expect(requests).toHaveLength(1)
    telemetry.optOut()
    await settle()
  })

  it('when recording stops leaves an opt-out complete', () => {
    const end = vi.fn()
    const { clock, telemetry } = startTelemetry({ capture: [() => fail, () => end] })
    telemetry.trackAction('a')
    telemetry.optOut()
    expect(end).toHaveBeenCalledOnce()
    expect([clock.waiting(), sessionStorage.length, telemetry.inspect().queued]).toEqual([0, 0, 0])
  })

  it('on an event or on a change loses no event, and counts none as lost', () => {
    const hear = vi.fn()
    const { telemetry } = startTelemetry({ capture: [({ onEvent }) => onEvent(fail), ({ onEvent }) => onEvent(hear)] })
    telemetry.subscribe(fail)
    telemetry.trackAction('a')
    telemetry.optOut()
    expect([hear.mock.calls.length, telemetry.inspect().lost]).toEqual([2, {}])
  })
})

describe('a session that the app ends', () => {
  it('is not continued by the next page', async () => {
    const first = start()
    const id = first.telemetry.inspect().sessionId
    first.telemetry.trackSessionEnd()
    expect(first.telemetry.inspect().sessionId).toBeNull()
    await first.telemetry.shutdown()
    const next = start()
    expect(next.telemetry.inspect().sessionId).not.toBe(id)
  })
})

describe('a frame', () => {
  it('never touches the session of the page around it', () => {
    vi.stubGlobal('top', {})
    const { telemetry } = start()
    expect(telemetry.inspect().sessionId).not.toBeNull()
    expect(sessionStorage).toHaveLength(0)
  })
})

describe('storage in memory only', () => {
  it('keeps the session out of sessionStorage', () => {
    const { telemetry } = start({ storage: 'memory' })
    expect(telemetry.inspect().sessionId).not.toBeNull()
    expect(sessionStorage).toHaveLength(0)
  })
})
