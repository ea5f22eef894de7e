import { prepareEvent, type EventContext } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createCleaner } from '../src/cleaner'

const context: EventContext = { id: 's-0', createdAt: 1000, sessionId: null, platform: 'web', deny: ['plan'] }
const drafts = [
  { type: 'page_view', page: '/orders/1042?mail=ada@example.org' },
  { type: 'page_view', page: '/orders/1042' },
  { type: 'page_view', page: '' },
  { type: 'page_view' },
  { type: 'action', action: 'mail ada@example.org', page: '/orders/1042' },
  { type: 'action', action: 'save', page: '/u/ada', metadata: { plan: 'pro', step: 1, email: 'ada@example.org' } },
  { type: 'action', action: 'save', metadata: { step: 1, list: [{ token: 'x' }] } },
  { type: 'action', action: 'save', metadata: { at: new Date(0), none: undefined, not: Number.NaN } },
  { type: 'action', action: 'save', metadata: new Map([['step', 1]]) },
  { type: 'action', action: 'save', metadata: { long: 'x'.repeat(2000) } },
  { type: 'action', action: '', metadata: { step: 1 } },
  { type: 'api_call', page: 'https://shop.example/api/orders/1042', duration: 12, metadata: { statusCode: 200 } },
  { type: 'nonsense', page: '/a' },
]

describe('a cleaner', () => {
  it.each(drafts)('gives what the door out gives, the first time and again: %o', (draft) => {
    const cleaner = createCleaner(context)
    const expected = prepareEvent(draft, context)
    for (let time = 0; time < 3; time++) expect(cleaner.clean_({ ...draft })).toEqual(expected)
  })

  it('does not mix up what it remembers, however much comes in between', () => {
    const cleaner = createCleaner(context)
    for (let index = 0; index < 200; index++) {
      const draft = { ...drafts[index % drafts.length], action: `step_${index % 70}`, metadata: { step: index % 90 } }
      expect(cleaner.clean_({ ...draft })).toEqual(prepareEvent(draft, context))
    }
  })

  it('treats circles, and getters that throw, as the door out does', () => {
    const circle: Record<string, unknown> = { step: 1 }
    circle.self = circle
    const hostile = { get boom(): never { throw new Error('getter') }, step: 2 }
    for (const metadata of [circle, hostile, 7n]) {
      const draft = { type: 'action', action: 'save', metadata }
      expect(createCleaner(context).clean_({ ...draft })).toEqual(prepareEvent(draft, context))
    }
  })

  it('takes its time and its session from the moment, not from what it remembers', () => {
    const moment = { ...context, createdAt: 1000 }
    const cleaner = createCleaner(moment)
    cleaner.clean_({ type: 'action', action: 'save' })
    moment.createdAt = 2000
    expect(cleaner.clean_({ type: 'action', action: 'save' })).toMatchObject({ createdAt: 2000 })
  })
})
