import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeBeside } from '../src/review/judge-beside'
import { judgeText } from '../src/review/judge-text'
import * as cues from '../src/review/told-name-cues'
import { bitOf, findCues, mayMatch } from '../src/review/told-name-words'
import { mayBePhrase, readPhrase, readWords } from '../src/review/name-phrase'
import { hashFolded, foldWord, hashWord } from '../src/review/name-features'
import { reviewMetadata } from '../src/review/review-metadata'
import { MAY_BE_PAIR, SMALL_PAIR } from '../src/review/told-name'
import { NEEDED, removeToldSecrets } from '../src/review/told-secret'

// The second look skips what certainly finds nothing. What it skips must not depend on which texts somebody thought of, so these are made of the patterns themselves.

/** The index of the bracket that closes the group at `start`. */
function closing(source: string, start: number): number {
  for (let index = start, depth = 0; ; index++) {
    if (source[index] === '\\') index++
    else if (source[index] === '[') index = source.indexOf(']', source[index + 1] === '[' ? index + 2 : index)
    else if (source[index] === '(') depth++
    else if (source[index] === ')' && --depth === 0) return index
  }
}

/** A pattern without look-arounds, most of whose matches also match the given one: what has to stand before or behind a match is a part of it. */
function withoutLookarounds(source: string): string {
  const [token = ''] = /^(?:\\p\{\w+\}|\\u\w{4}|\\x\w\w|\\.|\[(?:\\.|[^\\\]])*\]|\((?:\?(?:<?[=!]|<\w+>|:))?|[^])/.exec(source) ?? []
  if (token === '') return ''
  if (!token.startsWith('(')) return letters(token) + withoutLookarounds(source.slice(token.length))
  const end = closing(source, 0)
  const rest = source.slice(end + 1)
  const isKept = token.endsWith('!') ? false : token === '(?=' ? /^(?:[)|]|$)/.test(rest) : true
  const inside = isKept ? withoutLookarounds(source.slice(token.length, end)) : ''
  return (inside && `(?:${inside})`) + withoutLookarounds(rest)
}

/** A token with letters instead of the classes and the positions that a generator of texts does not know. */
const letters = (token: string) => (/^(?:\\b|\^|\$)$/.test(token) ? '' : token.replace(/\\p\{Lu\}/g, token.startsWith('[') ? 'A-Z' : '[A-Z]').replace(/\\p\{L[lo]?\}/g, token.startsWith('[') ? 'a-z' : '[a-z]').replace(/\\p\{M\}/g, ''))

/** Texts that mostly match a pattern, with something before and behind that. */
const textsOf = (pattern: RegExp) =>
  fc.tuple(fc.constantFrom('', '', '', ' ', 'a', 'ſ', '\u212a', '1', '. ', '[removed] '), fc.stringMatching(new RegExp(`^(?:${withoutLookarounds(pattern.source)})$`)), fc.boolean(), fc.constantFrom('', '', '', ' ', 'a', 'é', '1', '.', ': ', ' said')).map(([before, text, isLoud, behind]) => before + (isLoud ? text.toUpperCase() : text) + behind)

/** Matches of a pattern: how many of a thousand texts, and the first ones that would be skipped. */
function lookAt(pattern: RegExp, isPossible: (text: string) => boolean): { readonly isTried: boolean; readonly skipped: readonly string[] } {
  const matches = fc.sample(textsOf(pattern), 1000).filter((text) => new RegExp(pattern.source, pattern.flags).test(text))
  return { isTried: matches.length > 10, skipped: matches.filter((text) => !isPossible(text)).slice(0, 3) }
}
const NOTHING_SKIPPED = { isTried: true, skipped: [] }

const CUES = Object.entries(cues).filter((entry): entry is [string, RegExp] => typeof entry[1] !== 'string')

describe('a text that announces a name', () => {
  it.each(CUES)('has a word that %s needs', (_name, pattern) => {
    expect(lookAt(pattern, (text) => mayMatch(bitOf(pattern), findCues(text)))).toEqual(NOTHING_SKIPPED)
  })

  it('is told from one that does not', () => {
    expect(CUES.filter(([, pattern]) => mayMatch(bitOf(pattern), findCues('Green tea, 20 bags'))).length).toBeLessThan(6)
  })
})

describe('a text that announces a secret', () => {
  it.each([...NEEDED].map(([pattern, needed]) => [pattern.source.slice(0, 60), pattern, needed] as const))('has what %s needs', (_source, pattern, needed) => {
    expect(lookAt(pattern, (text) => needed.test(text))).toEqual(NOTHING_SKIPPED)
  })
})

it('looks for two names in small letters only where there may be some', () => {
  expect(lookAt(SMALL_PAIR, (text) => MAY_BE_PAIR.test(text))).toEqual(NOTHING_SKIPPED)
})

describe('a phrase', () => {
  const words = fc.constantFrom('Ada', 'Byron', 'ada', 'Priya', "d'Arc", 'd’Arc', "O'Neil", 'van', 'de', 'DE', 'mr', 'Dr.', 'jr', 'III', 'A.', 'B', 'x1', 'a@b', 'Čapek', 'éa', 'Jean-Luc', 'the', 'of', '[removed]', 'José', '李')
  const texts = fc.oneof(fc.array(words, { minLength: 1, maxLength: 5 }).chain((list) => fc.constantFrom(' ', ', ', ' ,', '  ', '\u00a0', '_', '-', '   ').map((joint) => list.join(joint))), fc.string({ maxLength: 70 }), fc.string({ unit: 'grapheme', maxLength: 30 }))

  it('is read wherever there may be one', () => {
    expect(fc.sample(texts, 5000).filter((text) => !mayBePhrase(text) && readWords(text) !== undefined)).toEqual([])
  })

  it.each([
    ['Ada de Byron', ['Ada', 'Byron']],
    ["Jeanne d'Arc", ['Jeanne', "d'Arc"]],
    ['Jeanne d’Arc', ['Jeanne', 'd’Arc']],
    ['mr Byron', ['Byron']],
    ['Ada Byron jr', ['Ada', 'Byron']],
    ['Byron, Ada', ['Ada', 'Byron']],
    ['Ada\u00a0Byron', ['Ada', 'Byron']],
    ['Ada   Byron', ['Ada', 'Byron']],
    ['van Byron Ada', ['Byron', 'Ada']],
    ['Ada byron', undefined],
    ['Ada byron Priya', undefined],
    ['ada Byron', undefined],
    ['Ada    Byron', undefined],
  ] as const)('has these words: %s', (text, expected) => {
    expect(readPhrase(text)?.words).toEqual(expected)
  })
})

it('gives a word the same hash in one step as in two', () => {
  const words = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z]{1,12}$/), fc.constantFrom('', 'İ', 'K', 'ſ', 'García', 'ПРИВЕТ', "o'neil", 'a[b', 'a`b', 'a{b', 'a@b', 'aÁ'))
  expect(fc.sample(words, 3000).filter((word) => hashFolded(word) !== hashWord(foldWord(word)))).toEqual([])
})

it.each(['captain', 'password', 'name', 'title', 'city', 'user', 'liked_by', 'order_number', 'note'])('keeps what is removed already below %s', (key) => {
  expect(reviewMetadata({ [key]: '[removed]' })).toEqual({ [key]: '[removed]' })
})

it('judges the same text again below another kind of key', () => {
  expect(reviewMetadata({ brand: 'Priya Sharma', note: 'Priya Sharma', a: { button: 'Sign Up', text: 'Sign Up' } })).toEqual({ brand: 'Priya Sharma', note: '[removed]', a: { button: 'Sign Up', text: 'Sign Up' } })
})

it('keeps a word of up to 19 letters below every key that is not about somebody', () => {
  fc.assert(
    fc.property(fc.oneof(fc.stringMatching(/^[A-Za-z]{1,19}$/), fc.constantFrom('Priya', 'Kowalski', 'password', 'at', 'McDonald', 'OConnor', 'AKIA', 'pwd', 'Mueller', 'xX')), fc.constantFrom('plain', 'name', 'prose', 'title', 'thing', 'secret' as const), (word, kind) => {
      expect(judgeText(removeToldSecrets(word), kind)).toBe(word)
    }),
    { numRuns: 3000 },
  )
})

it.each([
  ['NAME', { PRICE: 1 }, 'thing'],
  ['Cap', { CITTA: 'Milano' }, 'secret'],
  ['ZIMMER', { GAST: 1 }, 'secret'],
  ['HABITACIÓN', { HUESPED: 1 }, 'secret'],
  ['ADI', { ADI: 'Sipho' }, 'weak'],
  ['adı', { adı: 'Sipho' }, 'weak'],
  ['BOSS_NAME', { RAID: 1 }, 'thing'],
  ['BossName', { raid: 1 }, 'thing'],
] as const)('reads the siblings of %s in any case', (key, siblings, kind) => {
  expect(judgeBeside('plain', key, siblings)).toBe(kind)
})
