import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAtOnce } from '../src/review/compile-at-once'
import { forTexts, toLatin } from '../src/review/latin-pattern'

const folder = fileURLToPath(new URL('../src/review/', import.meta.url))
/** Every pattern that is chosen by the text, from the source. */
const PATTERNS = readdirSync(folder).flatMap((file) => {
  const source = readFileSync(folder + file, 'utf8')
  const named = [...source.matchAll(/forTexts\((\w+)\)/g)].map(([, name = '']) => new RegExp(String.raw`const ${name} =\s+/(.+)/([gimsuy]+)$`, 'm').exec(source))
  const direct = [...source.matchAll(/forTexts\(\/(.+)\/([gimsuy]+)\)/g)]
  return [...named, ...direct].flatMap((found) => (found ? [{ file, pattern: new RegExp(found[1] ?? '', found[2]) }] : []))
})
const matches = (pattern: RegExp, text: string) => [...text.matchAll(new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`))].map((found) => [found.index, ...found])

const LETTER = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
/** What the patterns look for, and any character of Latin-1. */
const PIECE = fc.oneof(LETTER, fc.constantFrom('Priya', 'ada', 'byron', 'Ärzte', 'ÿ', 'ß', 'ªb', 'Hi ', ', ', '. ', ' ', ' ', '-', '_', "'s", '@', 'Inc', 'Street 5', 'Main Street 5', 'cv', 'invoice: ', '.pdf', 'is required', 'must be valid', 'mr_', '99', 'von', '\u00a0'))
const TEXTS = fc.array(PIECE, { maxLength: 8 }).map((pieces) => pieces.join(''))

describe('a pattern for texts of Latin-1 characters', () => {
  it('is read from the source wherever one is chosen', () => {
    const chosen = readdirSync(folder).flatMap((file) => readFileSync(folder + file, 'utf8').match(/ = forTexts\(/g) ?? [])
    expect(PATTERNS).toHaveLength(chosen.length)
    expect(chosen.length).toBeGreaterThan(15)
  })

  it.each(PATTERNS.map(({ file, pattern }) => [`${file}: ${pattern.source.slice(0, 50)}`, pattern] as const))('finds the same as that with properties: %s', (_name, pattern) => {
    const latin = toLatin(pattern)
    const texts = fc.sample(fc.oneof(TEXTS, fc.string()), 1500).filter((text) => !/[^\0-\xff]/.test(text))
    expect(texts.map((text) => matches(latin, text))).toEqual(texts.map((text) => matches(pattern, text)))
  })

  it.each(['\\p{L}', '\\p{Lu}', '\\p{Ll}', '\\p{M}', '[^\\p{L}]', '[\\p{Lu}-]', '[\\]\\p{M}]', '\\[\\p{Ll}'])('has the same characters: %s', (source) => {
    for (const flags of ['u', 'iu']) {
      const letters = Array.from({ length: 256 }, (_, code) => (source.startsWith('\\[') ? '[' : '') + String.fromCharCode(code))
      expect(letters.filter((letter) => toLatin(new RegExp(source, flags)).test(letter))).toEqual(letters.filter((letter) => new RegExp(source, flags).test(letter)))
    }
  })

  it('is not used for other texts', () => {
    const pattern = /^\p{L}+$/u
    const patternFor = forTexts(pattern)
    expect([patternFor('Zürich').test('Zürich'), patternFor('Łódź'), patternFor('Иван').test('Иван')]).toEqual([true, pattern, true])
  })
})

it('begins at the start after it was compiled', () => {
  const lines = compileAtOnce(/\n/g)
  expect([lines().lastIndex, lines().exec('a\n')?.index]).toEqual([0, 1])
})
