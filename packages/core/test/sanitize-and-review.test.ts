import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeMetadata } from '../src'
import { sanitizeMetadata as sanitizeInPage } from '../src/page'
import { reviewMetadata } from '../src/review'

const object = fc.dictionary(
  fc.oneof(fc.constantFrom('vet', 'captain', 'note', 'title', 'name', 'city', 'liked_by', 'plan', 'email'), fc.string({ maxLength: 8 })),
  fc.oneof(fc.constantFrom('Priya Sharma called', 'kowalski', 'Sharma, Priya', 'San Francisco', 'pro', 'ada@example.org'), fc.jsonValue({ maxDepth: 2 })),
  { maxKeys: 8 },
)

describe('sanitizeMetadata outside of a page', () => {
  it('takes both looks', () => {
    const removed: string[] = []
    const clean = sanitizeMetadata({ email: 'ada@example.org', captain: 'kowalski', note: 'Priya Sharma called', plan: 'pro' }, { onRemoved: (rule) => removed.push(rule) })
    expect(clean).toEqual({ note: '[removed] called', plan: 'pro' })
    expect(removed).toEqual(['key', 'key', 'name'])
  })

  it('takes the first look alone where the second is not wanted', () => {
    fc.assert(fc.property(object, (value) => { expect(sanitizeMetadata(value, { review: false })).toEqual(sanitizeInPage(value)) }))
  })

  it('gives what the server makes of what a page has sent', () => {
    fc.assert(fc.property(object, (value) => { expect(sanitizeMetadata(value)).toEqual(reviewMetadata(sanitizeInPage(value))) }))
  })

  it('keeps what the app vouches for in both looks, and takes what it denies', () => {
    expect(sanitizeMetadata({ captain: 'kowalski', plan: 'pro' }, { allow: ['captain'], deny: ['plan'] })).toEqual({ captain: 'kowalski' })
    expect(sanitizeMetadata({ from: '/users/okafor' }, { routes: ['/users/okafor'] })).toEqual({ from: '/users/okafor' })
  })

  it('never throws and never changes what it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => void sanitizeMetadata(value)))
    const given = { captain: 'kowalski', nested: { note: 'Priya Sharma called' } }
    const before = structuredClone(given)
    sanitizeMetadata(given)
    expect(given).toEqual(before)
  })
})
