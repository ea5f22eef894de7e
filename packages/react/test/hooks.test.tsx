import { act, cleanup, render, renderHook } from '@testing-library/react'
import { createRef, StrictMode, useRef, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { trackFetch, useAction, useApiTiming, useConsent, useTelemetry, useTrackedCallback, useTrackVisible } from '../src/index'
import { createMemoryTelemetry, TelemetryTestProvider, type MemoryTelemetry } from '../src/testing'

let client: MemoryTelemetry
const wrapper = ({ children }: { readonly children: ReactNode }) => (
  <StrictMode>
    <TelemetryTestProvider client={client}>{children}</TelemetryTestProvider>
  </StrictMode>
)

beforeEach(() => {
  client = createMemoryTelemetry()
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const actions = () => client.events.filter(({ type }) => type === 'action').map(({ action, metadata }) => [action, metadata])

describe('useAction', () => {
  it('records on the page that is open at that moment', () => {
    const { result } = renderHook(() => (useTelemetry('/orders/[id]'), useAction()), { wrapper })
    result.current('opened')
    expect(client.events.at(-1)).toMatchObject({ type: 'action', action: 'opened', page: '/orders/[id]' })
  })
})

describe('useTrackedCallback', () => {
  it('records, then calls the callback of the last render with its arguments', () => {
    const { result, rerender } = renderHook(({ add }) => useTrackedCallback('added', (value: number) => value + add), { wrapper, initialProps: { add: 1 } })
    const first = result.current
    expect(first(1)).toBe(2)
    rerender({ add: 10 })
    expect(result.current).toBe(first)
    expect(first(1)).toBe(11)
    expect(actions()).toEqual([['added', null], ['added', null]])
  })

  it('passes an error on', () => {
    const { result } = renderHook(() => useTrackedCallback('broken', () => { throw new Error('mine') }), { wrapper })
    expect(() => result.current()).toThrow('mine')
    expect(actions()).toEqual([['broken', null]])
  })
})

describe('useTrackVisible', () => {
  const observers: { show(): void; element: Element | null; threshold: unknown }[] = []

  beforeEach(() => {
    observers.length = 0
    vi.stubGlobal('IntersectionObserver', function FakeObserver(this: object, callback: (entries: object[], observer: object) => void, options: { threshold: unknown }) {
      const observer = { observe: (element: Element) => (entry.element = element), disconnect: () => (entry.element = null) }
      const entry = { show: () => callback([{ isIntersecting: true }], observer), element: null as Element | null, threshold: options.threshold }
      observers.push(entry)
      return observer
    })
  })

  function Section({ count, threshold = 0.25 }: { readonly count: number; readonly threshold?: number }) {
    const ref = useTrackVisible('pricing_seen', { metadata: { count }, threshold })
    return <section ref={ref}>{count}</section>
  }

  it('records once when the element comes into view, with the metadata of the last render', () => {
    const view = render(<Section count={1} />, { wrapper })
    view.rerender(<Section count={2} />)
    const live = observers.filter(({ element }) => element !== null)
    expect(live.map(({ threshold }) => threshold)).toEqual([0.25])
    live[0]?.show()
    expect(actions()).toEqual([['pricing_seen', { count: 2 }]])
    expect(observers.every(({ element }) => element === null)).toBe(true)
  })

  // A browser throws at them, and React would unmount the page.
  it.each([1.5, 50, -1, Number.NaN])('treats a share of %s as the default', (threshold) => {
    render(<Section count={1} threshold={threshold} />, { wrapper })
    expect(observers.map((observer) => observer.threshold)).toEqual([0.5])
  })

  it.each([0, 1])('accepts a share of %s', (threshold) => {
    render(<Section count={1} threshold={threshold} />, { wrapper })
    expect(observers.map((observer) => observer.threshold)).toEqual([threshold])
  })

  it('stops observing when the element is removed', () => {
    render(<Section count={1} />, { wrapper }).unmount()
    expect(observers.every(({ element }) => element === null)).toBe(true)
  })

  it('does nothing where the browser cannot observe', () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    expect(() => render(<Section count={1} />, { wrapper })).not.toThrow()
  })
})

describe('trackFetch', () => {
  const calls = () => client.events.map(({ page, metadata }) => [page, metadata?.statusCode])

  it('returns the same promise as fetch and records the status', async () => {
    const answer = Promise.resolve(new Response('body', { status: 201 }))
    const fetch = vi.fn<typeof globalThis.fetch>(() => answer)
    const signal = new AbortController().signal
    const returned = trackFetch(client, fetch)('/api/user', { method: 'POST', signal })
    expect(returned).toBe(answer)
    expect(fetch).toHaveBeenCalledWith('/api/user', { method: 'POST', signal })
    expect((await returned).bodyUsed).toBe(false)
    expect(calls()).toEqual([['/api/user', 201]])
  })

  it('passes a failure on and records it as status 0', async () => {
    const failure = new TypeError('offline')
    await expect(trackFetch(client, () => Promise.reject(failure))('/api/user')).rejects.toBe(failure)
    expect(calls()).toEqual([['/api/user', 0]])
  })

  it('passes an exception of a patched fetch on', () => {
    expect(() => trackFetch(client, () => { throw new Error('patched') })('/x')).toThrow('patched')
  })

  it('keeps its identity as a hook and uses the current global fetch', async () => {
    const { result, rerender } = renderHook(() => useApiTiming(), { wrapper })
    const first = result.current
    rerender()
    expect(result.current).toBe(first)
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 })))
    await first('/api/late')
    expect(calls()).toEqual([['/api/late', 204]])
  })
})

describe('useConsent', () => {
  it('reads the state and changes it', () => {
    const { result } = renderHook(() => useConsent(), { wrapper })
    expect(result.current[0]).toBe('recording')
    act(() => result.current[1](false))
    expect(result.current[0]).toBe('opted-out')
    act(() => result.current[1](true))
    expect(result.current[0]).toBe('recording')
  })
})

describe('tracking', () => {
  it('causes no re-render', async () => {
    let renders = 0
    const record = createRef<(action: string) => void>()
    function Counter() {
      renders++
      useTelemetry('/a')
      useConsent()
      const action = useAction()
      const ref = useRef(action)
      record.current = ref.current
      return null
    }
    render(<TelemetryTestProvider client={client}><Counter /></TelemetryTestProvider>)
    const before = renders
    await act(async () => {
      for (let index = 0; index < 50; index++) record.current?.('clicked')
    })
    expect(renders).toBe(before)
    expect(actions()).toHaveLength(50)
  })
})
