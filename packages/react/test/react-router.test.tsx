import { act, cleanup, render } from '@testing-library/react'
import { createMemoryRouter, MemoryRouter, Navigate, Outlet, redirect, Route, RouterProvider, Routes, useNavigate, useRoutes } from 'react-router'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TelemetryPageViews, TelemetryRoutes, trackRouter, useRouteViews } from '../src/react-router'
import { createMemoryTelemetry, TelemetryTestProvider } from '../src/testing'
import { listEvents } from './list-events'

const client = createMemoryTelemetry()
const steer: { go?: (path: string) => void | Promise<void> } = {}

beforeEach(() => {
  vi.useFakeTimers()
  client.clear()
})

afterEach(() => {
  cleanup()
  vi.runAllTimers()
  vi.useRealTimers()
})

function Steer(): null {
  const go = useNavigate()
  useEffect(() => {
    steer.go = go
  }, [go])
  return null
}

const show = async (children: ReactNode) => {
  render(<StrictMode><TelemetryTestProvider client={client}>{children}</TelemetryTestProvider></StrictMode>)
  await settle()
}
// After a redirect of a loader, several tasks pass before the next page is shown.
const settle = () => act(async () => vi.runAllTimersAsync())
const views = () => listEvents(client.events).filter((event) => event.startsWith('view'))

describe('TelemetryRoutes', () => {
  it('leaves inner routes to the pattern of the outer one', async () => {
    const Inner = () => <TelemetryRoutes><Route path=":id" element="one" /><Route path="" element="all" /></TelemetryRoutes>
    await show(
      <MemoryRouter initialEntries={['/orders/7']}>
        <Steer />
        <TelemetryRoutes><Route path="/orders/*" element={<Inner />} /></TelemetryRoutes>
      </MemoryRouter>,
    )
    await act(async () => steer.go?.('/orders'))
    vi.runAllTimers()
    expect(views()).toEqual(['view /orders/[...path]', 'view /orders'])
  })

  it('leaves out the base of the router', async () => {
    await show(
      <MemoryRouter basename="/app" initialEntries={['/app/users/ada']}>
        <TelemetryRoutes><Route path="/users/:name" element="user" /></TelemetryRoutes>
      </MemoryRouter>,
    )
    expect(views()).toEqual(['view /users/[name]'])
  })

  it.each([
    ['/shops/ada/items/7', '/shops/[shop]/items/[id]'],
    ['/shops/ada', '/shops/[shop]'],
    ['/shops/ada/nowhere', '/shops/[shop]/[...path]'],
    ['/teams/bob', '/teams/[team]'],
  ])('below plain routes counts %s by the patterns of both', async (address, page) => {
    const Shop = () => <TelemetryRoutes><Route path="items/:id" element="item" /><Route index element="shop" /></TelemetryRoutes>
    await show(
      <MemoryRouter initialEntries={[address]}>
        <Routes><Route path="/shops/:shop/*" element={<Shop />} /><Route path="/teams/:team" element={<Shop />} /></Routes>
      </MemoryRouter>,
    )
    expect(views()).toEqual([`view ${page}`])
  })
})

describe('useRouteViews', () => {
  const routes = [{ path: '/users/:name', element: 'user' }]

  it.each<[string, ReactNode]>([
    ['matches the routes of useRoutes', <WithRoutes key="a" />],
    ['matches them below another route, too', <Routes key="c"><Route path="/users/*" element={<WithRoutes of={[{ path: ':name', element: 'user' }]} />} /></Routes>],
    ['sets parameters against the path in a layout', <Routes key="b"><Route element={<Layout />}><Route path="/users/:name" element="user" /></Route></Routes>],
  ])('%s', async (_name, app) => {
    await show(<MemoryRouter initialEntries={['/users/%40ada']}>{app}</MemoryRouter>)
    expect(views()).toEqual(['view /users/[name]'])
  })

  function WithRoutes({ of = routes }) {
    useRouteViews(of)
    return useRoutes(of)
  }

  function Layout() {
    useRouteViews()
    return <Outlet />
  }
})

describe('trackRouter', () => {
  const create = (entry: string) =>
    createMemoryRouter(
      [
        { path: '/', errorElement: 'missing', children: [{ index: true, element: 'home' }, { path: 'users/:name?', element: 'user' }, { path: 'files/*', element: 'file' }] },
        { path: '/old', loader: () => redirect('/') },
        { path: '/older', element: <Navigate to="/" replace /> },
      ],
      { initialEntries: [entry], basename: '/' },
    )

  it.each([
    ['/', 'view /'],
    ['/users', 'view /users'],
    ['/users/ada', 'view /users/[name]'],
    ['/files/a/b', 'view /files/[...path]'],
    ['/old', 'view /'],
    ['/older', 'view /'],
    ['/nowhere/ada', 'view /nowhere/ada'],
  ])('counts %s as %s', async (entry, expected) => {
    const router = create(entry)
    await show(<><TelemetryPageViews router={router} /><RouterProvider router={router} /></>)
    expect(views()).toEqual([expected])
  })

  it('stops when asked to', async () => {
    const router = create('/')
    const stop = trackRouter(router, client)
    await act(async () => vi.runAllTimers())
    stop()
    await act(async () => router.navigate('/users/ada'))
    vi.runAllTimers()
    expect(views()).toEqual(['view /'])
    router.dispose()
  })
})
