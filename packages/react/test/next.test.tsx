import { act, cleanup, render } from '@testing-library/react'
import { PathnameContext, PathParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js'
import { RouterContext } from 'next/dist/shared/lib/router-context.shared-runtime.js'
import { StrictMode, type ReactNode } from 'react'
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

  it('counts nothing outside of an App Router', () => {
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
