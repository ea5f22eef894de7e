// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { withTelemetry } from '../src/capture/api-calls'

describe('withTelemetry', () => {
  const wrap = (answer: () => Promise<Response>) => {
    const trackApiCall = vi.fn<(...call: unknown[]) => void>()
    return { fetch: withTelemetry(answer, { trackApiCall }), trackApiCall, recorded: () => trackApiCall.mock.calls.map(([url, , status, metadata]) => [url, status, metadata]) }
  }
  const ok = () => Promise.resolve(new Response('x'))

  it('records method, status and duration, and passes everything through', async () => {
    const response = new Response('x', { status: 404 })
    const promise = Promise.resolve(response)
    const { fetch, trackApiCall } = wrap(() => promise)
    const result = fetch('/api/user', { method: 'post' })
    expect(result).toBe(promise)
    expect(await result).toBe(response)
    expect(response.bodyUsed).toBe(false)
    expect(trackApiCall).toHaveBeenCalledWith('/api/user', expect.any(Number), 404, { method: 'POST' })
  })

  it('records a failure as status 0, and leaves it to the caller', async () => {
    const { fetch, recorded } = wrap(() => Promise.reject(new TypeError('away')))
    await expect(fetch('/api/user')).rejects.toThrow('away')
    expect(recorded()).toEqual([['/api/user', 0, { method: 'GET' }]])
  })

  it('records no status of a response that the browser hides: 0 would mean that there was none', async () => {
    const opaque = Object.assign(Response.error(), { type: 'opaque' })
    const { fetch, recorded } = wrap(() => Promise.resolve(opaque))
    await fetch('https://cdn.example/pixel', { mode: 'no-cors' })
    expect(recorded()).toEqual([['https://cdn.example/pixel', undefined, { method: 'GET' }]])
  })

  it('records nothing for a call that the app aborted, but records one that timed out', async () => {
    const broken = new DOMException('gone', 'AbortError')
    const late = new DOMException('late', 'TimeoutError')
    const reasons = [broken, late, undefined]
    const { fetch, recorded } = wrap(() => Promise.reject(reasons.shift()))
    await expect(fetch('/api/search')).rejects.toBe(broken)
    await expect(fetch('/api/slow')).rejects.toBe(late)
    await expect(fetch('/api/odd')).rejects.toBeUndefined()
    expect(recorded()).toEqual([['/api/slow', 0, { method: 'GET' }], ['/api/odd', 0, { method: 'GET' }]])
  })

  it('records nothing for a call that the app aborted with a reason of its own, which is what the call rejects with', async () => {
    const app = new AbortController()
    const { fetch, recorded } = wrap(() => Promise.reject(app.signal.reason))
    app.abort('a newer search')
    await expect(fetch('/api/search', { signal: app.signal })).rejects.toBe('a newer search')
    await expect(fetch(new Request('https://api.example/search', { signal: app.signal }))).rejects.toBe('a newer search')
    const timer = new AbortController()
    timer.abort(new DOMException('late', 'TimeoutError'))
    const slow = wrap(() => Promise.reject(timer.signal.reason))
    await expect(slow.fetch('/api/slow', { signal: timer.signal })).rejects.toThrow('late')
    expect([...recorded(), ...slow.recorded()]).toEqual([['/api/slow', 0, { method: 'GET' }]])
  })

  it.each([
    ['an address object', () => new URL('https://api.example/a'), undefined, 'https://api.example/a', 'GET'],
    ['a request', () => new Request('https://api.example/a', { method: 'PATCH' }), undefined, 'https://api.example/a', 'PATCH'],
    ['a request whose method the call replaces', () => new Request('https://api.example/a', { method: 'PATCH' }), { method: 'put' }, 'https://api.example/a', 'PUT'],
  ])('reads %s', async (_name, input, init, address, method) => {
    const { fetch, recorded } = wrap(ok)
    await fetch(input() as RequestInfo, init)
    expect(recorded()).toEqual([[address, 200, { method }]])
  })

  it('resolves a URL as the page does', async () => {
    history.replaceState({}, '', '/shop/cart')
    const { fetch, recorded } = wrap(ok)
    for (const address of ['items/42', './items', '../other', '?page=2', '']) await fetch(address)
    expect(recorded().map(([url]) => new URL(String(url)).pathname)).toEqual(['/shop/items/42', '/shop/items', '/other', '/shop/cart', '/shop/cart'])
    history.replaceState({}, '', '/')
  })

  it('adds no rejection of its own, whatever arguments it gets', async () => {
    const api = withTelemetry(() => Promise.resolve(new Response('')), { trackApiCall: () => { throw new Error('theirs') } })
    const rejected = vi.fn<(reason: unknown) => void>()
    process.on('unhandledRejection', rejected)
    await api('/api/user', { method: 5 as unknown as string })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', rejected)
    expect(rejected).not.toHaveBeenCalled()
  })

  it('passes on what its fetch throws immediately, and records nothing', () => {
    const { fetch, recorded } = wrap(() => {
      throw new TypeError('patched')
    })
    expect(() => fetch('/api/user')).toThrow('patched')
    expect(recorded()).toEqual([])
  })
})
