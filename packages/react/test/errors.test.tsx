import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createMemoryHistory, createRootRoute, createRouter, notFound, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Component, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TelemetryErrorBoundary, telemetryRootOptions, useTelemetry } from '../src/index'
import { createMemoryTelemetry, TelemetryTestProvider, type MemoryTelemetry } from '../src/testing'

let client: MemoryTelemetry

beforeEach(() => {
  client = createMemoryTelemetry()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

class OrderError extends Error {
  override readonly name = 'OrderError'
}

function Broken({ error }: { readonly error: unknown }): null {
  useTelemetry('/cart')
  if (error) throw error
  return null
}

/** An error is recorded in the task after the one in which React tells of it. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))
const errors = () => client.events.filter(({ type }) => type === 'error').map(({ action, metadata }) => ({ action, ...metadata }))

describe('TelemetryErrorBoundary', () => {
  it.each([
    ['redirect()', 'NEXT_REDIRECT;replace;/about;307;'],
    ['notFound()', 'NEXT_HTTP_ERROR_FALLBACK;404'],
  ])('passes %s of Next.js on to the boundary it is meant for, and records nothing', async (_name, digest) => {
    const meant = Object.assign(new Error('of the framework'), { digest })
    const caught: unknown[] = []
    class Framework extends Component<{ readonly children: ReactNode }, { readonly isCaught: boolean }> {
      override state = { isCaught: false }
      static getDerivedStateFromError = () => ({ isCaught: true })
      override componentDidCatch = (error: unknown) => void caught.push(error)
      override render = () => (this.state.isCaught ? 'moved' : this.props.children)
    }
    const view = render(
      <TelemetryTestProvider client={client}>
        <Framework><TelemetryErrorBoundary fallback="broken"><Broken error={meant} /></TelemetryErrorBoundary></Framework>
      </TelemetryTestProvider>,
    )
    await nextTask()
    expect([view.container.textContent, caught, errors()]).toEqual(['moved', [meant], []])
  })

  it.each([true, false])('passes notFound() of TanStack Router on to the route, and nobody records it (boundary: %s)', async (isInside) => {
    const page = <Broken error={notFound()} />
    const root = createRootRoute({ component: () => (isInside ? <TelemetryErrorBoundary fallback="broken">{page}</TelemetryErrorBoundary> : page), notFoundComponent: () => 'nowhere' })
    const router = createRouter({ routeTree: root, history: createMemoryHistory() })
    const container = document.createElement('div')
    createRoot(container, telemetryRootOptions(client)).render(<TelemetryTestProvider client={client}><RouterProvider router={router} /></TelemetryTestProvider>)
    await expect.poll(() => container.textContent).toBe('nowhere')
    expect(console.error).toHaveBeenCalled()
    await nextTask()
    expect(errors()).toEqual([])
  })

  it('records name and area but not the message, shows the fallback and calls onError', async () => {
    const onError = vi.fn<(error: unknown) => void>()
    render(
      <TelemetryTestProvider client={client}>
        <TelemetryErrorBoundary area="checkout" fallback={<p>Sorry</p>} onError={onError}>
          <Broken error={new OrderError('ada@example.org has no card')} />
        </TelemetryErrorBoundary>
      </TelemetryTestProvider>,
    )
    expect(screen.getByText('Sorry')).toBeTruthy()
    await nextTask()
    expect(errors()).toEqual([{ action: 'client_error', source: 'boundary', errorName: 'OrderError', area: 'checkout' }])
    expect(JSON.stringify(client.events)).not.toContain('ada@')
    expect(onError).toHaveBeenCalledTimes(1)
  })

  it('shows the children again on reset and when a reset key changes', () => {
    let error: Error | null = new Error('once')
    const tree = (key: number) => (
      <TelemetryTestProvider client={client}>
        <TelemetryErrorBoundary resetKeys={[key]} fallback={({ reset }) => <button onClick={reset}>Again</button>}>
          <Broken error={error} />
          <p>Children</p>
        </TelemetryErrorBoundary>
      </TelemetryTestProvider>
    )
    const view = render(tree(1))
    error = null
    view.rerender(tree(1))
    fireEvent.click(screen.getByText('Again'))
    expect(screen.getByText('Children')).toBeTruthy()
    error = new Error('twice')
    view.rerender(tree(1))
    error = null
    view.rerender(tree(2))
    expect(screen.getByText('Children')).toBeTruthy()
  })

  it('works without a provider', () => {
    render(<TelemetryErrorBoundary fallback="Sorry"><Broken error="text" /></TelemetryErrorBoundary>)
    expect(screen.getByText('Sorry')).toBeTruthy()
  })
})

describe('telemetryRootOptions', () => {
  const mount = async (children: ReactNode, own = {}) => {
    const root = createRoot(document.createElement('div'), telemetryRootOptions(client, own))
    // Not in `act`, which keeps uncaught errors for itself.
    root.render(<TelemetryTestProvider client={client}>{children}</TelemetryTestProvider>)
    await expect.poll(() => errors().length).toBeGreaterThan(0)
  }

  it('records an uncaught error and reports it as React would', async () => {
    const reported = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reported)
    const error = new OrderError('secret')
    await mount(<Broken error={error} />)
    expect(errors()).toEqual([{ action: 'client_error', source: 'uncaught', errorName: 'OrderError' }])
    expect(reported).toHaveBeenCalledWith(error)
    vi.unstubAllGlobals()
  })

  it('reports an error on the console where nothing else reports it, as in Node', () => {
    vi.stubGlobal('reportError', undefined)
    const [uncaught, recoverable] = [new OrderError('one'), new OrderError('two')]
    const options = telemetryRootOptions(client)
    options.onUncaughtError(uncaught, {})
    options.onRecoverableError(recoverable, {})
    expect(vi.mocked(console.error).mock.calls).toEqual([[uncaught], [recoverable]])
    vi.unstubAllGlobals()
  })

  it.each([
    ['an error', new OrderError('x'), 'OrderError'],
    ['a text', 'ada@example.org', 'string'],
  ])('records %s that a boundary has caught once, with its area, and calls the app\'s own callback', async (_name, error, errorName) => {
    const onCaughtError = vi.fn<(error: unknown) => void>()
    await mount(<TelemetryErrorBoundary area="cart"><Broken error={error} /></TelemetryErrorBoundary>, { onCaughtError })
    await nextTask()
    expect(errors()).toEqual([{ action: 'client_error', source: 'boundary', errorName, area: 'cart' }])
    expect(onCaughtError).toHaveBeenCalledTimes(1)
  })

  it('records what a boundary of the app has caught, and an equal text again when it is thrown again', async () => {
    class Theirs extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
      override state = { isBroken: false }
      static getDerivedStateFromError = () => ({ isBroken: true })
      override render = () => (this.state.isBroken ? null : this.props.children)
    }
    await mount(<Theirs><Broken error="text" /></Theirs>)
    await nextTask()
    await mount(<Theirs><Broken error="text" /></Theirs>)
    await expect.poll(() => errors().length).toBeGreaterThan(1)
    expect(errors()).toEqual(Array(2).fill({ action: 'client_error', source: 'caught', errorName: 'string' }))
  })
})
