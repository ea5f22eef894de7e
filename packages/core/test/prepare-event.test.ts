import { GUIDE_TIME } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { defineEvents, type EventContext, type EventDraft, integer, isRefusal, oneOf, prepareEvent } from '../src'

const context: EventContext = { id: 's-0', createdAt: GUIDE_TIME, sessionId: 'abc-123-def-456', platform: 'web' }
const prepare = (draft: EventDraft, more: Partial<EventContext> = {}) => prepareEvent(draft, { ...context, ...more })

describe('prepareEvent', () => {
  it('makes the event of the guide', () => {
    expect(prepare({ type: 'page_view', page: '/profile/abc-123-def-456?tab=settings&userId=789' })).toEqual({
      id: 's-0', type: 'page_view', page: '/profile/[id]', action: null, duration: null, metadata: null,
      sessionId: 'abc-123-def-456', platform: 'web', createdAt: GUIDE_TIME,
    })
  })

  it.each([
    ['an unknown type', { type: 'click' }],
    ['no type', {}],
    ['a page view without a page', { type: 'page_view' }],
    ['a page view with an empty page', { type: 'page_view', page: '' }],
    ['a page that is not text', { type: 'page_view', page: 42 }],
    ['a call without an endpoint', { type: 'api_call', duration: 5 }],
    ['an action without a name', { type: 'action', page: '/' }],
    ['an action with a blank name', { type: 'action', action: '  ' }],
    ['an error without a kind', { type: 'error' }],
    ['a vital without a name', { type: 'web_vital', duration: 1 }],
  ])('refuses %s', (_name, draft) => {
    const refused = prepare(draft)
    expect(refused).toEqual({ refused: 'invalid' })
    expect(isRefusal(refused)).toBe(true)
  })

  it.each([
    ['rounds', 12.6, 13],
    ['keeps zero', 0, 0],
    ['keeps a day', 86_400_000, 86_400_000],
    // The time since a start that nobody has set: unknown, and a day would be the slowest call of every report.
    ['refuses the time since 1970 as', 1_760_371_200_000, null],
    ['refuses Infinity as', Infinity, null],
    ['refuses negatives', -1, null],
    ['refuses NaN as', Number.NaN, null],
    ['refuses text', '12', null],
  ])('%s a duration', (_name, duration, clean) => {
    expect(prepare({ type: 'api_call', page: '/api/user', duration })).toMatchObject({ duration: clean })
  })

  it.each([
    ['a UUID', '9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f', '9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f'],
    ['a mail address', 'ada@mail.example', 'abc-123-def-456'],
    ['a number', '4711', 'abc-123-def-456'],
    ['a number of 64 digits', '4'.repeat(64), 'abc-123-def-456'],
    ['a number with dashes', '078-05-1120', 'abc-123-def-456'],
    ['a card', '4242-4242-4242-4242', 'abc-123-def-456'],
    ['a UUID that happens to have no letter', '12345678-1234-4234-8234-123456789012', '12345678-1234-4234-8234-123456789012'],
    ['a long text', 'a'.repeat(65), 'abc-123-def-456'],
    ['an object', {}, 'abc-123-def-456'],
  ])('reads %s as a session id', (_name, sessionId, clean) => {
    expect(prepare({ type: 'session_start', sessionId })).toMatchObject({ sessionId: clean })
  })

  it('cleans the name of an action', () => {
    expect(prepare({ type: 'action', action: ' invite ada@mail.example ' })).toMatchObject({ action: 'invite [removed]' })
    expect(prepare({ type: 'action', action: 'ab '.repeat(99) })).toMatchObject({ action: 'ab '.repeat(40).trim() })
  })

  it('accepts only known platforms', () => {
    expect(prepare({ type: 'session_start', platform: 'mobile' })).toMatchObject({ platform: 'mobile' })
    expect(prepare({ type: 'session_start', platform: 'tv' })).toMatchObject({ platform: 'web' })
  })

  it('leaves out metadata if nothing of it is left', () => {
    expect(prepare({ type: 'session_start', metadata: { email: 'x' } })).toMatchObject({ metadata: null })
    expect(prepare({ type: 'session_start', metadata: 'text' })).toMatchObject({ metadata: null })
  })

  it('reports which rules removed something', () => {
    const rules: string[] = []
    prepare({ type: 'action', action: 'ok', page: '/orders/7', metadata: { email: 'x', note: 'ada@mail.example' } }, { onRemoved: (rule) => rules.push(rule) })
    expect(rules).toEqual(['address', 'key', 'token'])
  })
})

describe('declared events', () => {
  const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro'), items: integer } })
  const strict = { events, strict: true }

  it('refuses an unknown action in strict mode', () => {
    expect(prepare({ type: 'action', action: 'other' }, strict)).toEqual({ refused: 'unknown_event' })
    expect(prepare({ type: 'action', action: 'toString' }, strict)).toEqual({ refused: 'unknown_event' })
    expect(prepare({ type: 'action', action: 'other' }, { events })).toMatchObject({ action: 'other' })
  })

  it('drops and counts unknown keys and wrong values in strict mode', () => {
    const rules: string[] = []
    const metadata = { plan: 'pro', items: 1.5, extra: true }
    const event = prepare({ type: 'action', action: 'checkout_done', metadata }, { ...strict, onRemoved: (rule) => rules.push(rule) })
    expect(event).toMatchObject({ metadata: { plan: 'pro' } })
    expect(rules).toEqual(['undeclared_key', 'undeclared_key'])
    expect(prepare({ type: 'action', action: 'checkout_done', metadata: { extra: 1 } }, strict)).toMatchObject({ metadata: null })
  })

  it('leaves other types alone', () => {
    expect(prepare({ type: 'error', action: 'api_error', metadata: { statusCode: 500 } }, strict)).toMatchObject({ metadata: { statusCode: 500 } })
  })
})

it('keeps metadata whose first key is empty, as a query such as ?=x&plan=pro gives', () => {
  const event = prepareEvent({ type: 'action', action: 'save', metadata: { '': 'x', plan: 'pro' } }, { id: 's-0', createdAt: 1000, sessionId: null, platform: 'web' })
  expect(event).toMatchObject({ metadata: { '': 'x', plan: 'pro' } })
})
