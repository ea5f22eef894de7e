// @vitest-environment happy-dom
import { PERSONAL_DATA } from '@parel/telemetry-testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { withTelemetry } from '../src/capture/api-calls'
import { clicks } from '../src/capture/clicks'
import { errors } from '../src/capture/errors'
import { pageViews } from '../src/capture/page-views'
import { plausible } from '../src/capture/plausible'
import type { Capture } from '../src/capture/capture'
import { readScriptSettings } from '../src/script-settings'
import { startTelemetry } from '../src/start-telemetry'
import { createClock, createFetch, createPageEnvironment } from './fakes'

const cleanUps: (() => void)[] = []
afterEach(() => {
  cleanUps.splice(0).forEach((cleanUp) => cleanUp())
  sessionStorage.clear()
  localStorage.clear()
  document.body.innerHTML = ''
})

function start(...capture: Capture[]) {
  const clock = createClock()
  const { fetch } = createFetch()
  const telemetry = startTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, capture }, createPageEnvironment(clock, fetch))
  telemetry.inspect() // Recording begins with the first look at the client.
  cleanUps.push(() => telemetry.optOut())
  const events = () => telemetry.inspect().recent.filter(({ type }) => type !== 'session_start')
  return { clock, telemetry, events }
}

describe('clicks', () => {
  it('records the name and the data of the marked element around the target', () => {
    const { events } = start(clicks())
    document.body.innerHTML = '<button data-parel-action="signup" data-parel-plan="pro" data-other="x"><b>Go</b></button><i>no</i>'
    document.querySelector('b')?.click()
    document.querySelector('i')?.click()
    expect(events().map(({ action, metadata }) => [action, metadata])).toEqual([['signup', { plan: 'pro' }]])
  })

  it('opts out through a marked link', () => {
    const { telemetry } = start(clicks())
    document.body.innerHTML = '<a data-parel-optout>Do not count me</a>'
    document.querySelector('a')?.click()
    expect(telemetry.inspect().state).toBe('opted-out')
  })
})

describe('errors', () => {
  it('records kind, name and place, and never the message', () => {
    const { events } = start(errors())
    dispatchEvent(new ErrorEvent('error', { message: 'x', error: new TypeError('ada@example.org is missing') }))
    expect(events()[0]).toMatchObject({ type: 'error', action: 'client_error', metadata: { errorName: 'TypeError', source: 'error' } })
    expect(JSON.stringify(events())).not.toContain('missing')
  })

  it('hears what is thrown in the task that starts the client', () => {
    const clock = createClock()
    const telemetry = startTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, capture: [errors()] }, createPageEnvironment(clock, createFetch().fetch))
    cleanUps.push(() => telemetry.optOut())
    dispatchEvent(new ErrorEvent('error', { message: 'x', error: new TypeError('x') }))
    expect(telemetry.inspect().recent.map(({ type }) => type)).toContain('error')
  })

  it.each(['ResizeObserver loop completed with undelivered notifications.', 'Script error.'])('leaves out the noise "%s"', (message) => {
    const { events } = start(errors())
    dispatchEvent(new ErrorEvent('error', { message }))
    expect(events()).toEqual([])
  })

  it('knows at most 20 different errors of a page', () => {
    const { events } = start(errors())
    for (let index = 0; index < 30; index++) {
      const error = new Error('x')
      error.name = `Kind${String.fromCharCode(65 + index)}Error`
      dispatchEvent(new ErrorEvent('error', { message: 'x', error }))
    }
    expect(events()).toHaveLength(20)
  })
})

describe('page views', () => {
  it('leaves excluded paths out', () => {
    const { events } = start(pageViews({ exclude: ['/admin*'] }))
    history.pushState({}, '', '/admin/users')
    history.pushState({}, '', '/shop')
    expect(events().filter(({ type }) => type === 'page_view').map(({ page }) => page)).toContain('/shop')
    expect(JSON.stringify(events())).not.toContain('admin')
  })

  it('puts the history of the page back when it ends', () => {
    const original = history.pushState
    const { telemetry } = start(pageViews())
    expect(history.pushState).not.toBe(original)
    telemetry.optOut()
    expect(history.pushState).toBe(original)
  })
})

describe('plausible', () => {
  const listen = () => {
    const script = vi.fn<(name: string, about: object) => void>()
    vi.stubGlobal('plausible', script)
    cleanUps.push(() => vi.unstubAllGlobals())
    return script
  }

  it('tells a script on the page of views and actions, as they are sent', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.trackPageView('/orders/4711?email=ada@example.org')
    telemetry.trackAction('save', '/profile/abc-123-def-456', undefined, { plan: 'pro', step: 2, email: 'ada@example.org', tags: ['x'] })
    expect(script.mock.calls).toEqual([
      ['pageview', { url: `${location.origin}/orders/[id]`, u: `${location.origin}/orders/[id]`, props: {} }],
      ['save', { url: `${location.origin}/profile/[id]`, u: `${location.origin}/profile/[id]`, props: { plan: 'pro', step: '2' } }],
    ])
  })

  it('hands over nothing personal, whatever was given', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    for (const { value } of PERSONAL_DATA) telemetry.trackAction(`save ${value}`, `/u/${encodeURIComponent(value)}`, undefined, { note: value, [value]: 1 })
    expect(script).toHaveBeenCalledTimes(PERSONAL_DATA.length)
    for (const { value } of PERSONAL_DATA) expect(JSON.stringify(script.mock.calls)).not.toContain(value)
  })

  it('tells nothing else, and nothing that was refused', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.trackError('api_error', '/a')
    telemetry.trackApiCall('/a', 1, 200)
    telemetry.trackAction('')
    expect(script).not.toHaveBeenCalled()
  })

  it('falls silent at an opt-out, and speaks once after an opt-in', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.optOut()
    telemetry.trackAction('silent')
    expect(script).not.toHaveBeenCalled()
    telemetry.optIn()
    telemetry.trackAction('again')
    expect(script).toHaveBeenCalledOnce()
  })

  it('does without the script, and with one that throws', () => {
    const { events, telemetry } = start(plausible())
    telemetry.trackAction('alone')
    listen().mockImplementation(() => {
      throw new Error('theirs')
    })
    telemetry.trackAction('broken')
    expect(events().map(({ action }) => action)).toEqual(['alone', 'broken'])
  })
})

describe('withTelemetry', () => {
  it('records method, status and time, and passes everything through', async () => {
    const response = new Response('x', { status: 404 })
    const promise = Promise.resolve(response)
    const trackApiCall = vi.fn<(...call: unknown[]) => void>()
    const fetch = withTelemetry(() => promise, { trackApiCall })
    const result = fetch('/api/user', { method: 'post' })
    expect(result).toBe(promise)
    expect(await result).toBe(response)
    expect(trackApiCall).toHaveBeenCalledWith('/api/user', expect.any(Number), 404, { method: 'POST' })
  })

  it('records a failure as status 0, and leaves it to the caller', async () => {
    const trackApiCall = vi.fn<(...call: unknown[]) => void>()
    const fetch = withTelemetry(() => Promise.reject(new TypeError('away')), { trackApiCall })
    await expect(fetch('/api/user')).rejects.toThrow('away')
    expect(trackApiCall).toHaveBeenCalledWith('/api/user', expect.any(Number), 0, { method: 'GET' })
  })
})

describe('the settings of the script tag', () => {
  const read = (settings: Record<string, string>) => {
    const warnings: string[] = []
    const result = readScriptSettings((name) => settings[name], 'shop.example', (message) => warnings.push(message))
    return { ...result, warnings }
  }

  it('needs none', () => {
    expect(read({})).toMatchObject({ instance: 'default', auto: true, options: { endpoint: '/api/telemetry' }, warnings: [] })
  })

  it.each([
    ['endpoint', '/t', { endpoint: '/t' }],
    ['enabled', 'true', { enabled: true }],
    ['enabled', '', { enabled: true }],
    ['domains', 'shop.example,www.shop.example', { enabled: undefined }],
    ['domains', 'other.example', { enabled: false }],
    ['routes', '/u/:name, /docs/*', { routes: ['/u/:name', '/docs/*'] }],
    ['respect-dnt', 'false', { respectSignals: false }],
    ['sample', '0.5', { sampleRate: 0.5 }],
    ['flush', '2000', { flushIntervalMs: 2000 }],
    ['consent', 'required', { requireConsent: true }],
    ['persistence', 'memory', { persistence: 'memory' }],
    ['tag', 'beta', { context: { tag: 'beta' } }],
  ])('reads data-%s="%s"', (name, value, expected) => {
    expect(read({ [name]: value }).options).toMatchObject(expected)
  })

  it.each([
    ['spa', 'react', 'history, hash, false'],
    ['flush', 'soon', 'a number'],
    ['enabled', 'yes', 'true, false'],
  ])('warns about data-%s="%s" and says what it takes', (name, value, cure) => {
    const { warnings } = read({ [name]: value })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`data-${name}="${value}"`)
    expect(warnings[0]).toContain(cure)
  })
})
