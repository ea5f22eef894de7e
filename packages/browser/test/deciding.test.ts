// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pageViews } from '../src/capture/page-views'
import type { CaptureHost } from '../src/capture/capture'
import { startTelemetry } from './start-telemetry'

afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
  localStorage.clear()
})

describe('a capture that decides while it starts', () => {
  it.each<[string, (host: CaptureHost) => void, string]>([
    ['opts out', ({ telemetry }) => telemetry.optOut(), 'opted-out'],
    ['withdraws consent', ({ telemetry }) => telemetry.setConsent(false), 'waiting-for-consent'],
  ])('is stopped, and so are all others: it %s', (_name, decide, state) => {
    const stop = vi.fn<() => void>()
    const stopNext = vi.fn<() => void>()
    const start = (host: CaptureHost) => {
      decide(host)
      return stop
    }
    const { clock, telemetry } = startTelemetry({ capture: [() => stop, start, () => stopNext] })
    expect(telemetry.inspect().state).toBe(state)
    expect(stop).toHaveBeenCalledTimes(2)
    expect(stopNext).toHaveBeenCalledOnce()
    expect(clock.waiting()).toBe(0)
  })

  it('leaves no page views behind that count again after an opt-in', async () => {
    vi.useFakeTimers()
    const original = history.pushState
    const decide = vi.fn<(host: CaptureHost) => void>().mockImplementationOnce(({ telemetry }) => telemetry.optOut())
    const start = (host: CaptureHost) => {
      decide(host)
      return () => {}
    }
    const { telemetry } = startTelemetry({ capture: [start, pageViews()] })
    expect(history.pushState).toBe(original)
    telemetry.optIn()
    vi.runAllTimers()
    expect(telemetry.inspect().recent.filter(({ type }) => type === 'page_view')).toHaveLength(1)
    telemetry.optOut()
  })
})

it.each(['page_view', 'session_end'])('stores nothing after an opt-out inside `beforeSend`, not even while the page is hidden: %s', async (type) => {
  const { clock, telemetry } = startTelemetry({
    sessionIdleMs: 1000,
    beforeSend: (event) => {
      if (event.type === type) telemetry.optOut()
      return event
    },
  })
  telemetry.trackAction('a')
  await clock.advance(2000)
  if (type === 'page_view') telemetry.trackPageView('/')
  else telemetry.trackAction('b')
  dispatchEvent(new Event('pagehide'))
  expect(telemetry.inspect().state).toBe('opted-out')
  expect(sessionStorage).toHaveLength(0)
})

it('counts no fault if the end of a session leads to an opt-out', async () => {
  const { clock, telemetry } = startTelemetry({
    beforeSend: (event) => {
      if (event.type === 'session_end') telemetry.optOut()
      return event
    },
  })
  telemetry.trackAction('a')
  await clock.advance(1000)
  telemetry.trackSessionEnd()
  const { state, lost } = telemetry.inspect()
  expect([state, lost]).toEqual(['opted-out', {}])
})

it('applies an opt-out to every client of the page, immediately', async () => {
  const one = startTelemetry({ endpoint: '/one' })
  const other = startTelemetry({ endpoint: '/other' })
  other.telemetry.trackAction('before')
  one.telemetry.optOut()
  expect(other.telemetry.inspect()).toMatchObject({ state: 'opted-out', queued: 0, recent: [] })
  other.telemetry.trackAction('after')
  await other.clock.advance(60_000)
  expect(other.requests).toEqual([])
})

it('tells the clients of the page, and not those of the page that listen to the storage', () => {
  const onStorage = vi.fn<() => void>()
  addEventListener('storage', onStorage)
  startTelemetry().telemetry.optOut()
  removeEventListener('storage', onStorage)
  expect(onStorage).not.toHaveBeenCalled()
})

it('counts what was lost before a refusal only once', async () => {
  const { telemetry, requests } = startTelemetry({ beforeSend: (event) => (event.action === 'dropped' ? null : event) })
  telemetry.trackAction('dropped')
  telemetry.trackAction('before')
  await telemetry.flush()
  telemetry.setConsent(false)
  expect(telemetry.inspect().lost).toEqual({})
  telemetry.setConsent(true)
  telemetry.trackAction('after')
  await telemetry.flush()
  expect(requests.map(({ batch }) => batch.drop)).toEqual([{ before_send: 1 }, undefined])
})
