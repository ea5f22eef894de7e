import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { asAdmin, codeOf, post, withHost, type StartHost } from './host'

const view = { type: 'page_view', page: '/dashboard', sessionId: 'abc-123-def-456' }

/** What every host records, and how it accounts for it. */
export function recordingContract(start: StartHost): void {
  describe('recording', () => {
    it.each([
      ['the guide’s single event', post(view), { accepted: 1, duplicates: 0, dropped: {} }],
      ['an array of events', post([view, { ...view, page: '/profile' }]), { accepted: 2, duplicates: 0, dropped: {} }],
      ['text/plain, as a beacon sends it', post(view, { 'content-type': 'text/plain;charset=UTF-8' }), { accepted: 1 }],
      ['a byte order mark in front', post(`\uFEFF${JSON.stringify(view)}`), { accepted: 1 }],
    ])('accepts %s', (_name, request, expected) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api('', request)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-type')).toBe('application/json')
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
        expect(await answer.json()).toMatchObject({ success: true, ...expected })
      }),
    )

    it.each([
      ['by header', '', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
      ['by address, as a page without preflight says it', '?enc=gzip', { 'content-type': 'text/plain' }],
    ])('accepts gzip, told %s', (_name, query, headers) =>
      withHost(start, {}, async (host) => {
        const answer = await host.api(query, { method: 'POST', headers, body: gzipSync(JSON.stringify(view)) })
        expect(await answer.json()).toMatchObject({ success: true, accepted: 1 })
      }),
    )

    it('counts a batch that is sent again once', () =>
      withHost(start, { now: () => Date.UTC(2025, 9, 13, 12) }, async (host) => {
        const batch = { v: 1, stream: '0m9x2k1abV1StGXR8_Z5', s0: 0, sid: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', pf: 'web', t0: Date.UTC(2025, 9, 13, 12), ev: [[0, 0, '/dashboard'], [1, 120, '/dashboard', 'save']] }
        const path = `?v=1&st=${Date.UTC(2025, 9, 13, 12)}`
        expect(await (await host.api(path, post(batch))).json()).toMatchObject({ accepted: 2, duplicates: 0 })
        expect(await (await host.api(path, post(batch))).json()).toMatchObject({ accepted: 0, duplicates: 2 })
        const report = (await (await host.api('?days=1', { headers: asAdmin })).json()) as { readonly summary: unknown }
        expect(report.summary).toMatchObject({ pageViews: 1, actions: 1 })
      }))

    it('keeps the good events of a request with a bad one', () =>
      withHost(start, {}, async (host) => {
        const events = [...Array.from({ length: 99 }, (_, index) => ({ ...view, page: `/p${'abcdefghij'[index % 10]}` })), { type: 'nonsense' }]
        expect(await (await host.api('', post(events))).json()).toMatchObject({ accepted: 99, dropped: { invalid: 1 } })
      }))

    it('drops the events beyond 1,000 of a request and counts them', () =>
      withHost(start, {}, async (host) => {
        const events = Array.from({ length: 1001 }, () => ({ type: 'page_view', page: '/a' }))
        const answer = await host.api('', { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: gzipSync(JSON.stringify(events)) })
        expect(await answer.json()).toMatchObject({ accepted: 1000, dropped: { too_many_events: 1 } })
      }))

    it.each([
      ['Global Privacy Control', { 'sec-gpc': '1' }, 'opt_out'],
      ['Do Not Track', { dnt: '1' }, 'opt_out'],
    ])('drops the events of a visitor with %s and counts them', (_name, headers, reason) =>
      withHost(start, {}, async (host) => {
        expect(await (await host.api('', post([view, view], headers))).json()).toMatchObject({ success: true, accepted: 0, dropped: { [reason]: 2 } })
      }),
    )

    it('tells the client to rest while telemetry is off', () =>
      withHost(start, { enabled: false }, async (host) => {
        const answer = await host.api('', post(view))
        expect(answer.status).toBe(200)
        expect(await answer.json()).toMatchObject({ success: true, accepted: 0, pauseMs: 3_600_000 })
      }))

    it('stores and counts nothing while telemetry is off, and does not look at what comes', () =>
      withHost(start, { enabled: false }, async (host) => {
        expect((await host.api('', post([view, view]))).status).toBe(200)
        expect((await host.api('', post('<p>', { 'content-type': 'text/html' }))).status).toBe(200)
        const test = await host.api('/test-event', { method: 'POST', headers: asAdmin })
        expect({ status: test.status, code: await codeOf(test) }).toEqual({ status: 409, code: 'disabled' })
        const health = await (await host.api('/data-health', { headers: asAdmin })).json()
        expect(health).toMatchObject({ enabled: false, rawEvents: 0, counts: { received: 0, stored: 0, dropped: [] } })
      }))

    it('stores a test event for an admin', () =>
      withHost(start, {}, async (host) => {
        expect((await host.api('/test-event', { method: 'POST' })).status).toBe(401)
        expect(await (await host.api('/test-event', { method: 'POST', headers: asAdmin })).json()).toEqual({ success: true, accepted: 1, duplicates: 0, dropped: {} })
        expect(await (await host.api('', { headers: asAdmin })).json()).toMatchObject({ summary: { actions: 1 }, aggregates: [{ type: 'action', context: 'test_event', count: 1 }] })
      }))

    it('does not let input pollute prototypes', () =>
      withHost(start, {}, async (host) => {
        const body = '{"type":"action","action":"save","metadata":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"plan":"pro"}}'
        expect((await host.api('', post(body))).status).toBe(200)
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      }))

    it('refuses a single event that is none', () =>
      withHost(start, {}, async (host) => {
        const answer = await host.api('', post({ type: 'nonsense' }))
        expect(answer.status).toBe(400)
        expect(await codeOf(answer)).toBe('invalid_payload')
      }))
  })
}
