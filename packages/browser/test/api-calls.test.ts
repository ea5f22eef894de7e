// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiCalls, type ApiCallOptions } from '../src/capture/api-calls'
import { startCapture, startCapturing } from './start-capture'

interface Timing {
  readonly name: string
  readonly initiatorType: string
  readonly duration: number
  readonly responseStatus?: number
  readonly responseEnd: number
}

/** What the browser has measured since the page was opened, and the observers of further entries. */
const measured: Timing[] = []
const observers = new Set<(list: object) => void>()
class FakeObserver {
  constructor(readonly hear: (list: object) => void) {}
  observe({ buffered }: { buffered?: boolean }): void {
    observers.add(this.hear)
    if (buffered && measured.length) this.hear({ getEntries: () => [...measured] })
  }
  disconnect(): void {
    observers.delete(this.hear)
  }
}

beforeEach(() => vi.stubGlobal('PerformanceObserver', FakeObserver))
afterEach(() => {
  vi.unstubAllGlobals()
  measured.length = 0
  observers.clear()
})

function measure(path: string, more: Partial<Timing> = {}): void {
  const timing = { name: new URL(path, document.baseURI).href, initiatorType: 'fetch', duration: 12.3, responseStatus: 200, responseEnd: performance.now(), ...more }
  measured.push(timing)
  observers.forEach((hear) => hear({ getEntries: () => [timing] }))
}

function start(options?: ApiCallOptions) {
  const started = startCapture(apiCalls(options))
  return { ...started, calls: () => started.events().map(({ page, duration, metadata }) => [page, duration, metadata?.statusCode]) }
}

describe('apiCalls', () => {
  it('records route, duration and status of fetch and XMLHttpRequest, including those before the start, and no other resources, such as the pages that Next.js prefetches for visible links', () => {
    measure('/api/early')
    const { calls } = start()
    measure('/api/user/42?token=abc', { responseStatus: 404 })
    measure('/api/old', { initiatorType: 'xmlhttprequest' })
    measure('/logo.png', { initiatorType: 'img' })
    measure('/app.js', { initiatorType: 'script' })
    measure('/beacon', { initiatorType: 'beacon' })
    measure('/users/ada-lovelace?page=2&_rsc=1ld0r')
    expect(calls()).toEqual([['/api/early', 12, 200], ['/api/user/[id]', 12, 404], ['/api/old', 12, 200]])
  })

  it('records no status where the browser does not reveal it, as in Safari: 0 would mean that there was no response', () => {
    const { events } = start()
    measure('/api/user', { responseStatus: undefined as never })
    measure('/api/opaque', { responseStatus: 0 })
    expect(events().map(({ page, metadata }) => [page, metadata])).toEqual([['/api/user', null], ['/api/opaque', { statusCode: 0 }]])
  })

  it('takes status 0 for a failure only on its own origin: a response to a no-cors call elsewhere looks the same', () => {
    const { calls } = start()
    measure('/api/down', { responseStatus: 0 })
    measure('https://analytics.example/g/collect', { responseStatus: 0 })
    measure('https://api.example/user', { responseStatus: 503 })
    measure(`${location.origin}0/other-port`, { responseStatus: 0 })
    expect(calls()).toEqual([['/api/down', 12, 0], ['/g/collect', 12, undefined], ['/user', 12, 503], ['/other-port', 12, undefined]])
  })

  it('records no call to its own collector, and none that the app excludes', () => {
    const { calls } = start({ exclude: ['https://cdn.example/'] })
    measure('/api/telemetry?v=1&st=1')
    measure('https://cdn.example/x')
    measure('/api/user')
    measure('/api/telemetry-settings')
    expect(calls()).toEqual([['/api/user', 12, 200], ['/api/telemetry-settings', 12, 200]])
  })

  it('records no call of another client on the page, or two clients would trigger each other forever', () => {
    const { calls } = start()
    measure('https://stats.example/collect?v=1&st=1760371200000')
    measure('https://stats.example/collect?site=7&v=1&st=1760371200000&enc=gzip')
    expect(calls()).toEqual([])
  })

  it.each(['/api/search?v=1&st=3', '/api/search?v=1&st=1760371200000&page=2'])('records a call of the app whose URL only looks similar: %s', (address) => {
    const { calls } = start()
    measure(address)
    expect(calls()).toEqual([['/api/search', 12, 200]])
  })

  it('records nothing from the time in which the visitor had opted out, and nothing twice', () => {
    measure('/api/before')
    const { telemetry, calls } = start()
    telemetry.optOut()
    measure('/api/meanwhile')
    telemetry.optIn()
    measure('/api/after')
    expect(calls()).toEqual([['/api/after', 12, 200]])
  })

  it('reports no call again when another client takes over on the same page, as under a provider that is remounted', async () => {
    const capture = apiCalls()
    const first = startCapture(capture)
    measure('/api/once')
    await first.telemetry.shutdown()
    measure('/api/between')
    const second = startCapture(capture)
    measure('/api/after')
    expect([first, second].map(({ events }) => events().map(({ page }) => page))).toEqual([['/api/once'], ['/api/between', '/api/after']])
  })

  it('records what happened while the visitor was being asked, but not what happened after a refusal', () => {
    const asked = startCapturing({ requireConsent: true, capture: [apiCalls()] })
    measure('/api/asked')
    asked.telemetry.setConsent(true)
    expect(asked.telemetry.inspect().recent.map(({ page }) => page)).toContain('/api/asked')
    const refused = startCapturing({ requireConsent: true, capture: [apiCalls()] })
    refused.telemetry.setConsent(false)
    measure('/api/refused')
    refused.telemetry.setConsent(true)
    expect(JSON.stringify(refused.telemetry.inspect().recent)).not.toContain('api_call')
  })

  it('records nothing from before an opt-in on a page that started with a stored opt-out', () => {
    localStorage.setItem('parel.optout', '1')
    const { telemetry, calls } = start()
    expect(telemetry.inspect().state).toBe('opted-out')
    measure('/api/meanwhile')
    telemetry.optIn()
    measure('/api/after')
    expect(calls()).toEqual([['/api/after', 12, 200]])
  })

  it('does nothing where the browser measures nothing', () => {
    vi.stubGlobal('PerformanceObserver', undefined)
    Reflect.deleteProperty(globalThis, 'PerformanceObserver')
    const { calls } = start()
    expect(calls()).toEqual([])
  })
})
