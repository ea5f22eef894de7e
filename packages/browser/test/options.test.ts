// @vitest-environment happy-dom
import { defineEvents, oneOf } from '@parel/telemetry-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  vi.restoreAllMocks()
})

describe('declared events', () => {
  const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro') } })

  it('drop and count unknown actions, and drop unknown keys, in strict mode', async () => {
    const { telemetry, rows } = startTelemetry({ events, strict: true, routes: ['/cart'] })
    telemetry.trackAction('checkout_done', '/cart', undefined, { plan: 'pro', note: 'x' })
    telemetry.trackAction('chekout_done', '/cart')
    expect((await rows()).slice(1)).toEqual([[1, 0, '/cart', 'checkout_done', null, { plan: 'pro' }]])
    expect(telemetry.inspect().lost).toEqual({ unknown_event: 1 })
  })
})

describe('the URL of the collector', () => {
  it.each([
    ['/api/telemetry', '/api/telemetry?v=1&st='],
    ['/api/telemetry?site=b', '/api/telemetry?site=b&v=1&st='],
    ['https://stats.example/t', 'https://stats.example/t?v=1&st='],
  ])('%s is requested as %s', async (endpoint, start) => {
    const { requests, rows, telemetry } = startTelemetry({ endpoint })
    telemetry.trackAction('a')
    await rows()
    expect(requests[0]?.url.startsWith(new URL(start, document.baseURI).href)).toBe(true)
  })
})

describe('a page that was opened with a user name and a password in its URL', () => {
  // No request may be made to such an address: the browser throws.
  it('sends to the URL without them', async () => {
    vi.spyOn(document, 'baseURI', 'get').mockReturnValue('https://staging:secret@shop.example/@ada/')
    const { requests, rows, telemetry } = startTelemetry()
    telemetry.trackAction('a')
    await rows()
    expect(requests[0]?.url).toMatch(/^https:\/\/shop\.example\/api\/telemetry\?/)
  })
})

describe('debug', () => {
  it('prints every event before and after cleaning, and the rules that removed something', () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue()
    const { telemetry } = startTelemetry({ debug: true })
    telemetry.trackAction('save', '/orders/4711', undefined, { email: 'ada@example.org' })
    const [, printed] = debug.mock.calls.at(-1) as [string, { given: object; sent: object; removed: string[] }]
    expect(printed.given).toMatchObject({ page: '/orders/4711' })
    expect(printed.sent).toMatchObject({ page: '/orders/[id]' })
    expect(printed.removed.length).toBeGreaterThanOrEqual(2)
    telemetry.trackAction('sound', '/cart')
    expect(debug.mock.calls.at(-1)?.[1]).toMatchObject({ removed: [] })
  })

  it('prints nothing by default', () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue()
    const { telemetry } = startTelemetry()
    telemetry.trackAction('save', '/orders/4711')
    expect([telemetry.inspect().recent.length, debug.mock.calls]).toEqual([2, []])
  })

  it('prints what beforeSend drops, and why an event was refused', () => {
    const debug = vi.spyOn(console, 'debug').mockReturnValue()
    const { telemetry } = startTelemetry({ debug: true, beforeSend: ({ action }) => (action === 'secret' ? null : { type: 'nonsense' as never }) })
    telemetry.getAnonymousSessionId()
    telemetry.trackAction('secret')
    telemetry.trackAction('odd')
    const printed = debug.mock.calls.slice(-2).map(([, { given, sent }]) => [given.action, sent])
    expect(printed).toEqual([['secret', { refused: 'before_send' }], ['odd', { refused: 'invalid' }]])
  })

  it('warns once, with a code and a cure, when the collector refuses for good', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    vi.spyOn(console, 'debug').mockReturnValue()
    const { telemetry } = startTelemetry({ debug: true }, () => new Response('', { status: 401 }))
    telemetry.trackAction('a')
    await telemetry.flush()
    expect(warn.mock.calls.flat().join()).toMatch(/PAREL_W04 .* allowed origins/)
    expect(telemetry.inspect().state).toBe('stopped')
  })
})

describe('the output of inspect', () => {
  it('is what is sent, and nothing of the raw input', () => {
    const { telemetry } = startTelemetry()
    telemetry.trackAction('save', '/orders/4711', undefined, { email: 'ada@example.org', plan: 'pro' })
    expect(telemetry.inspect().recent.at(-1)).toMatchObject({ page: '/orders/[id]', metadata: { plan: 'pro' } })
    expect(JSON.stringify(telemetry.inspect())).not.toMatch(/ada@|\/4711/)
  })

  it.each([
    ['of an event without types', {}, { type: 'action', action: 'a', platform: 'mobile' }, 'mobile'],
    ['that does not exist', { platform: 'ios' }, { type: 'action', action: 'a' }, 'web'],
  ])('contains the platform that `inspect()` shows: one %s', async (_name, options, event, platform) => {
    const { requests, rows, telemetry } = startTelemetry(options as object)
    telemetry.trackEvent(event as never)
    await rows()
    expect([requests.at(-1)?.batch, telemetry.inspect().recent.at(-1)]).toMatchObject([{ pf: platform }, { platform }])
  })

  it('contains the platform that the app configures', async () => {
    const { requests, rows, telemetry } = startTelemetry({ platform: 'mobile' })
    telemetry.trackAction('a')
    await rows()
    expect([requests[0]?.batch, telemetry.inspect().recent[0]]).toMatchObject([{ pf: 'mobile' }, { platform: 'mobile' }])
  })
})

describe('beforeSend', () => {
  it('may drop an event, which is counted', async () => {
    const { telemetry, rows } = startTelemetry({ beforeSend: (event) => (event.action === 'secret' ? null : event) })
    telemetry.trackAction('secret')
    telemetry.trackAction('public')
    expect((await rows()).map((row) => row[3])).toEqual([undefined, 'public'])
    expect(telemetry.inspect().lost).toEqual({ before_send: 1 })
  })

  it('cannot bypass the cleaning', async () => {
    const { telemetry, rows } = startTelemetry({ beforeSend: (event) => ({ ...event, page: '/u/ada@example.org', metadata: { email: 'ada@example.org' } }) })
    telemetry.trackAction('a')
    expect(JSON.stringify(await rows())).not.toContain('ada')
  })

  it.each([
    ['a text', () => 'x'],
    ['a number', () => 7],
    ['a list', () => []],
    ['yes', () => true],
    ['an empty object', () => ({})],
    ['a promise', async (event: object) => event],
  ])('drops and counts the event when it returns %s', async (_name, beforeSend) => {
    const { telemetry, rows } = startTelemetry({ beforeSend: beforeSend as never })
    telemetry.trackAction('a')
    expect(await rows()).toEqual([])
    expect(telemetry.inspect()).toMatchObject({ recent: [], lost: { invalid: 2 } })
  })

  it('may record events itself, each with its own id, time and session', async () => {
    const { clock, telemetry, requests, rows } = startTelemetry({
      beforeSend(event) {
        if (event.action === 'outer') {
          clock.jump(1000)
          telemetry.trackAction('inner', '/b', 'of-somebody-else')
        }
        return event
      },
    })
    telemetry.trackAction('outer', '/a')
    const [start, inner, outer] = telemetry.inspect().recent
    expect(new Set([start?.id, inner?.id, outer?.id]).size).toBe(3)
    expect([inner?.createdAt, inner?.sessionId]).toEqual([clock.now_(), 'of-somebody-else'])
    expect([outer?.createdAt, outer?.sessionId]).toEqual([clock.now_() - 1000, start?.sessionId])
    await rows()
    expect(requests.map(({ batch }) => [batch.sid, batch.ev.map((row) => row[3])])).toEqual([
      [start?.sessionId, [undefined]],
      ['of-somebody-else', ['inner']],
      [start?.sessionId, ['outer']],
    ])
  })

  it('drops the event when it throws', async () => {
    const { telemetry, rows } = startTelemetry({
      beforeSend() {
        throw new Error('theirs')
      },
    })
    telemetry.trackAction('a')
    expect(await rows()).toEqual([])
    expect(telemetry.inspect().lost.internal).toBeGreaterThan(0)
  })
})
