import { describe, expect, expectTypeOf, it } from 'vitest'
import { type ActionMetadata, type ActionName, boolean, defineEvents, integer, number, oneOf, type RegisteredEvents, text } from '../src'

const events = defineEvents({
  checkout_done: { plan: oneOf('free', 'pro'), items: integer, total: number, gift: boolean, note: text },
  opened: {},
  searched: { limit: oneOf(10, 50, 'all', true) },
})

describe('fields', () => {
  it.each([
    ['oneOf', events.checkout_done.plan, ['free', 'pro'], ['other', 1, null]],
    ['oneOf with several kinds', events.searched.limit, [10, 'all', true], [50.5, '10', false]],
    ['integer', integer, [0, -3], [1.5, Number.NaN, '1', 2 ** 60]],
    ['number', number, [0, 1.5], [Number.NaN, Infinity, '1']],
    ['boolean', boolean, [true, false], [0, 'true', null]],
    ['text', text, ['', 'a'], [1, null]],
  ])('%s accepts only what was declared', (_name, field, good, bad) => {
    expect(good.filter((value) => !field(value))).toEqual([])
    expect(bad.filter((value) => field(value))).toEqual([])
  })
})

describe('types', () => {
  it('knows names and metadata of declared actions', () => {
    expectTypeOf<ActionName<typeof events>>().toEqualTypeOf<'checkout_done' | 'opened' | 'searched'>()
    expectTypeOf<ActionMetadata<typeof events, 'checkout_done'>>().toEqualTypeOf<{
      readonly plan?: 'free' | 'pro' | undefined
      readonly items?: number | undefined
      readonly total?: number | undefined
      readonly gift?: boolean | undefined
      readonly note?: string | undefined
    }>()
    expectTypeOf<ActionMetadata<typeof events, 'searched'>>().toEqualTypeOf<{ readonly limit?: 10 | 50 | 'all' | true | undefined }>()
    expectTypeOf<ActionName<RegisteredEvents>>().toEqualTypeOf<string>()
  })
})
