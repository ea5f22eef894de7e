import { makeEvent } from '@parel/telemetry-testing'
import { MAX_CLOCK_SKEW_MS, MAX_DURATION_MS, MAX_EVENT_AGE_MS } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { errorTypeOf, refuseEvent, statusOf } from '../../src/store/shared/admit-event'
import { checkRetention } from '../../src/store/shared/check-retention'
import { leaseEndOfAnotherClock } from '../../src/store/shared/lease-end'

const receivedAt = Date.UTC(2025, 9, 13)

it.each([
  ['an id of 100 characters', { id: 'a'.repeat(100) }, null],
  ['an id of 101 characters', { id: 'a'.repeat(101) }, 'invalid'],
  ['no id', { id: '' }, 'invalid'],
  ['the longest duration', { duration: MAX_DURATION_MS }, null],
  ['a longer duration', { duration: MAX_DURATION_MS + 1 }, 'invalid'],
  ['the oldest time', { createdAt: receivedAt - MAX_EVENT_AGE_MS }, null],
  ['an older time', { createdAt: receivedAt - MAX_EVENT_AGE_MS - 1 }, 'too_old'],
  ['the latest time', { createdAt: receivedAt + MAX_CLOCK_SKEW_MS }, null],
  ['a later time', { createdAt: receivedAt + MAX_CLOCK_SKEW_MS + 1 }, 'future'],
])('an event with %s is taken or refused', (_name, fields, reason) => {
  expect(refuseEvent(makeEvent({ createdAt: receivedAt, ...fields }), receivedAt)).toBe(reason)
})

it('the kind of an error has at most 60 characters', () => {
  const kindOf = (errorType: string) => errorTypeOf(makeEvent({ type: 'error', action: 'api_error', metadata: { errorType } }))
  expect([kindOf('e'.repeat(60)), kindOf('e'.repeat(61)), kindOf('')]).toEqual(['e'.repeat(60), 'e'.repeat(60), null])
})

it.each([[0, 0], [999, 999], [1000, null], [-1, null], [200.5, null]])('a status of %d is kept as %s', (statusCode, kept) => {
  expect(statusOf(makeEvent({ type: 'api_call', metadata: { statusCode } }))).toBe(kept)
})

it.each([
  ['the layout shift', { action: 'CLS', metadata: { value: 0.312 } }, 312],
  ['a time without its duration', { action: 'LCP', metadata: { value: 0.312 } }, null],
  ['a vital of the app', { action: 'paint_count', metadata: { value: 3 } }, null],
])('the value of %s is kept only where it is the layout shift', (_name, fields, kept) => {
  expect(statusOf(makeEvent({ type: 'web_vital', duration: null, ...fields }))).toBe(kept)
})

it('a retention is a whole number of days from 0 to 36,500', () => {
  for (const days of [0, 1, 36_500]) expect(() => checkRetention(days)).not.toThrow()
  for (const days of [-1, 0.5, 36_501, Number.NaN]) expect(() => checkRetention(days)).toThrow(/Give a whole number of days from 0 to 36500, for example 30\./)
})

it('a lease of a clock that was wrong by more than its length and a minute is no lease', () => {
  expect(leaseEndOfAnotherClock({ ttlMs: 120_000, now: 0 })).toBe(300_000)
})
