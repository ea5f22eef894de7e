import { describe, expect, it } from 'vitest'
import { createEventParser } from '../../src/http/parse-events'

const cleaning = { routes: [], strict: false, allow: [], deny: [], events: undefined, review: true }
const parse = createEventParser({ cleaning, maxEvents: 1000, now: () => Date.UTC(2025, 9, 13) })

it.each([
  ['no type', { page: '/pricing' }, 'The event has no known "type". Give one of page_view, action, error, api_call, '],
  ['a type that nobody knows', { type: 'ada@example.org', page: '/pricing' }, 'The event has no known "type". Give one of page_view, '],
  ['no page', { type: 'page_view', action: 'ada@example.org' }, 'An event of type page_view needs a "page", such as "/dashboard".'],
  ['no page of a call', { type: 'api_call', duration: 12 }, 'An event of type api_call needs a "page", such as "/dashboard".'],
  ['no action', { type: 'action', page: '/users/ada' }, 'An event of type action needs an "action", such as "export_csv".'],
  ['an action that is a number', { type: 'error', action: 12 }, 'An event of type error needs an "action", such as "export_csv".'],
])('an event with %s is told what it lacks, and nothing of what it holds', (_name, event, says) => {
  expect(() => parse(event, '')).toThrow(says)
  expect(() => parse(event, '')).not.toThrow(/ada/)
})

it('an event in a list that lacks something sinks no other', () => {
  const { events, dropped } = parse([{ type: 'page_view' }, { type: 'page_view', page: '/pricing' }], '')
  expect(events).toHaveLength(1)
  expect([...dropped]).toEqual([['invalid', 1]])
})

describe('a field of a form that is not kept', () => {
  const receivedAt = Date.UTC(2025, 9, 13)
  const call = { type: 'api_call', page: '/api/user', sessionId: 'abc-123-def-456' }
  const ignoredOf = (body: unknown, query = '') => Object.fromEntries(parse(body, query).ignored ?? [])

  it.each<[string, object, Record<string, number>]>([
    ['a duration in quotes', { ...call, duration: '98' }, { duration: 1 }],
    ['a negative duration', { ...call, duration: -1 }, { duration: 1 }],
    ['a page that is a number', { type: 'action', action: 'save', page: 7 }, { page: 1 }],
    ['an action that is a list', { ...call, action: ['save'] }, { action: 1 }],
    ['metadata that are a text', { ...call, metadata: 'plan=team' }, { metadata: 1 }],
    ['metadata that are a list', { ...call, metadata: [1] }, { metadata: 1 }],
    ['a session that is a number', { ...call, sessionId: 42 }, { sessionId: 1 }],
    ['a session that is a mail address', { ...call, sessionId: 'ada@example.org' }, { sessionId: 1 }],
    ['another platform', { ...call, platform: 'tv' }, { platform: 1 }],
    ['an id of another shape', { ...call, id: '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab' }, { id: 1 }],
    ['an id of digits alone', { ...call, id: '4111111111111111-1' }, { id: 1 }],
    ['an id with an access key', { ...call, id: `${['sk', 'live', '51HqLyjWDarjtT1zdp7dc'].join('_')}-1` }, { id: 1 }],
    ['a time beyond all numbers, such as 1e400', { ...call, createdAt: Infinity }, { createdAt: 1 }],
    ['a time that is none', { ...call, createdAt: 'yesterday' }, { createdAt: 1 }],
    ['a time in another spelling', { ...call, createdAt: 'Mon, 13 Oct 2025 00:00:00 GMT+1' }, { createdAt: 1 }],
    ['a time that no text can be made of', { ...call, createdAt: { toString: null } }, { createdAt: 1 }],
    ['a list of such times', { ...call, createdAt: [{ toString: 1 }] }, { createdAt: 1 }],
    ['several at once', { ...call, duration: {}, sessionId: true, platform: 3 }, { duration: 1, sessionId: 1, platform: 1 }],
  ])('is counted: %s', (_name, event, counts) => {
    expect(ignoredOf(event)).toEqual(counts)
    expect(ignoredOf([event, call, event])).toEqual(Object.fromEntries(Object.entries(counts).map(([field, count]) => [field, count * 2])))
  })

  it.each<[string, object]>([
    ['the event of the guide', { type: 'page_view', page: '/dashboard', sessionId: 'abc-123-def-456' }],
    ['an event with every field', { ...call, id: 's1-7', duration: 98.4, metadata: { statusCode: 200 }, platform: 'mobile', createdAt: '2025-10-12T16:00:00.000Z' }],
    ['a time of just now', { ...call, createdAt: new Date(receivedAt).toISOString() }],
    ['nothing in any of them', { ...call, action: null, duration: null, metadata: null, platform: null, id: null, createdAt: null }],
    ['empty texts', { type: 'action', action: 'save', page: '', sessionId: '' }],
    ['metadata that a rule empties', { ...call, metadata: { password: 'x' } }],
    ['a batch', { v: 1, stream: 's1', s0: 0, sid: 'abc-123-def-456', pf: 'web', t0: receivedAt, ev: [[3, 0, '/api/user', null, 98, { statusCode: 200 }]] }],
  ])('is not taken for one: %s', (_name, body) => {
    for (let round = 0; round < 3; round++) expect(parse(body, '').ignored).toBeUndefined()
  })

  it('is not taken for one where the clock of the client is wrong', () => {
    const sentAt = receivedAt - 86_400_000
    expect(ignoredOf({ ...call, createdAt: new Date(sentAt).toISOString() }, `st=${sentAt}`)).toEqual({})
  })

  it('is not counted for an event that is refused anyway', () => {
    expect(ignoredOf([{ type: 'page_view', duration: '98' }, call])).toEqual({})
  })

  it('is counted in a batch, where most events are known', () => {
    const ev = [[3, 0, '/api/user', null, 98], [3, 0, '/api/user', null, '98'], [3, 0, '/api/user', null, 98]]
    expect(ignoredOf({ v: 1, stream: 's1', s0: 0, sid: 'abc-123-def-456', pf: 'web', t0: receivedAt, ev })).toEqual({ duration: 1 })
  })
})

describe('an id of digits alone, which may be a card or a phone number', () => {
  it.each(['4111111111111111-1', '4111_1111_1111_1111-7', '0171-5550123', '7-0'])('is replaced: %s', (id) => {
    const [event] = parse([{ type: 'session_start', id }], '').events
    expect(event?.id).toMatch(/^\w{20}-\d+$/)
    expect(event?.id).not.toContain(id)
  })

  it.each(['4111111111111111', '0171_5550123', '42'])('is refused as the stream of a batch, and not repeated: %s', (stream) => {
    const batch = { v: 1, stream, s0: 0, sid: null, pf: 'web', t0: Date.UTC(2025, 9, 13), ev: [[0, 0, '/a']] }
    expect(() => parse(batch, '')).toThrow('The batch has a "stream" of digits alone')
    expect(() => parse(batch, '')).not.toThrow(stream)
    expect(parse({ ...batch, stream: `s${stream}` }, '').events[0]?.id).toBe(`s${stream}-0`)
  })

  it('is refused as a stream if it is an access key, too', () => {
    const stream = ['sk', 'live', '51HqLyjWDarjtT1zdp7dc'].join('_')
    const batch = { v: 1, stream, s0: 0, sid: null, pf: 'web', t0: Date.UTC(2025, 9, 13), ev: [[0, 0, '/a']] }
    expect(() => parse(batch, '')).toThrow('The batch has a "stream" that is an access key')
    expect(() => parse(batch, '')).not.toThrow(stream)
  })

  it('stays as it is with a letter', () => {
    expect(parse([{ type: 'session_start', id: 's4111111111111111-1' }], '').events[0]?.id).toBe('s4111111111111111-1')
  })
})
