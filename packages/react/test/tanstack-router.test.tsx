import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { trackRouter } from '../src/tanstack-router'
import { createMemoryTelemetry } from '../src/testing'

const client = createMemoryTelemetry()
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  client.clear()
})

afterEach(() => {
  stop()
  vi.runAllTimers()
  vi.useRealTimers()
})

function createApp(options: { readonly basepath?: string } = {}, entry = '/') {
  const root = createRootRoute()
  // A layout without a path, as files in a group or with an underscore become.
  const shop = createRoute({ getParentRoute: () => root, id: 'shop', component: Outlet })
  const users = createRoute({ getParentRoute: () => root, path: 'users' })
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/' }),
    shop.addChildren([createRoute({ getParentRoute: () => shop, path: 'cart/$item' })]),
    users.addChildren([createRoute({ getParentRoute: () => users, path: '$name' })]),
    createRoute({ getParentRoute: () => root, path: 'files/$' }),
    createRoute({ getParentRoute: () => root, path: '{-$locale}/about' }),
    createRoute({ getParentRoute: () => root, path: 'old', beforeLoad: () => { throw redirect({ to: '/users/$name', params: { name: 'ada' } } as never) } }),
  ])
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [entry] }), ...options })
  // Without React nobody says that a page is shown, so the test does.
  const show = async (path: string) => {
    router.history.push(path)
    await router.load()
    const location = router.state.location
    router.emit({ type: 'onResolved', fromLocation: undefined, toLocation: location, pathChanged: true, hrefChanged: true, hashChanged: false } as never)
    await vi.runAllTimersAsync()
  }
  stop = trackRouter(router, client)
  return { show }
}

const views = () => client.events.filter(({ type }) => type === 'page_view').map(({ page }) => page)

describe('trackRouter of TanStack Router', () => {
  it.each([
    ['a parameter', '/users/%40ada', '/users/[name]'],
    ['a route in a layout without a path', '/cart/blue-shoes', '/cart/[item]'],
    ['a splat', '/files/ada/cv.pdf', '/files/[...path]'],
    ['an optional locale that is there', '/de/about', '/[locale]/about'],
    ['an optional locale that is not there', '/about', '/about'],
    ['a query and a fragment', '/users/ada?tab=posts#top', '/users/[name]'],
    ['a redirect', '/old', '/users/[name]'],
  ])('counts %s by pattern', async (_name, path, expected) => {
    await createApp().show(path)
    expect(views()).toEqual([expected])
  })

  it.each([
    ['two segments', '/nowhere/at-all'],
    ['one segment', '/nowhere'],
  ])('counts a path that no route matches (%s) as itself, not as the home page', async (_name, path) => {
    await createApp().show(path)
    expect(views()).toEqual([path])
  })

  it('leaves out the base path', async () => {
    await createApp({ basepath: '/base' }, '/base/').show('/base/users/ada')
    expect(views()).toEqual(['/users/[name]'])
  })

  it('counts each parameter once, and a query not at all', async () => {
    const { show } = createApp()
    for (const path of ['/users/ada', '/users/ada?tab=2', '/users/bob', '/users/bob#top']) await show(path)
    expect(views()).toEqual(['/users/[name]', '/users/[name]'])
    expect(JSON.stringify(client.events.map(({ page, metadata }) => [page, metadata]))).not.toMatch(/ada|bob|tab/)
  })
})
