import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { readLists } from './lists.ts'
import { isHeldOut, makeNames, makeTitles } from './phrases.ts'
import { createRandom } from './train-words.ts'

// node packages/core/names/errors.ts FOLDER: prints how many texts that were not trained on are taken for names, as docs/decisions/second-look.md has it.

const folder = process.argv[2]
if (!folder) throw new Error('No folder was given. Install the packages of packages/core/names/README.md in a folder and name it.')

/** Odds that a key needs: below a person, under any key, inside a text, in a title. */
const NEEDED = [-2, -0.3, 0.3, 4.25] as const
const SAMPLES = 5000
const EXAMPLE_COUNT = 40_000
/** Given names of the census that are frequent enough to be met. */
const FREQUENT = 2000

const lists = readLists(folder)
const unseen = Object.keys(createRequire(join(folder, 'package.json'))('humannames') as object).filter((name) => /^[A-Z][a-z]{2,}$/.test(name) && ![lists.given, lists.surnames, lists.words].some((seen) => seen.has(name.toLowerCase())))
const random = createRandom(1)
const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
const sample = (make: () => string) => Array.from({ length: SAMPLES }, make)
const capitalise = (text: string) => text.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase())

const texts = {
  'names as people write them': makeNames(lists, lists.census, EXAMPLE_COUNT).filter(isHeldOut),
  'a given name of the census, an unseen word': sample(() => `${pick(lists.census.given.slice(0, FREQUENT))} ${pick(unseen)}`),
  'two unseen words': sample(() => `${pick(unseen)} ${pick(unseen)}`),
  'titles, places, interfaces': makeTitles(lists, lists.frequent, lists.things, EXAMPLE_COUNT).filter(isHeldOut),
  'things of WordNet alone': lists.collocations.map(capitalise).filter(isHeldOut),
}

const { oddsOfName } = await loadModel()
for (const [title, list] of Object.entries(texts)) {
  const odds = list.map((text) => oddsOfName(text)).filter((each) => each !== undefined)
  const shares = NEEDED.map((needed) => `${((100 * odds.filter((each) => each > needed).length) / odds.length).toFixed(1)} %`)
  console.log(`| ${[title, odds.length.toLocaleString('en'), ...shares].join(' | ')} |`)
}

async function loadModel() {
  const { outputFiles } = await build({ entryPoints: [join(import.meta.dirname, '../src/review/name-model.ts')], bundle: true, format: 'esm', write: false })
  return (await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`)) as typeof import('../src/review/name-model')
}
