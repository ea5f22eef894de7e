import type { Metadata } from '@parel/telemetry-core'
import { act, fireEvent, render } from '@testing-library/react'
import { Activity, StrictMode, useEffect, type ReactNode } from 'react'
import { createMemoryTelemetry } from '../src/testing'
import { describe, expect, it, vi } from 'vitest'
import { TelemetryProvider, useAction, useApiTiming, useConsent, useTelemetry, useTrackedCallback, useTrackVisible, type Telemetry } from '../src/index'
import { collectClients } from './collect-clients'
import { listEvents } from './list-events'

const { createTelemetry } = vi.hoisted(() => ({ createTelemetry: vi.fn<(options: { enabled?: boolean }) => object>() }))
vi.mock(import('@parel/telemetry-browser'), async (original) => ({ ...(await original()), createTelemetry: createTelemetry as never }))

const clients = collectClients(createTelemetry)

function Page(): null {
  const telemetry = useTelemetry('/a')
  useEffect(() => telemetry.trackAction('mounted'), [telemetry])
  return null
}

const tree = (children: ReactNode = <Page />) => (
  <StrictMode>
    <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>{children}</TelemetryProvider>
  </StrictMode>
)

describe('TelemetryProvider with options', () => {
  it('creates one client, in StrictMode and across renders', () => {
    const view = render(tree())
    view.rerender(tree())
    act(() => vi.runAllTimers())
    expect(clients).toHaveLength(1)
    expect(clients[0]?.inspect().state).toBe('recording')
  })

  it('creates one on a page that records nothing itself, so that its captures record', () => {
    render(tree(null))
    act(() => vi.runAllTimers())
    expect(clients).toHaveLength(1)
    expect(clients[0]?.inspect().state).toBe('recording')
  })

  it('creates none during rendering', () => {
    const made: number[] = []
    const Look = () => {
      made.push(clients.length)
      return null
    }
    render(tree(<Look />))
    expect(made).toEqual([0, 0])
  })

  it('records the last leave and shuts the client down when it is unmounted', () => {
    const view = render(tree())
    act(() => vi.advanceTimersByTime(700))
    view.unmount()
    vi.runAllTimers()
    expect(listEvents(clients[0]?.events ?? [])).toEqual(['view /a', 'action mounted', 'action mounted', 'leave /a 700'])
    expect(clients[0]?.inspect().state).toBe('stopped')
  })

  it('creates no client for calls after it is unmounted, which nobody would ever shut down', () => {
    let late: Telemetry | undefined
    const Late = () => {
      const telemetry = useTelemetry()
      useEffect(() => void (late = telemetry), [telemetry])
      return null
    }
    const view = render(tree(<Late />))
    view.unmount()
    vi.runAllTimers()
    late?.trackAction('late')
    expect(clients).toHaveLength(1)
    expect(clients[0]?.events).toEqual([])
  })

  it('does not shut down a client that was passed in', () => {
    const client = createMemoryTelemetry()
    const view = render(<TelemetryProvider client={client}><Page /></TelemetryProvider>)
    view.unmount()
    vi.runAllTimers()
    expect(client.inspect().state).toBe('recording')
  })

  it('prefers the client when both are given', () => {
    const client = createMemoryTelemetry()
    render(<TelemetryProvider client={client} options={{ endpoint: '/x' }}><Page /></TelemetryProvider>)
    expect(clients).toHaveLength(0)
    expect(client.events.length).toBeGreaterThan(0)
  })
})

describe('TelemetryProvider with context', () => {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle

  it('records with the client of the outer provider, even after that one was hidden and has a new one', () => {
    const show = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
          <TelemetryProvider context={{ area: 'billing' }}><Page /></TelemetryProvider>
        </TelemetryProvider>
      </Activity>
    )
    const view = render(show('visible'))
    view.rerender(show('hidden'))
    act(() => vi.runAllTimers())
    view.rerender(show('visible'))
    expect(clients.map(({ events }) => events.map(({ type, metadata }) => [type, metadata]))).toEqual([
      [['page_view', { area: 'billing' }], ['action', { area: 'billing' }]],
      [['page_view', { area: 'billing' }], ['action', { area: 'billing' }]],
    ])
  })

  describe('that changes while the page is shown', () => {
    const changing = (client: Telemetry, context: Metadata | undefined, children: ReactNode) => (
      <StrictMode><TelemetryProvider client={client} {...(context && { context })}>{children}</TelemetryProvider></StrictMode>
    )

    it.each([
      ['the one in memory', () => createMemoryTelemetry()],
      ['the real one', async () => (await vi.importActual<typeof import('@parel/telemetry-browser')>('@parel/telemetry-browser')).createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true })],
    ])('continues the visit, with %s', async (_name, create) => {
      const client = await create()
      const Viewed = () => (useTelemetry('/a'), null)
      const view = render(changing(client, undefined, <Viewed />))
      view.rerender(changing(client, { plan: 'free' }, <Viewed />))
      view.rerender(changing(client, { plan: 'pro' }, <Viewed />))
      act(() => vi.advanceTimersByTime(70))
      const views = () => client.inspect().recent.filter(({ type }) => type === 'page_view').length
      expect(views()).toBe(1)
      view.unmount()
      act(() => vi.advanceTimersByTime(1))
      expect(views()).toBe(1)
      client.optOut()
    })

    it.each([
      ['/#faq', 1],
      ['/#/users/bob', 2],
    ])('continues the visit after a jump inside the page, and not after a route in the fragment: %s', (address, views) => {
      const client = createMemoryTelemetry()
      const Viewed = () => (useTelemetry('/a'), null)
      const view = render(changing(client, { plan: 'free' }, <Viewed />))
      history.replaceState(null, '', address)
      view.rerender(changing(client, { plan: 'pro' }, <Viewed />))
      history.replaceState(null, '', '/')
      expect(listEvents(client.events).filter((event) => event === 'view /a')).toHaveLength(views)
    })

    it('keeps the identity of the functions of hooks, and they record with the current values', () => {
      const client = createMemoryTelemetry()
      const seen: (readonly unknown[])[] = []
      const Hooks = () => {
        const [recordAction, api, [, setConsent]] = [useAction(), useApiTiming(), useConsent()]
        seen.push([recordAction, api, setConsent, useTrackedCallback('called', () => {}), useTrackVisible('seen')])
        useEffect(() => recordAction('mounted'), [recordAction])
        return <button onClick={() => recordAction('clicked')}>Go</button>
      }
      const view = render(changing(client, { plan: 'free' }, <Hooks />))
      client.clear()
      view.rerender(changing(client, { plan: 'pro' }, <Hooks />))
      fireEvent.click(view.getByText('Go'))
      expect(new Set(seen.slice(-3).flat()).size).toBe(5)
      expect(client.events.map(({ action, metadata }) => [action, metadata])).toEqual([['clicked', { plan: 'pro' }]])
    })

    it('starts a new count with another client', () => {
      const [one, other] = [createMemoryTelemetry(), createMemoryTelemetry()]
      const view = render(changing(one, { plan: 'free' }, <Page />))
      view.rerender(changing(other, { plan: 'free' }, <Page />))
      expect(listEvents(other.events)).toContain('view /a')
    })
  })

  it('adds it to every event of the real client, which has no context of its own', async () => {
    const browser = await vi.importActual<typeof import('@parel/telemetry-browser')>('@parel/telemetry-browser')
    const client = browser.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true })
    render(<TelemetryProvider client={client} context={{ area: 'billing' }}><Page /></TelemetryProvider>)
    const recorded = client.inspect().recent.filter(({ type }) => !type.startsWith('session'))
    client.optOut()
    expect(recorded.map(({ type, metadata }) => [type, metadata])).toEqual([['page_view', { area: 'billing' }], ['action', { area: 'billing' }]])
  })

  it.each([['a cycle', cycle], ['a BigInt', { cents: 1n }], ['a getter that throws', { get area() { throw new Error('not now') } }]])('shows the page without it when it holds %s', (_name, context) => {
    const client = createMemoryTelemetry()
    render(<TelemetryProvider client={client} context={context as never}><Page /></TelemetryProvider>)
    expect(listEvents(client.events)).toEqual(['view /a', 'action mounted'])
  })
})
