import { hashWord } from '../src/review/name-features.ts'
import type { Lists } from './lists.ts'
import { createRandom } from './train-words.ts'

/** A tenth is left out of training, to tell how well it went. */
export const isHeldOut = (text: string) => hashWord(`held out ${text}`) % 10 === 0
const capitalise = (text: string) => text.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase())

/** Names as people write them, put together from names of one language, and of the census with any other. */
export function makeNames({ locales }: Lists, census: { readonly given: readonly string[]; readonly surnames: readonly string[] }, count: number): readonly string[] {
  const random = createRandom(7)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  // Frequent names stand in front in the census.
  const pickFrequent = (list: readonly string[]) => list[Math.floor(random() ** 3 * list.length)] ?? ''
  return Array.from({ length: count }, (_, index) => {
    const locale = locales[Math.floor(random() * locales.length)]
    const given = index % 3 && locale ? pick(locale.given) : pickFrequent(census.given)
    const surname = index % 3 && locale ? pick(locale.surnames) : pickFrequent(census.surnames)
    const kind = random()
    if (kind < 0.06) return `${surname}, ${given}`
    if (kind < 0.1) return `${given} ${pick(['A', 'B', 'J', 'M', 'R', 'S'])}. ${surname}`
    if (kind < 0.14) return `${given} ${index % 3 && locale ? pick(locale.given) : pickFrequent(census.given)} ${surname}`
    if (kind < 0.17) return `${given} ${surname}-${index % 3 && locale ? pick(locale.surnames) : pickFrequent(census.surnames)}`
    if (kind < 0.19) return `${given.slice(0, 1)}. ${surname}`
    if (kind < 0.21) return `${pick(['Mr', 'Mrs', 'Dr.', 'Ms'])} ${surname}`
    if (kind < 0.24) return `${given} ${surname}`.toUpperCase()
    if (kind < 0.29) return `${given} ${pick(['van', 'von', 'de', 'de la', 'da', 'van der', 'bin', 'al', 'di', 'dos'])} ${surname}`
    return `${given} ${surname}`
  })
}

/** Titles: things of more than one word, places, works, and words put together as interfaces, campaigns and teams do. */
export function makeTitles({ cities, collocations, titles, words, given, surnames }: Lists, frequent: readonly string[], things: readonly string[], count: number): readonly string[] {
  const random = createRandom(8)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const plain = frequent.filter((word) => (words.get(word) ?? 0) >= 2)
  const popular = [...given].filter(([, weight]) => weight > 6).map(([name]) => name)
  const families = [...surnames].filter(([, weight]) => weight >= 3.5).map(([name]) => name)
  const places = cities.filter((name) => !/\s/.test(name))
  const made = Array.from({ length: count }, () => {
    const kind = random()
    if (kind < 0.3) return `${pick(plain)} ${pick(plain)}`
    if (kind < 0.5) return `${pick(things)} ${pick(things)}`
    if (kind < 0.6) return `${pick(plain)} ${pick(things)}`
    if (kind < 0.7) return `${pick(popular)} ${pick(plain)}`
    if (kind < 0.76) return `${pick(popular)} ${pick(things)}`
    if (kind < 0.82) return `${pick(families)} ${pick(things)}`
    if (kind < 0.88) return `${pick(places)} ${pick(random() < 0.5 ? plain : things)}`
    if (kind < 0.94) return `${pick(plain)} ${pick(plain)} ${pick(plain)}`
    return `the ${pick(plain)} ${pick(plain)}`
  })
  return [...collocations, ...cities, ...titles, ...made].map(capitalise)
}
