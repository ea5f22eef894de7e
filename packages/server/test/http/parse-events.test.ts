import { expect, it } from 'vitest'
import { createEventParser } from '../../src/http/parse-events'

const parse = createEventParser({ cleaning: {}, maxEvents: 1000, now: () => Date.UTC(2025, 9, 13) })

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
