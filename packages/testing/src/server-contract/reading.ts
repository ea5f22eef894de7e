import { describe, expect, it } from 'vitest'
import { adminToken, asAdmin, codeOf, post, withHost, type StartHost } from './host'

const sameOrigin = { 'sec-fetch-site': 'same-origin' }

/** Access to reports, and what a report looks like, on every host. */
export function readingContract(start: StartHost): void {
  describe('reading', () => {
    it('answers the report with the shape of the guide', () =>
      withHost(start, { now: () => Date.UTC(2025, 9, 13, 12) }, async (host) => {
        await host.api('', post([{ type: 'page_view', page: '/dashboard' }, { type: 'api_call', page: '/api/user', duration: 98, metadata: { statusCode: 200 } }]))
        const report = await (await host.api('', { headers: asAdmin })).json()
        expect(report).toEqual({
          summary: { pageViews: 1, actions: 0, errors: 0, apiCalls: 1, sessions: expect.any(Number), avgApiLatency: 98, errorRate: null, avgSessionLength: null },
          aggregates: expect.arrayContaining([
            { date: '2025-10-13', type: 'page_view', context: '/dashboard', count: 1, avgDuration: null },
            { date: '2025-10-13', type: 'api_call', context: '/api/user', count: 1, avgDuration: 98, p50Duration: 98, p95Duration: 98, p99Duration: 98, errorRate: 0 },
          ]),
          period: { days: 7, startDate: '2025-10-07T00:00:00.000Z', endDate: '2025-10-13T23:59:59.999Z' },
        })
      }))

    it.each(['', '/live', '/data-health', '/export', '/shares'])('refuses to show %s without a token', (path) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api(path)
        expect(answer.status).toBe(401)
        expect(answer.headers.get('www-authenticate')).toBe('Bearer')
        expect(answer.headers.get('cache-control')).toContain('no-store')
      }),
    )

    it('ignores a token in the address', () =>
      withHost(start, {}, async (host) => {
        expect((await host.api(`?token=${adminToken}`)).status).toBe(401)
      }))

    it.each([
      'days=1 OR 1=1', 'days=-1', 'days=0', 'days=1e9', 'days=1.5', 'days=0x10', 'days=', 'days=3661', 'days=7&days=8', 'days[]=7', 'type=nonsense', 'type=',
      'from=2025-02-30', 'from=2025-1-1', 'to=2025-01-01', 'from=2025-01-02&to=2025-01-01', 'from=2025-01-01&days=3', 'include=nothing', 'include=hours&days=367', 'compare=next', 'limit=0', 'limit=501', 'page=', 'what=1',
    ])('refuses the query %s and names it', (query) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api(`?${query}`, { headers: asAdmin })
        const body = (await answer.json()) as { readonly error: { readonly code: string; readonly message: string } }
        expect({ status: answer.status, code: body.error.code }).toEqual({ status: 400, code: 'invalid_query' })
        expect(body.error.message).toMatch(/parameter .*(Allowed|Give it once)/i)
      }),
    )

    it('signs in with the token, reads with the cookie, and signs out', () =>
      withHost(start, {}, async (host) => {
        const signedIn = await host.api('/session', post({ token: adminToken }, sameOrigin))
        const cookie = signedIn.headers.get('set-cookie') ?? ''
        expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
        const [pair = ''] = cookie.split(';')
        expect((await host.api('', { headers: { cookie: pair } })).status).toBe(200)
        expect(await (await host.api('/session', { headers: { cookie: pair } })).json()).toEqual({ role: 'admin', login: 'token' })
        const signedOut = await host.api('/session', { method: 'DELETE', headers: { cookie: pair, ...sameOrigin } })
        expect(signedOut.headers.get('set-cookie')).toMatch(/Max-Age=0/)
      }))

    it('refuses a change that another site made the browser send', () =>
      withHost(start, {}, async (host) => {
        const [cookie = ''] = ((await host.api('/session', post({ token: adminToken }, sameOrigin))).headers.get('set-cookie') ?? '').split(';')
        const answer = await host.api('/shares', post({ label: 'x' }, { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }))
        expect({ status: answer.status, code: await codeOf(answer) }).toEqual({ status: 403, code: 'cross_site' })
      }))

    it('limits wrong tokens, then refuses even the right one', () =>
      withHost(start, {}, async (host) => {
        const statuses: number[] = []
        for (let index = 0; index < 6; index++) statuses.push((await host.api('', { headers: { authorization: 'Bearer wrong' } })).status)
        expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
        expect((await host.api('', { headers: asAdmin })).status).toBe(429)
      }))

    it('shares a link that reads, cannot change, and can be revoked', () =>
      withHost(start, {}, async (host) => {
        const { id, url } = (await (await host.api('/shares', post({ label: 'board', days: 7 }, asAdmin))).json()) as { readonly id: string; readonly url: string }
        const [, secret = ''] = url.split('#share=')
        const [cookie = ''] = ((await host.api('/session', post({ token: secret }, sameOrigin))).headers.get('set-cookie') ?? '').split(';')
        expect((await host.api('', { headers: { cookie } })).status).toBe(200)
        expect((await host.api('/shares', { headers: { cookie } })).status).toBe(403)
        expect((await host.api('/live', { headers: { cookie } })).status).toBe(403)
        expect((await host.api(`/shares/${id}`, { method: 'DELETE', headers: asAdmin })).status).toBe(200)
        expect((await host.api('', { headers: { cookie } })).status).toBe(401)
      }))

    it.each([
      ['GET', '/export'],
      ['GET', '/live'],
      ['GET', '/shares'],
      ['POST', '/shares'],
      ['DELETE', '/shares/some-link'],
      ['POST', '/test-event'],
    ])('refuses a share link that asks for %s %s', (method, path) =>
      withHost(start, {}, async (host) => {
        const { url } = (await (await host.api('/shares', post({ label: 'board' }, asAdmin))).json()) as { readonly url: string }
        const asShare = { authorization: `Bearer ${url.split('#share=')[1]}` }
        const answer = await host.api(path, { method, headers: { ...asShare, 'content-type': 'application/json' }, ...(method === 'POST' && { body: '{"label":"x"}' }) })
        expect({ status: answer.status, code: await codeOf(answer) }).toEqual({ status: 403, code: 'admin_only' })
        expect((await host.api('/data-health', { headers: asShare })).status).toBe(200)
      }),
    )

    it('streams stored events to a live view', () =>
      withHost(start, {}, async (host) => {
        await host.api('', post({ type: 'page_view', page: '/first' }))
        const abort = new AbortController()
        const answer = await host.api('/live', { headers: asAdmin, signal: abort.signal })
        expect(answer.headers.get('content-type')).toBe('text/event-stream')
        const text = await readUntil(answer, '"page":"/first"')
        expect(text).toMatch(/id: \S+\nevent: event\ndata: \{"id":"/)
        abort.abort()
      }))

    it('answers HEAD for a live view at once, and keeps no view open for it', () =>
      withHost(start, { limits: { liveViews: 1 } }, async (host) => {
        for (let asked = 0; asked < 3; asked++) {
          const answer = await host.api('/live', { method: 'HEAD', headers: asAdmin })
          expect({ status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }).toEqual({ status: 200, type: 'text/event-stream', body: '' })
        }
      }))

    it.each([['/health', { status: 'ok' }], ['/health/', { status: 'ok' }], ['/ready', { status: 'ready' }]])('answers %s to anyone, and nothing else', (path, expected) =>
      withHost(start, {}, async (host) => {
        expect(await (await host.api(path)).json()).toEqual(expected)
      }),
    )
  })
}

async function readUntil(answer: Response, wanted: string): Promise<string> {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  return text
}
