import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, startTransition, useEffect, useState, type ReactNode } from 'react'
import { createMemoryRouter, Link, MemoryRouter, Route, RouterProvider as DataRouterProvider } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TelemetryErrorBoundary, TelemetryProvider, useAction, useTelemetry } from '../src/index'
import { TelemetryPageViews as RoutedPageViews, TelemetryRoutes } from '../src/react-router'
import { TelemetryPageViews } from '../src/tanstack-router'
import { createMemoryTelemetry } from '../src/testing'

const client = createMemoryTelemetry()
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(async () => {
  cleanup()
  await settle()
  client.clear()
  vi.restoreAllMocks()
})

/** The next task, in which React has run all effects. */
const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)))
/** Until the page is shown and viewed: a router loads it first. */
const arriveAt = (page: string) => waitFor(() => expect(pagesOf('page_view').at(-1)).toBe(page))
const pagesOf = (wanted: string) => client.events.filter(({ type, action }) => [type, action].includes(wanted)).map(({ page }) => page)

function Shown(): null {
  const recordAction = useAction()
  useEffect(() => recordAction('shown'), [recordAction])
  return null
}
function Left(): null {
  const recordAction = useAction()
  useEffect(() => () => recordAction('left'), [recordAction])
  return null
}
function Broken(): ReactNode {
  throw new TypeError('x')
}
function Page({ name }: { readonly name: string }) {
  useTelemetry(name)
  if (name === '/broken') return <TelemetryErrorBoundary><Broken /></TelemetryErrorBoundary>
  if (name === '/shown') return <Shown />
  return name === '/start' ? <Left /> : null
}

describe.each([
  ['at once', (change: () => void) => change()],
  ['as a transition', startTransition],
])('on a page that is opened %s', (_name, begin) => {
  const open = async (name: string) => {
    function App() {
      const [page, setPage] = useState('/start')
      return <><button onClick={() => begin(() => setPage(name))}>open</button><Page key={page} name={page} /></>
    }
    render(<TelemetryProvider client={client}><App /></TelemetryProvider>)
    await settle()
    fireEvent.click(screen.getByText('open'))
    await settle()
  }

  it('an action in an effect of a component inside belongs to it', async () => {
    await open('/shown')
    expect(pagesOf('shown')).toEqual(['/shown'])
  })

  it('an action in the end of an effect belongs to the page before', async () => {
    await open('/shown')
    expect(pagesOf('left')).toEqual(['/start'])
  })

  it('an error while it is first rendered belongs to it', async () => {
    await open('/broken')
    expect(pagesOf('error')).toEqual(['/broken'])
  })
})

it.each([true, false])('under <TelemetryRoutes> an action in an effect of the page, and an error in it, belong to it (StrictMode: %s)', async (isStrict) => {
  const app = (
    <TelemetryProvider client={client}>
      <MemoryRouter>
        <Link to="/users/ada">user</Link>
        <Link to="/broken">broken</Link>
        <TelemetryErrorBoundary>
          <TelemetryRoutes>
            <Route path="/" element={<Left />} />
            <Route path="/users/:name" element={<Shown />} />
            <Route path="/broken" element={<TelemetryErrorBoundary><Broken /></TelemetryErrorBoundary>} />
          </TelemetryRoutes>
        </TelemetryErrorBoundary>
      </MemoryRouter>
    </TelemetryProvider>
  )
  render(isStrict ? <StrictMode>{app}</StrictMode> : app)
  for (const link of ['user', 'broken']) {
    await settle()
    fireEvent.click(screen.getByText(link))
  }
  await settle()
  expect([pagesOf('left').at(-1), new Set(pagesOf('shown')), pagesOf('error')]).toEqual(['/', new Set(['/users/[name]']), ['/broken']])
})

it('with a data router an action in an effect of the page, and an error in it, belong to it', async () => {
  const router = createMemoryRouter([{ path: '/', element: null }, { path: '/users/:name', element: <Shown /> }, { path: '/broken', element: <TelemetryErrorBoundary><Broken /></TelemetryErrorBoundary> }])
  render(<TelemetryProvider client={client}><RoutedPageViews router={router} /><DataRouterProvider router={router} /></TelemetryProvider>)
  await arriveAt('/')
  for (const [path, page] of [['/users/ada', '/users/[name]'], ['/broken', '/broken']] as const) {
    await act(async () => router.navigate(path))
    await arriveAt(page)
  }
  await settle()
  expect([pagesOf('shown'), pagesOf('error')]).toEqual([['/users/[name]'], ['/broken']])
})

it('with TanStack Router an action in an effect of the page, and an error in it, belong to it', async () => {
  const root = createRootRoute({ component: Outlet })
  const route = (path: string, component: () => ReactNode) => createRoute({ getParentRoute: () => root, path, component })
  const router = createRouter({ routeTree: root.addChildren([route('/', () => null), route('/users/$name', Shown), route('/broken', () => <TelemetryErrorBoundary><Broken /></TelemetryErrorBoundary>)]), history: createMemoryHistory() })
  render(<TelemetryProvider client={client}><TelemetryPageViews router={router} /><RouterProvider router={router} /></TelemetryProvider>)
  await arriveAt('/')
  for (const [path, page] of [['/users/ada', '/users/[name]'], ['/broken', '/broken']] as const) {
    await act(async () => router.history.push(path))
    await arriveAt(page)
  }
  await settle()
  expect([pagesOf('shown'), pagesOf('error'), pagesOf('page_view')]).toEqual([['/users/[name]'], ['/broken'], ['/', '/users/[name]', '/broken']])
})
