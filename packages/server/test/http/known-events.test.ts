import { createEventId, prepareEvent, type EventContext, type EventDraft } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createKnownEvents } from '../../src/http/known-events'

const context: EventContext = { id: createEventId('s', 1), createdAt: 1000, sessionId: null, platform: 'web' }
const clean: EventDraft = { type: 'api_call', page: '/orders/[id]', duration: 40, metadata: { statusCode: 200, method: 'GET' }, sessionId: 'abc-123-def-456', platform: 'mobile' }

/** Every draft comes three times: the second time it may be remembered, the third time it is. */
const drafts: readonly (readonly [string, EventDraft])[] = [
  ['a clean call', clean],
  ['a concrete address', { ...clean, page: '/orders/1042?mail=ada@example.org' }],
  ['metadata with a mail address', { ...clean, metadata: { statusCode: 200, note: 'ada@example.org' } }],
  ['a sensitive key', { ...clean, metadata: { statusCode: 200, password: 'x' } }],
  ['metadata that is a list', { ...clean, metadata: [1] }],
  ['empty metadata', { ...clean, metadata: {} }],
  ['a duration that is not whole', { ...clean, duration: 40.6 }],
  ['a negative duration', { ...clean, duration: -1 }],
  ['a duration beyond a day', { ...clean, duration: 1e12 }],
  ['a session of digits', { ...clean, sessionId: '12345' }],
  ['no session', { ...clean, sessionId: undefined }],
  ['another platform', { ...clean, platform: 'tv' }],
  ['no platform', { ...clean, platform: undefined }],
  ['a type in a list', { ...clean, type: ['api_call'] }],
  ['an unknown type', { ...clean, type: 'other' }],
  ['a page that is a number', { ...clean, page: 7 }],
  ['no page', { ...clean, page: null }],
  ['texts cut in one place', { type: 'action', page: '/a', action: 'b c' }],
  ['texts cut in another place', { type: 'action', page: '/ab', action: ' c' }],
  ['a name that ends like the lengths of another event', { type: 'action', action: 'open -1 -1 5' }],
  ['a type that is the beginning of that event', { type: 'action -1 12 open', metadata: 5 }],
]

describe('createKnownEvents', () => {
  it('answers as prepareEvent does, whatever it has seen before', () => {
    const prepare = createKnownEvents()
    for (let round = 0; round < 3; round++) {
      for (const [name, draft] of drafts) expect(prepare(draft, context), `${name}, round ${round}`).toEqual(prepareEvent(draft, context))
    }
  })

  it('tells of everything that was removed, each time', () => {
    const prepare = createKnownEvents()
    const removed: string[] = []
    for (let round = 0; round < 3; round++) prepare({ ...clean, metadata: { password: 'x' } }, { ...context, onRemoved: (rule) => removed.push(rule) })
    expect(removed).toEqual(['key', 'key', 'key'])
  })

  it('asks no rule about what is known', () => {
    const prepare = createKnownEvents()
    const unread = Object.defineProperty({ ...context }, 'routes', { get: () => expect.unreachable('the rules were asked') })
    prepare(clean, context)
    expect(prepare(clean, unread)).toEqual(prepareEvent(clean, context))
  })

  it('forgets what it knew behind 4,000 others, so that it does not grow with what is sent', () => {
    let asked = 0
    const prepare = createKnownEvents({ prepare: (draft, of) => (asked++, prepareEvent(draft, of)) })
    const send = (count: number) => prepare({ ...clean, metadata: { count } }, context)
    for (let count = 0; count <= 4000; count++) send(count)
    asked = 0
    send(4000)
    expect(asked).toBe(0)
    send(0)
    expect(asked).toBe(1)
  })

  it('keeps working when more kinds of events come than it remembers', () => {
    const prepare = createKnownEvents()
    const draftOf = (index: number) => ({ ...clean, metadata: { count: index }, sessionId: `abc-${index % 3000}-def` })
    for (let index = 0; index < 5000; index++) prepare(draftOf(index), context)
    for (const index of [0, 1, 2500, 3999, 4000, 4999]) expect(prepare(draftOf(index), context)).toEqual(prepareEvent(draftOf(index), context))
  })
})
