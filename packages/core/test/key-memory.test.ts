import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitWords } from '../src/metadata-key'
import { isHalfOfName, judgeBeside } from '../src/review/judge-beside'
import { judgeChange, judgeField } from '../src/review/judge-field'
import { judgeReviewKey } from '../src/review/judge-key'
import { createKeyMemory } from '../src/review/key-memory'
import { isNameKey } from '../src/review/name-key'
import { isOrdinaryKey } from '../src/review/ordinary-key'
import { wordsOf } from '../src/review/words-of-key'

it('remembers the last 10,000 keys and at most as many others', () => {
  const memory = createKeyMemory<number>()
  for (let index = 0; index < 45_000; index++) memory.set(`key ${index}`, index)
  const isKnown = Array.from({ length: 45_000 }, (_, index) => memory.get(`key ${44_999 - index}`) === 44_999 - index)
  expect(isKnown.slice(0, 10_000)).not.toContain(false)
  expect(isKnown.filter(Boolean).length).toBeLessThanOrEqual(20_000)
})

it('does not forget a key that is asked for again and again', () => {
  const memory = createKeyMemory<string>()
  memory.set('plan', 'kept')
  const answers = new Set<string | undefined>()
  for (let index = 0; index < 50_000; index++) {
    memory.set(`key ${index}`, 'other')
    if (index % 5000 === 0) answers.add(memory.get('plan'))
  }
  expect([...answers]).toEqual(['kept'])
})

const WORDS = fc.constantFrom('first', 'last', 'name', 'Name', 'title', 'label', 'value', 'old', 'new', 'user', 'product', 'cap', 'boss', 'mask', 'screen', 'host', 'player', 'panel', 'handle', 'by', 'updated', 'email', 'text', 'Priya', 'Sharma', 'answer', 'fn', 'brand', '42', '2024', 'a@b.c', 'é')
const KEYS = fc.oneof(fc.array(WORDS, { minLength: 1, maxLength: 3 }).chain((words) => fc.constantFrom('', '_', ' ', '.').map((joint) => words.join(joint))), fc.string({ maxLength: 60 }))

it('reads the words of a key as often as it is asked', () => {
  expect(fc.sample(KEYS, 1000).filter((key) => wordsOf(key) !== splitWords(key) || wordsOf(key) !== splitWords(key))).toEqual([])
})

it('calls a key ordinary only if nothing beside it matters', () => {
  const siblings = fc.dictionary(fc.oneof(fc.constantFrom('event', 'field', 'label', 'question', 'price', 'last', 'first', 'tel', 'age', 'citta', 'guest', 'raid'), KEYS), fc.constantFrom('username changed', 'First name', 'Priya', 'Mother maiden name'), { minKeys: 1, maxKeys: 3 })
  const isTold = (key: string, others: Readonly<Record<string, string>>) => {
    const object = { ...others, [key]: 'Sipho' }
    return isNameKey(key) || isHalfOfName(key, object) || judgeChange(key, object) !== undefined || judgeField(key, object) !== undefined || judgeBeside('plain', key, object) !== 'plain'
  }
  const told = fc.sample(fc.tuple(fc.oneof(WORDS, KEYS), siblings), 4000).filter(([key, others]) => isTold(key, others))
  expect(told.length).toBeGreaterThan(50)
  expect(told.filter(([key]) => isOrdinaryKey(key))).toEqual([])
})

it.each([
  ['name', 'product', 'captain'],
  ['mask', 'card', 'theme'],
  ['screen_name', 'profile', 'app'],
  ['host', 'lobby', 'server'],
  ['panel', 'interview', 'control'],
  ['title', 'certificate', 'song'],
  ['first', 'driver', 'page'],
])('judges %s below each parent, whichever comes first', (key, one, other) => {
  const found = [judgeReviewKey(key, one), judgeReviewKey(key, other), judgeReviewKey(key, ''), judgeReviewKey(key, one), judgeReviewKey(key, other)]
  expect(found.slice(3)).toEqual(found.slice(0, 2))
  expect(new Set(found).size).toBeGreaterThan(1)
})
