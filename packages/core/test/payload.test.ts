import { createEventId, encodeEventRow, encodePayload, EVENT_TYPES, GIVEN_UP_FOR, parsePayload, type PayloadHeader, type ParseOptions } from '../src'
import { GUIDE_TIME, makeEvent } from '@parel/telemetry-testing'
import { describe, expect, it, vi } from 'vitest'

const day = 86_400_000
const header: PayloadHeader = { stream: 's1', firstSequence: 4, sessionId: 'abc-123', platform: 'mobile', baseTime: GUIDE_TIME }
const options: ParseOptions = { receivedAt: GUIDE_TIME, createId: () => 'server-made-id' }
const parse = (body: unknown, more: Partial<ParseOptions> = {}) => {
  const parsed = parsePayload(body, { ...options, ...more })
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed
}
const batch = (rows: unknown, more: object = {}) => ({ v: 1, stream: 's1', s0: 4, sid: 'abc-123', pf: 'web', t0: GUIDE_TIME, ev: rows, ...more })

describe('encodePayload', () => {
  it('leaves out nulls at the end of a row', () => {
    expect(encodeEventRow(makeEvent({ createdAt: GUIDE_TIME + 5 }), GUIDE_TIME)).toBe('[0,5,"/dashboard"]')
  })

  it('is read back unchanged', () => {
    const events = EVENT_TYPES.map((type, index) =>
      makeEvent({ id: createEventId('s1', 4 + index), type, page: '/orders/[id]', action: 'save', duration: 12, metadata: { a: [1, { b: 'c' }] }, sessionId: 'abc-123', platform: 'mobile' }),
    )
    const parsed = parse(JSON.parse(encodePayload({ ...header, lost: { overflow: 3 } }, events)))
    expect(parsed.events).toEqual(events)
    expect(parsed.stream).toEqual({ id: 's1', nextSequence: 12, lost: new Map([['overflow', 3]]) })
    expect([...parsed.dropped, ...parsed.removed]).toEqual([])
  })
})

describe('parsePayload', () => {
  it('gives the single event of the guide an id and a time', () => {
    expect(parse({ type: 'page_view', page: '/dashboard', sessionId: 'abc-123-def-456' })).toMatchObject({
      events: [{ id: 'server-made-id', page: '/dashboard', sessionId: 'abc-123-def-456', platform: 'web', createdAt: GUIDE_TIME }],
      stream: null,
    })
  })

  it.each([
    ['dates the end of a session by its beginning', { duration: 90_000 }, GUIDE_TIME - 90_000],
    ['takes the time of arrival if no length is reported', {}, GUIDE_TIME],
    ['takes the time of arrival if the length is invalid', { duration: -5 }, GUIDE_TIME],
    ['accepts lengths of up to a day', { duration: day }, GUIDE_TIME - day],
    ['takes the time of arrival if the length is longer, and so unknown', { duration: day + 1 }, GUIDE_TIME],
    ['accepts the time that the event brings', { duration: 90_000, createdAt: GUIDE_TIME - 5 }, GUIDE_TIME - 5],
  ])('%s', (_name, fields, createdAt) => {
    expect(parse({ type: 'session_end', sessionId: 'abc-123-def-456', ...fields }).events).toMatchObject([{ createdAt }])
  })

  it('dates other events with a duration by their arrival', () => {
    expect(parse({ type: 'api_call', page: '/api', duration: 90_000 }).events).toMatchObject([{ createdAt: GUIDE_TIME }])
  })

  it('reads an array and keeps the good events of it', () => {
    const parsed = parse([{ type: 'page_view', page: '/a' }, null, 7, 'x', [], { type: 'other' }, { type: 'session_start' }])
    expect(parsed.events.map(({ type }) => type)).toEqual(['page_view', 'session_start'])
    expect(parsed.dropped).toEqual(new Map([['invalid', 5]]))
  })

  it('ignores absurd counts of losses', () => {
    expect(parse(batch([], { drop: { overflow: 3, age: 2 ** 53, '__proto__': 4, 'Ada Lovelace': 5 } })).stream?.lost).toEqual(new Map([['overflow', 3]]))
  })

  it.each(['UTC', 'America/St_Johns', 'Pacific/Apia'])('reads times the same wherever the server stands (%s)', (zone) => {
    vi.stubEnv('TZ', zone)
    const timeOf = (createdAt: unknown) => parse({ type: 'session_start', createdAt }).events[0]?.createdAt
    const iso = new Date(GUIDE_TIME).toISOString()
    const shifted = `${new Date(GUIDE_TIME + 19_800_000).toISOString().slice(0, 19)}+05:30`
    expect([iso, iso.slice(0, -1), shifted, iso.slice(0, 16)].map(timeOf)).toEqual([GUIDE_TIME, GUIDE_TIME, Math.floor(GUIDE_TIME / 1000) * 1000, Math.floor(GUIDE_TIME / 60_000) * 60_000])
    // What is no such time is the time of receipt.
    expect(['Oct 13 2025', '5', `${iso} junk`, '9'.repeat(5000), {}, true].map(timeOf)).toEqual(Array.from({ length: 6 }, () => GUIDE_TIME))
    vi.unstubAllEnvs()
  })

  it('cleans again and counts what it removed, because a client is never trusted', () => {
    const parsed = parse([{ type: 'action', action: 'pay', page: '/orders/1042', metadata: { email: 'x', plan: 'pro' } }])
    expect(parsed.events[0]).toMatchObject({ page: '/orders/[id]', metadata: { plan: 'pro' } })
    expect(parsed.removed).toEqual(new Map([['address', 1], ['key', 1]]))
  })

  it.each([
    ['a text', 'x'],
    ['a number', 7],
    ['nothing', null],
    ['another version', batch([], { v: 2 })],
    ['no stream', batch([], { stream: undefined })],
    ['a stream with odd characters', batch([], { stream: 'a-b' })],
    ['no first sequence', batch([], { s0: -1 })],
    ['an absurd first sequence', batch([], { s0: 1e9 + 1 })],
    ['no rows', batch({})],
  ])('calls %s malformed', (_name, body) => {
    expect(parsePayload(body, options)).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) })
  })

  it.each([
    ['no array', 7],
    ['an unknown type', [99, 0, '/a']],
    ['a type by name', ['page_view', 0, '/a']],
    ['no time', [0, null, '/a']],
  ])('drops a row with %s', (_name, row) => {
    const parsed = parse(batch([row, [0, 0, '/a']]))
    expect(parsed.events).toMatchObject([{ id: 's1-5' }])
    expect(parsed.dropped).toEqual(new Map([['invalid', 1]]))
  })

  it('reads losses, but only counts with a name', () => {
    const drop = { overflow: 3, 'ada@mail.example': 1, rate: -1, gate: 'x' }
    expect(parse(batch([], { drop })).stream?.lost).toEqual(new Map([['overflow', 3]]))
  })

  it("keeps no caller's text as a reason, because reasons are stored permanently", () => {
    const drop = { overflow: 3, ada_lovelace: 2, '491701234567': 1 }
    expect(parse(batch([], { drop })).stream?.lost).toEqual(new Map([['overflow', 3], ['other', 3]]))
  })

  it.each(GIVEN_UP_FOR)('reads losses by the reason %s', (reason) => {
    expect(parse(batch([], { drop: { [reason]: 7 } })).stream?.lost).toEqual(new Map([[reason, 7]]))
  })

  it.each([
    ['a correct clock is trusted', GUIDE_TIME - 1000, GUIDE_TIME - 60_000, -1000],
    ['a clock five minutes off is trusted', GUIDE_TIME - 1000, GUIDE_TIME - 300_000, -1000],
    ['a wrong clock is shifted', GUIDE_TIME - day - 1000, GUIDE_TIME - day, -1000],
    ['a clock in the future is shifted', GUIDE_TIME + day - 1000, GUIDE_TIME + day, -1000],
    ['an unknown clock is trusted', GUIDE_TIME - day, null, -day],
  ])('%s', (_name, createdAt, sentAt, expected) => {
    expect(parse(batch([[0, 0, '/a']], { t0: createdAt }), { sentAt }).events[0]?.createdAt).toBe(GUIDE_TIME + expected)
  })

  it.each([
    ['seven days ago', -7 * day, undefined],
    ['more than seven days ago', -7 * day - 1, 'too_old'],
    ['in five minutes', 300_000, undefined],
    ['in more than five minutes', 300_001, 'future'],
    ['in the year 9999', 2.5e14, 'future'],
    ['before 1970', -GUIDE_TIME - 1, 'too_old'],
  ])('judges an event %s', (_name, offset, reason) => {
    const parsed = parse([{ type: 'page_view', page: '/a', createdAt: GUIDE_TIME + offset }])
    expect([...parsed.dropped.keys()][0]).toBe(reason)
  })

  it.each([['2025-10-13T15:00:00Z', -3_600_000], ['1'.repeat(99), 0], ['never', 0], [null, 0], [{}, 0]])('reads the time %s', (createdAt, expected) => {
    expect(parse([{ type: 'page_view', page: '/a', createdAt }]).events[0]?.createdAt).toBe(GUIDE_TIME + expected)
  })

  it('drops what is too many and too large, and keeps the rest', () => {
    const events = [{ type: 'page_view', page: '/a' }, { type: 'session_start', metadata: { a: 'ä'.repeat(5000) } }, { type: 'session_start' }, { type: 'session_start' }]
    const parsed = parse(events, { maxEvents: 3 })
    expect(parsed.events).toHaveLength(2)
    expect(parsed.dropped).toEqual(new Map([['oversize', 1], ['too_many_events', 1]]))
  })

  it('drops metadata nested too deep to be measured, and keeps the rest', () => {
    const deep: unknown = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000))
    const parsed = parse([{ type: 'session_start', metadata: { deep } }, { type: 'session_start' }])
    expect([parsed.events.length, ...parsed.dropped]).toEqual([1, ['oversize', 1]])
  })

  it('drops an event that makes a check of the app throw, and keeps the rest', () => {
    const events = { opened: { from: (value: unknown): value is string => (value as string).startsWith('/') } }
    const parsed = parse([1, '/a'].map((from) => ({ type: 'action', action: 'opened', metadata: { from } })), { events, strict: true })
    expect(parsed.events.map(({ metadata }) => metadata)).toEqual([{ from: '/a' }])
    expect(parsed.dropped).toEqual(new Map([['invalid', 1]]))
  })

  it('accepts only valid ids', () => {
    const ids = parse(['stream000-1', 'x', 'ada@mail.example', 7].map((id) => ({ type: 'session_start', id }))).events.map(({ id }) => id)
    expect(ids).toEqual(['stream000-1', 'server-made-id', 'server-made-id', 'server-made-id'])
  })
})
