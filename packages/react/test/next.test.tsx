import { act, cleanup, render } from '@testing-library/react'
import { PathnameContext, PathParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js'
import { RouterContext } from 'next/dist/shared/lib/router-context.shared-runtime.js'
import { startTransition, StrictMode, use, useEffect, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TelemetryPageViews } from '../src/next'
import { TelemetryPageViews as PagesRouterPageViews } from '../src/next-pages'
import { createMemoryTelemetry, TelemetryTestProvider } from '../src/testing'
import { listEvents } from './list-events'

const client = createMemoryTelemetry()

beforeEach(() => {
  vi.useFakeTimers()
  client.clear()
})

afterEach(() => {
  cleanup()
  vi.runAllTimers()
  vi.useRealTimers()
})

const frame = (children: ReactNode) => (
  <StrictMode>
    <TelemetryTestProvider client={client}>{children}</TelemetryTestProvider>
  </StrictMode>
)
const settle = () => act(() => vi.runAllTimers())
const views = () => listEvents(client.events).filter((event) => event.startsWith('view'))

describe('TelemetryPageViews of the App Router', () => {
  const at = (pathname: string | null, params: Record<string, string | string[]>) =>
    frame(
      <PathnameContext value={pathname}>
        <PathParamsContext value={params}>
          <TelemetryPageViews />
        </PathParamsContext>
      </PathnameContext>,
    )

  it('counts each path once, by pattern', () => {
    const view = render(at('/users/%40ada', { name: '%40ada' }))
    settle()
    view.rerender(at('/users/%40ada', { name: '%40ada' }))
    settle()
    view.rerender(at('/users/%40bob', { name: '%40bob' }))
    settle()
    view.rerender(at('/docs/a/b', { slug: ['a', 'b'] }))
    settle()
    expect(views()).toEqual(['view /users/[name]', 'view /users/[name]', 'view /docs/[...slug]'])
    expect(JSON.stringify(client.events)).not.toMatch(/%40|@|bob/)
  })

  describe('with a page that only redirects', () => {
    let arrive = () => {}
    let target: Promise<void>

    /** As Next.js does it: an effect of the page begins a transition, which waits for the target. */
    function App() {
      const [pathname, setPathname] = useState('/old')
      if (pathname === '/shop') use(target)
      return (
        <PathnameContext value={pathname}>
          <PathParamsContext value={{}}>
            <TelemetryPageViews />
            {pathname === '/old' && <Redirect go={() => setPathname('/shop')} />}
          </PathParamsContext>
        </PathnameContext>
      )
    }

    function Redirect({ go }: { readonly go: () => void }) {
      useEffect(() => startTransition(go))
      return null
    }

    beforeEach(async () => {
      target = new Promise((resolve) => {
        arrive = resolve
      })
      await act(async () => void render(frame(<App />)))
    })

    it('counts only the target, however long it takes', async () => {
      await act(async () => void vi.advanceTimersByTime(1000))
      await act(async () => {
        arrive()
        await target
      })
      await settle()
      expect(views()).toEqual(['view /shop'])
    })

    it('counts a page that was visible for two seconds', async () => {
      await act(async () => void vi.advanceTimersByTime(2000))
      expect(views()).toEqual(['view /old'])
    })
  })

  describe('with several slots', () => {
    const tree = ['', { children: [['locale', 'en', 'd'], { children: ['users', { children: [['name', 'bob', 'd'], {}] }], modal: ['(.)photo', { children: [['name', 'sunset', 'di(.)'], {}] }] }] }]

    afterEach(() => history.replaceState(null, ''))

    it.each([
      ['Next.js 16', { tree, renderedSearch: '' }, '/[locale]/users/[name]'],
      ['Next.js 14 and 15', tree, '/[locale]/users/[name]'],
      ['a Next.js that keeps it elsewhere', undefined, '/[locale]/users/[id]'],
      ['a Next.js that keeps something else there', { tree: 'none' }, '/[locale]/users/[id]'],
    ])('hides the value of a page whose parameter has the same name as another one: %s', (_version, kept, expected) => {
      history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: kept }, '')
      render(at('/en/users/bob', { locale: 'en', name: 'sunset' }))
      settle()
      expect(views()).toEqual([`view ${expected}`])
    })

    it('keeps a word of the route that equals a value', () => {
      history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: ['', { children: ['settings', { children: [['tab', 'settings', 'd'], {}] }] }] }, '')
      render(at('/settings/settings', { tab: 'settings' }))
      settle()
      expect(views()).toEqual(['view /settings/[tab]'])
    })

    describe('one of which is a catch-all, such as the one that closes a modal', () => {
      const closed = (value: string) => ({ children: [['catchAll', value, 'c'], { children: ['__PAGE__', {}] }] })
      const name = (value: string) => [['name', value, 'd'], { children: ['__PAGE__', {}] }]
      const users = (value: string) => ({ children: ['users', { children: name(value) }] })

      it.each([
        ['a page', '/about', ['about'], {}, { children: ['(shop)', { children: ['about', { children: ['__PAGE__', {}] }] }] }, '/about'],
        ['a slash at the end', '/about/', ['about'], {}, { children: ['about', { children: ['__PAGE__', {}] }] }, '/about'],
        ['a parameter', '/users/%40ada', ['users', '%40ada'], { name: '%40ada' }, users('%40ada'), '/users/[name]'],
        ['a catch-all of its own', '/docs/a/b', ['docs', 'a', 'b'], { slug: ['a', 'b'] }, { children: ['docs', { children: [['slug', 'a/b', 'oc'], {}] }] }, '/docs/[...slug]'],
        ['a language that a rewrite puts in front', '/users/bob', ['users', 'bob'], { locale: 'en', name: 'bob' }, { children: [['locale', 'en', 'd'], users('bob')] }, '/users/[name]'],
        ['the root of a language that a rewrite puts in front', '/', [], { locale: 'en' }, { children: [['locale', 'en', 'd'], { children: ['__PAGE__', {}] }] }, '/'],
      ] as const)('tells %s by its own pattern', (_what, pathname, caught, params, page, expected) => {
        history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: { tree: ['', { ...page, modal: ['(__SLOT__)', closed(caught.join('/'))] }] } }, '')
        render(at(pathname, { ...(params as Record<string, string>), catchAll: [...caught] }))
        settle()
        expect(views()).toEqual([`view ${expected}`])
      })

      it('lets no value through if the page is elsewhere', () => {
        history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: ['', { ...users('ada'), modal: ['(__SLOT__)', closed('photo/bob')] }] }, '')
        render(at('/photo/bob', { name: 'ada', catchAll: ['photo', 'bob'] }))
        settle()
        expect(views()).toEqual(['view /[...catchAll]'])
      })
    })

    it('uses what the router returns if the tree belongs to another page', () => {
      history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: ['', { children: ['users', { children: [['name', 'ada', 'd'], {}] }] }] }, '')
      render(at('/docs/bob', { slug: 'bob' }))
      settle()
      expect(views()).toEqual(['view /docs/[slug]'])
    })

    it('keeps words that contain the language which a rewrite puts in front', () => {
      history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: ['', { children: [['locale', 'en', 'd'], { children: ['enterprise', { children: ['content', {}] }] }] }] }, '')
      render(at('/enterprise/content', { locale: 'en' }))
      settle()
      expect(views()).toEqual(['view /enterprise/content'])
    })

    it('names a hidden catch-all', () => {
      history.replaceState({ __PRIVATE_NEXTJS_INTERNALS_TREE: ['', { children: ['docs', { children: [['slug', 'a/bob', 'c'], {}] }], modal: [['slug', 'x', 'ci(.)'], {}] }] }, '')
      render(at('/docs/a/bob', { slug: ['x'] }))
      settle()
      expect(views()).toEqual(['view /docs/[...slug]'])
    })
  })

  it('counts nothing outside an App Router', () => {
    render(at(null, {}))
    settle()
    expect(views()).toEqual([])
  })
})

describe('TelemetryPageViews of the Pages Router', () => {
  const at = (pathname: string, asPath: string, isReady = true) =>
    frame(
      <RouterContext value={{ pathname, asPath, isReady } as never}>
        <PagesRouterPageViews />
      </RouterContext>,
    )

  it('waits until a prerendered page knows its path, then counts it once', () => {
    const view = render(at('/posts/[id]', '/posts/[id]', false))
    settle()
    expect(views()).toEqual([])
    view.rerender(at('/posts/[id]', '/posts/7?utm=1'))
    settle()
    view.rerender(at('/posts/[id]', '/posts/7?utm=2#top'))
    settle()
    view.rerender(at('/posts/[id]', '/posts/8'))
    settle()
    expect(views()).toEqual(['view /posts/[id]', 'view /posts/[id]'])
  })

  it('counts nothing in an App Router', () => {
    render(frame(<PagesRouterPageViews />))
    settle()
    expect(views()).toEqual([])
  })
})
