import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_EVENT_BYTES, type Metadata, sanitizeMetadata } from '../src/page'
import { allowThings, reviewAction, reviewMetadata, reviewText, setAside } from '../src/review'

const NAMES = ['Priya Sharma', 'Sharma, Priya', 'Dr. Okafor', 'Li Yu', 'J. García', 'Иван Петров', 'kowalski', 'Ada', 'jane.doe', 'MARIA GONZALEZ', 'van Gogh', 'Harry Potter', "Priya Sharma's", 'sofia.rossi', '王芳', 'محمد أحمد', 'عبد الله بن منصور', 'د. ליאת', 'राजेश शर्मा', 'คุณสมศักดิ์ ใจดี', 'გიორგი', 'Արամ Գրիգորյան', 'gamer4life', 'Al Bo', "Conan O'Brien", 'Mei-Ling Wu']
const WORDS = ['called', 'Black Friday', 'San Francisco', 'Sign Up', 'the', 'plan', '12', '2024', 'a@b.example', '[removed]', '…', 'AB12-CD34-EF56', 'Profile of', '{"vet":"Priya Sharma"}', '["captain","Priya Sharma"]', 'Hi Ada, hello', '/orders/42', '48.137,11.576', '0.500,0.250', 'brand', 'Seen by curl/8.5.0', 'geo', 'Aggiungi al Carrello', 'Goldman Sachs', 'Math Tutor', 'تسجيل الدخول', 'בן', 'คุณ', 'நன்றி', 'الدكتور', 'ﷺ', 'عبد', 'is required', 'hot_deals_1', 'Email marketing']
const KEYS = ['name', 'value', 'key', 'field', 'vet', 'captain', 'note', 'title', 'city', 'house_number', 'bbox', 'liked_by', 'teammates', 'lead_guest', 'user', 'provider', 'ids', 'theme_code', 'in_memory_of', 'email', 'x', 'sifre', 'mapBounds', 'kullaniciAdi', 'price', 'industry', 'dogum_tarihi', 'product_id', 'sayfa', 'doctor', 'Priya Sharma', 'Maria_Gonzalez', 'geo', 'points', 'type', 'filter', 'first', 'last', 'comment_by', 'winner', 'PriyaSharma', 'line1', 'marken', 'fields', 'boss', 'difficulty', 'brands', 'employer', 'agent', 'sponsors', 'username', 'errors', 'list_id']
const text = fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom(...WORDS), fc.array(fc.constantFrom(...NAMES, ...WORDS), { maxLength: 30 }).chain((parts) => fc.constantFrom(' ', ', ', '. ', '\n', '').map((between) => parts.join(between))), fc.string({ unit: 'grapheme', maxLength: 60 }))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double(), fc.constantFrom(48.137, 11.58), fc.boolean(), fc.constant(null), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 8 })), tie('tree'), { maxKeys: 6 })),
}))
const metadata = fc.oneof(fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 12 }), fc.dictionary(fc.string({ maxLength: 8 }), fc.constantFrom(...NAMES).map((name) => `${name} `.repeat(12)), { maxKeys: 20 }))

describe('reviewMetadata', () => {
  it('changes nothing the second time, nor does the sanitizer', () => {
    fc.assert(fc.property(metadata, (value) => {
      // Of what the sanitizer leaves as it is; an object that describes a field can take it a second time.
      const clean = sanitizeMetadata(sanitizeMetadata(sanitizeMetadata(value)))
      const reviewed = reviewMetadata(clean)
      expect(reviewMetadata(reviewed)).toBe(reviewed)
      expect(sanitizeMetadata(reviewed)).toEqual(reviewed)
    }), { numRuns: 2000 })
  })

  it('changes nothing the second time where the tables spoke before the first look', () => {
    const clean = (value: unknown) => {
      const aside = setAside(value, {})
      return reviewMetadata(aside.putBack(sanitizeMetadata(aside.rest, allowThings(value, {}))))
    }
    fc.assert(fc.property(metadata, (value) => {
      const stored = clean(clean(clean(value)))
      expect(clean(stored)).toEqual(stored)
    }), { numRuns: 2000 })
  })

  it('returns the same object if it removes nothing, and never changes its input', () => {
    fc.assert(fc.property(metadata, (value) => {
      const clean = sanitizeMetadata(value)
      const before = structuredClone(clean)
      const removed: string[] = []
      const reviewed = reviewMetadata(clean, { onRemoved: (rule) => removed.push(rule) })
      expect(clean).toEqual(before)
      expect(reviewed === clean).toBe(removed.length === 0)
      expect(removed.filter((rule) => !/^(key|name|user_agent)$/.test(rule))).toEqual([])
    }), { numRuns: 1000 })
  })

  it('never throws and stays within the limits of an event for any input', () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      const json = JSON.stringify(reviewMetadata(sanitizeMetadata({ value })))
      expect(new TextEncoder().encode(json).length).toBeLessThan(MAX_EVENT_BYTES)
    }), { numRuns: 500 })
  })

  it('reads a key of 100 kB only up to the maximum length of a key', () => {
    for (const unit of ['geburt', 'name_', 'a', 'aA', 'ed', 'é', ' by ', '-']) {
      const key = unit.repeat(100_000 / unit.length)
      expect(Object.keys(reviewMetadata({ [key]: 'plan' })).length).toBeLessThan(2)
    }
  })

  it('survives objects that were not sanitized', () => {
    let deep: Metadata = { vet: 'Priya Sharma' }
    for (let level = 0; level < 5000; level++) deep = { a: deep }
    expect(JSON.stringify(reviewMetadata(deep)).length).toBeLessThan(200)
    expect(reviewMetadata(null as unknown as Metadata)).toBe(null)
    expect(reviewMetadata({ a: undefined } as unknown as Metadata)).toEqual({ a: undefined })
  })

  it('leaves nothing of an object that throws when it is read', () => {
    const told: string[] = []
    const throwing = { get vet() { throw new Error('not ready') } } as unknown as Metadata
    expect(reviewMetadata(throwing, { onRemoved: (rule) => told.push(rule) })).toEqual({})
    expect(told).toEqual(['key'])
    expect(reviewMetadata({ vet: new Proxy({}, { ownKeys: () => { throw new Error('gone') } }) })).toEqual({})
  })
})

describe('reviewText', () => {
  it('changes nothing the second time', () => {
    fc.assert(fc.property(text, (value) => {
      const reviewed = reviewText(value)
      expect(reviewText(reviewed)).toBe(reviewed)
    }), { numRuns: 2000 })
  })

  it.each([[undefined], [null], [5], [10n], [Symbol('x')], [{}], [['Priya Sharma']], [() => 'x'], [{ includes: () => true }]])('makes an empty text of what is none, as the first look does: %s', (value) => {
    expect(reviewText(value as unknown as string)).toBe('')
    expect(reviewAction(value as unknown as string)).toBe('')
  })

  const UNITS = ['a', 'aA', '1', '.', '-', '{"a":', '[', '@', ' ', '\n', 'Ada ', 'Priya Sharma ', 'A. ', 'Ada van ', "O'", 'Ada-', 'ADA ', 'Иван ', 'محمد ', 'عبد ', 'بن ', 'ﷺ', 'คุณสมศักดิ์ ', 'คุณ', 'राजेश ', 'र', '\u064b', '\u200f', 'Hi Ada', ' A', 'Ab', 'de ', 'é', '٤', '\ud800', '日', ', ']
  it('returns a short text for 100 kB of anything', () => {
    for (const unit of UNITS) for (const end of ['', '!', 'A', ' b']) expect(reviewText(unit.repeat(100_000 / unit.length) + end).length).toBeLessThan(2048)
  })
})
