import { act, cleanup, render } from '@testing-library/react'
import { Activity, StrictMode, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TelemetryProvider, useAction, useTelemetry } from '../src/index'
import { createMemoryTelemetry, type MemoryTelemetry } from '../src/testing'
import { listEvents } from './list-events'

let client: MemoryTelemetry

beforeEach(() => {
  vi.useFakeTimers()
  client = createMemoryTelemetry()
})

afterEach(() => {
  cleanup()
  history.replaceState(null, '', '/')
  vi.runAllTimers()
  vi.useRealTimers()
})

const seen = () => listEvents(client.events)
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

function Page({ name }: { readonly name: string }) {
  useTelemetry(name)
  return <h1>{name}</h1>
}

const Strict = ({ children }: { readonly children: ReactNode }) => <StrictMode>{children}</StrictMode>
const Loose = ({ children }: { readonly children: ReactNode }) => <>{children}</>

describe.each([
  ['in StrictMode', Strict],
  ['outside StrictMode', Loose],
])('useTelemetry %s', (_name, Mode) => {
  const tree = (child: ReactNode) => (
    <Mode>
      <TelemetryProvider client={client}>{child}</TelemetryProvider>
    </Mode>
  )

  it('counts one view and the time on the page', async () => {
    const view = render(tree(<Page name="/a" />))
    await pass(1000)
    view.unmount()
    await pass(1)
    expect(seen()).toEqual(['view /a', 'leave /a 1000'])
  })

  it.each(['pointerdown', 'keydown', 'scroll'])('counts hours during which the visitor is active: %s', async (sign) => {
    const view = render(tree(<Page name="/a" />))
    for (let minutes = 0; minutes < 60; minutes += 20) {
      await pass(20 * 60_000)
      document.dispatchEvent(new Event(sign))
    }
    view.unmount()
    await pass(1)
    expect(seen()).toEqual(['view /a', 'leave /a 3600000'])
  })

  it('counts one view of each of two pages that are shown together, even when they are remounted', async () => {
    const both = (key: string) => tree(<div key={key}><Page name="/list" /><Page name="/detail" /></div>)
    const view = render(both('en'))
    await pass(500)
    view.rerender(both('de'))
    await pass(500)
    view.unmount()
    await pass(1)
    expect([...seen()].sort()).toEqual(['leave /detail 1000', 'leave /list 1000', 'view /detail', 'view /list'])
  })

  it('leaves one page before it views the next', async () => {
    const view = render(tree(<Page name="/a" />))
    await pass(1000)
    view.rerender(tree(<Page name="/b" />))
    await pass(500)
    view.unmount()
    await pass(1)
    expect(seen()).toEqual(['view /a', 'leave /a 1000', 'view /b', 'leave /b 500'])
  })

  it('counts nothing for a re-render or a new key', async () => {
    const view = render(tree(<Page name="/a" />))
    view.rerender(tree(<Page name="/a" />))
    view.rerender(tree(<Page key="other" name="/a" />))
    await pass(10)
    expect(seen()).toEqual(['view /a'])
  })

  it('counts a page again that has a key for each address, and not without one', async () => {
    const user = (key: string) => tree(<Page key={key} name="/users/[name]" />)
    const view = render(user('any'))
    await pass(10)
    history.replaceState(null, '', '/users/bob')
    view.rerender(user('any'))
    await pass(10)
    expect(seen()).toEqual(['view /users/[name]'])
    history.replaceState(null, '', '/users/eve')
    view.rerender(user('eve'))
    await pass(10)
    expect(seen()).toEqual(['view /users/[name]', 'leave /users/[name] 20', 'view /users/[name]'])
  })

  it('counts nothing without a page and returns the same client on each render', () => {
    const clients = new Set<unknown>()
    function Reader() {
      clients.add(useTelemetry())
      return null
    }
    const view = render(tree(<Reader />))
    view.rerender(tree(<Reader />))
    expect([...clients]).toEqual([client])
    expect(seen()).toEqual([])
  })

  it('counts a hidden Activity when it is shown again', async () => {
    const shown = (mode: 'visible' | 'hidden') => tree(<Activity mode={mode}><Page name="/a" /></Activity>)
    const view = render(shown('visible'))
    await pass(10)
    view.rerender(shown('hidden'))
    await pass(10)
    view.rerender(shown('visible'))
    await pass(10)
    expect(seen()).toEqual(['view /a', 'leave /a 10', 'view /a'])
  })
})

describe('useAction', () => {
  it('records with metadata, and keeps its identity', () => {
    const actions = new Set<unknown>()
    function Button() {
      const [count, setCount] = useState(0)
      const record = useAction()
      actions.add(record)
      return <button onClick={() => (setCount(count + 1), record('saved', { count }))}>Save</button>
    }
    const view = render(<TelemetryProvider client={client}><Button /></TelemetryProvider>)
    act(() => view.getByText('Save').click())
    act(() => view.getByText('Save').click())
    expect(client.events.map(({ action, metadata }) => [action, metadata])).toEqual([['saved', { count: 0 }], ['saved', { count: 1 }]])
    expect(actions.size).toBe(1)
  })
})

describe('a nested provider', () => {
  it('adds its context to what is recorded inside, and keeps one client for equal contexts', () => {
    const clients = new Set<unknown>()
    function Inside() {
      const telemetry = useTelemetry('/bill')
      clients.add(telemetry)
      return null
    }
    const tree = () => (
      <TelemetryProvider client={client}>
        <TelemetryProvider context={{ area: 'billing' }}><Inside /></TelemetryProvider>
      </TelemetryProvider>
    )
    const view = render(tree())
    view.rerender(tree())
    expect(client.events.map(({ page, metadata }) => [page, metadata])).toEqual([['/bill', { area: 'billing' }]])
    expect(clients.size).toBe(1)
  })
})

describe('hooks without a provider', () => {
  it('do nothing and warn once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    render(<><Page name="/a" /><Page name="/b" /></>)
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[0]).toContain('PAREL_R001')
    warn.mockRestore()
  })
})
