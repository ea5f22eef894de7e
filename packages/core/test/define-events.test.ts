import { describe, expect, expectTypeOf, it } from 'vitest'
import { type ActionMetadata, type ActionName, boolean, defineEvents, integer, number, oneOf, type RegisteredEvents, text } from '../src'

const events = defineEvents({
  checkout_done: { plan: oneOf('free', 'pro'), items: integer, total: number, gift: boolean, note: text },
  opened: {},
})

describe('fields', () => {
  it.each([
    ['oneOf', events.checkout_done.plan, ['free', 'pro'], ['other', 1, null]],
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
    expectTypeOf<ActionName<typeof events>>().toEqualTypeOf<'checkout_done' | 'opened'>()
    expectTypeOf<ActionMetadata<typeof events, 'checkout_done'>>().toEqualTypeOf<{
      readonly plan?: 'free' | 'pro'
      readonly items?: number
      readonly total?: number
      readonly gift?: boolean
      readonly note?: string
    }>()
    expectTypeOf<ActionName<RegisteredEvents>>().toEqualTypeOf<string>()
  })
})
