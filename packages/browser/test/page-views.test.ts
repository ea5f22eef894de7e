// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pageViews, type PageViewOptions } from '../src/capture/page-views'
import { startCapture } from './start-capture'

beforeEach(() => {
  vi.useFakeTimers()
  history.replaceState({}, '', '/start')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function start(options?: PageViewOptions) {
  const started = startCapture(pageViews(options))
  vi.runAllTimers()
  const list = (type: string) => started.events().filter((event) => event.type === type).map(({ page }) => page)
  return { ...started, views: () => list('page_view'), leaves: () => list('page_leave') }
}

const go = (address: string) => history.pushState({}, '', address)
function setVisible(visible: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  dispatchEvent(new Event('visibilitychange'))
}
function changeHash(hash: string): void {
  history.replaceState({}, '', hash)
  dispatchEvent(new Event('hashchange'))
}

describe('page views', () => {
  it('count paths, and neither the query nor the fragment', () => {
    const { views } = start()
    go('/a')
    go('/a?tab=2')
    changeHash('#part')
    history.replaceState({}, '', '/b?email=ada@example.org')
    expect(views()).toEqual(['/start', '/a', '/b'])
  })

  it('count a different query where the app asks for it, and never record it', () => {
    const { views } = start({ search: true })
    go('/a?q=ada')
    go('/a?q=bob')
    expect(views()).toEqual(['/start', '/a', '/a'])
  })

  it('follow a route in the fragment, and record no secret in it', () => {
    const { views } = start({ spa: 'hash' })
    changeHash('#/orders/4711?token=abc')
    changeHash('#access_token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc')
    expect(views()).toEqual(['/start', '/start/orders/[id]', '/start'])
  })

  it('leave out excluded routes in the fragment, which stand behind the path', () => {
    const { views } = start({ spa: 'hash', exclude: ['/start#/admin*'] })
    changeHash('#/admin/orders')
    changeHash('#/orders')
    expect(views()).toEqual(['/start', '/start/orders'])
  })

  it('leave out excluded paths beyond ASCII as they stand in the address', () => {
    const { views } = start({ exclude: ['/b%C3%BCcher*'] })
    go('/bücher/neu')
    expect(views()).toEqual(['/start'])
  })

  it('follow address changes without `history`, where the browser reports them, until the client stops', () => {
    const navigation = new EventTarget()
    vi.stubGlobal('navigation', navigation)
    const leave = vi.spyOn(navigation, 'removeEventListener')
    const { views, telemetry } = start()
    // What a router does that intercepts: happy-dom has no such navigation.
    const intercept = (address: string) => {
      Reflect.apply(History.prototype.replaceState, history, [{}, '', address])
      navigation.dispatchEvent(new Event('currententrychange'))
    }
    intercept('/a')
    intercept('/a?tab=2')
    expect(views()).toEqual(['/start', '/a'])
    telemetry.optOut()
    expect(leave).toHaveBeenCalledOnce()
  })

  it('follow nothing where the app is not a single-page app', () => {
    const { views } = start({ spa: false })
    const native = history.pushState
    go('/a')
    changeHash('#/b')
    dispatchEvent(new PopStateEvent('popstate'))
    expect(views()).toEqual(['/start'])
    expect(history.pushState).toBe(native)
  })

  it('count a page once it is visible, and not again when it is hidden and shown', () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const { views } = start()
    go('/background')
    expect(views()).toEqual([])
    setVisible(true)
    setVisible(false)
    setVisible(true)
    expect(views()).toEqual(['/background'])
  })

  it('count the return from the back/forward cache, and no other pageshow event', () => {
    const { views } = start()
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    expect(views()).toEqual(['/start'])
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(views()).toEqual(['/start', '/start'])
  })

  it('report how long a page was visible, but not a glance', () => {
    const { clock, events, leaves } = start()
    clock.jump(99)
    go('/glance')
    expect(leaves()).toEqual([])
    clock.jump(1500)
    go('/next')
    expect(events().filter(({ type }) => type === 'page_leave').map(({ page, duration }) => [page, duration])).toEqual([['/glance', 1500]])
  })

  it('report the time once for each time the page was visible: when it is hidden, and when the user navigates', () => {
    const { clock, events } = start()
    clock.jump(1500)
    setVisible(false)
    clock.jump(60_000)
    setVisible(true)
    clock.jump(700)
    go('/next')
    expect(events().filter(({ type }) => type === 'page_leave').map(({ page, duration }) => [page, duration])).toEqual([['/start', 1500], ['/start', 700]])
  })

  it('record nothing on an excluded path, from its first moment, except what names another page', () => {
    go('/admin/users')
    const started = startCapture(pageViews({ exclude: ['/admin*'] }))
    started.telemetry.trackAction('early')
    vi.runAllTimers()
    started.telemetry.trackAction('ban')
    started.telemetry.trackPageView()
    started.telemetry.trackAction('named', '/help')
    started.telemetry.trackApiCall('/api/user', 12, 200)
    go('/shop')
    started.telemetry.trackAction('buy')
    go('/admin')
    started.telemetry.trackError('api_error')
    expect(started.events().map(({ action, page }) => action ?? page)).toEqual(['named', '/api/user', '/shop', 'buy'])
    expect(started.events().at(-1)?.page).toBe('/shop')
  })

  it('leave out excluded paths, and the time on them', () => {
    const { clock, events, views } = start({ exclude: ['/admin*', '/exact'] })
    for (const path of ['/admin/users', '/exact', '/exact/not', '/shop']) {
      go(path)
      clock.jump(1000)
    }
    expect(views()).toEqual(['/start', '/exact/not', '/shop'])
    expect(JSON.stringify(events())).not.toContain('admin')
  })
})

describe('the history of the page', () => {
  it('keeps working, whatever the exclusions are', () => {
    start({ exclude: [/admin/] as never })
    expect(() => go('/next')).not.toThrow()
    expect(location.pathname).toBe('/next')
  })

  it('is restored when recording stops', () => {
    const original = history.pushState
    const { telemetry } = start()
    expect(history.pushState).not.toBe(original)
    telemetry.optOut()
    expect(history.pushState).toBe(original)
  })

  it('stays as others have wrapped it since, but is no longer watched', () => {
    const { telemetry, views } = start()
    const watched = history.pushState.bind(history)
    const theirs = vi.fn<typeof history.pushState>((...change) => watched(...change))
    history.pushState = theirs
    telemetry.optOut()
    expect(history.pushState).toBe(theirs)
    go('/unseen')
    telemetry.optIn()
    vi.runAllTimers()
    expect(theirs).toHaveBeenCalledOnce()
    go('/once')
    expect(views().filter((page) => page === '/once')).toHaveLength(1)
    Reflect.deleteProperty(history, 'pushState')
  })

  it('returns and throws what the browser returns and throws', () => {
    start()
    expect(() => history.pushState({}, '', 'https://elsewhere.example/')).toThrow(/\S/)
  })
})
