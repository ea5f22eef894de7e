import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALPHABET, foldWord, hashWord, visitGroups } from '../src/review/name-features.ts'
import { couldBeAsianName } from '../src/review/asian-name.ts'
import { featuresOf, readPhrase } from '../src/review/name-phrase.ts'
import { hasHash, readHashes, writeHashes } from '../src/review/read-table.ts'
import { readScriptLists } from './script-lists.ts'
import { createBearers, readKnown } from './known.ts'
import { type Lists, readLists } from './lists.ts'
import { isHeldOut, makeNames, makeTitles } from './phrases.ts'
import { createRandom, type Example, listExamples, trainGroups } from './train-words.ts'

// node packages/core/names/train.ts FOLDER: writes src/review/name-table.ts from the packages that are installed in FOLDER (names/README.md).

const folder = process.argv[2]
if (!folder) throw new Error('No folder was given. Install the packages of packages/core/names/README.md in a folder and name it.')

const SCALE = 16
const MIDDLE = Math.floor(ALPHABET.length / 2)
/** The odds of words of which the groups of letters say something else. */
const LEVELS = [-4, -1.5, 0, 1.5, 4]

/** Fewer persons of the census bear the name of a work, of somebody whom everybody knows, and of a town. */
const MOST_BEARERS = { thing: 150, person: 40, town: 20 }
/** Odds at which a name goes where it may be that of a person or of something else. */
const LEAST_TAKEN = -0.5
/** The same below a list of persons. */
const LEAST_TAKEN_THERE = -2
/** One of 65,536 names of persons is taken for one of these, and stays. */
const FEW_MISTAKES = 16
/** One of 4,096 other words is taken for a given name or a surname. */
const GIVEN_MISTAKES = 12
/** The same in scripts without capitals, where no other sign helps: one of 16,384. */
const SCRIPT_MISTAKES = 14
/** How much must speak for a given name, how many times as much as for a word, and for a surname, as `lists.ts` weighs them. */
const SURE_GIVEN = 1.5
const MORE_THAN_WORD = 3
const FREQUENT_SURNAME = 2.5
/** From here a given name is one beside whatever else it is. */
const FREQUENT_GIVEN = 4

const lists = readLists(folder)
const examples = listExamples(lists)
const quantised = trainGroups(examples).map((weight) => Math.max(-MIDDLE, Math.min(MIDDLE - 1, Math.round(weight * SCALE))))
const groups = Array.from(quantised, (weight) => ALPHABET[weight + MIDDLE]).join('')
const common = findCommon(lists)
const commonWords = writeSet(-4, common)
const exceptions = findExceptions(examples)
const sets = [...LEVELS].sort((one, other) => Math.abs(other) - Math.abs(one) || other - one).map((odds) => writeSet(odds, exceptions.get(odds) ?? new Set()))
// Names and words that a set holds by mistake are told apart by sets in front of it; two rounds leave none that matters.
for (const importance of [1, 2]) {
  const mistaken = examples.filter((example) => example.name + example.other >= importance && Math.abs(targetOf(example) - oddsOf(example.word)) > 3)
  sets.unshift(...[4, -4].map((odds) => writeSet(odds, new Set(mistaken.filter((example) => targetOf(example) * odds > 0).map(({ word }) => word)))))
}
const given = writeSet(0, findGiven(lists), GIVEN_MISTAKES)
const surnames = writeSet(0, new Set([...lists.surnames].filter(([name, weight]) => name.length > 1 && weight >= FREQUENT_SURNAME).map(([name]) => name)), GIVEN_MISTAKES)
const perhapsGiven = writeSet(0, new Set([...lists.given].filter(([name, weight]) => name.length > 1 && weight >= FREQUENT_GIVEN && !hasHash(given.read, hashWord(name))).map(([name]) => name)), FEW_MISTAKES)
const tables = { oddsOf, isPerhapsGiven: (word: string) => hasHash(perhapsGiven.read, hashWord(foldWord(word))), isGiven: (word: string) => hasHash(given.read, hashWord(foldWord(word))), isSurname: (word: string) => hasHash(surnames.read, hashWord(foldWord(word))) }
const lexicon = writeSet(-4, new Set(lists.lexicon.filter((word) => !common.has(word) && !exceptions.get(-4)?.has(word))), 5)
const { words: asianWords, ...asian } = lists.asian
const weights = trainPhrases(lists).map((weight) => Number(weight.toFixed(3)))
const bearersOf = createBearers(lists.census)
const places = writeSet(-4, findTaken(lists.towns.map((name) => name.replace(/-/g, ' ')).filter((name) => bearersOf(name) < MOST_BEARERS.town), LEAST_TAKEN_THERE), FEW_MISTAKES)
const known = writeSet(-4, await findKnown(), FEW_MISTAKES)
const script = readScriptLists(folder)
const scriptSets = [script.given, script.perhapsGiven, script.surnames, script.perhapsSurnames].map((names) => writeSet(0, names, SCRIPT_MISTAKES))
const scriptWords = writeSet(-4, script.words, 5)
const scriptPlaces = writeSet(-4, script.places, FEW_MISTAKES)
const formatSet = ({ count, bits, hashes }: (typeof sets)[number]) => `count: ${count}, bits: ${bits}, hashes: '${hashes}'`
const rows = sets.map((set) => `  { odds: ${set.odds}, ${formatSet(set)} },`)
writeFileSync(join(import.meta.dirname, '../src/review/name-table.ts'), `// Written by packages/core/names/train.ts: do not edit.

/** Weights of groups of letters, one character each: ${MIDDLE} is none, ${SCALE} are one. */
export const GROUPS = '${groups}'
export const MIDDLE = ${MIDDLE}
export const SCALE = ${SCALE}
/** Words whose odds the groups do not tell. */
export const EXCEPTIONS = [
${rows.join('\n')}
]
/** Words that no handle is suspected of. */
export const COMMON = { ${formatSet(commonWords)} }
/** Words of dictionaries beside those: one of 32 others is taken for one. */
export const LEXICON = { ${formatSet(lexicon)} }
/** Given names that are hardly anything else, and frequent surnames, which may be words of most texts. */
export const GIVEN = { ${formatSet(given)} }
/** Frequent given names that are words or towns too. */
export const PERHAPS_GIVEN = { ${formatSet(perhapsGiven)} }
export const SURNAMES = { ${formatSet(surnames)} }
/** Cities of more than one word. */
export const PLACES = { ${formatSet(places)} }
/** Works, makers and persons that everybody knows and hardly anybody is called like, which the words would be taken for. */
export const KNOWN = { ${formatSet(known)} }
/** Surnames of China and Japan, and the characters of given names there; the same of Korea. */
export const HAN_SURNAMES = '${asian.hanSurnames}'
export const HAN_GIVEN = '${asian.hanGiven}'
export const HANGUL_SURNAMES = '${asian.hangulSurnames}'
export const HANGUL_GIVEN = '${asian.hangulGiven}'
/** Frequent words there that could be a name. */
export const ASIAN_WORDS = '${asianWords.filter((word) => couldBeAsianName(word, asian)).sort().join(' ')}'
/** Names in scripts without capitals and in Armenian: given names that are hardly anything else, those that are words too, and the same of surnames. */
${['GIVEN', 'PERHAPS_GIVEN', 'SURNAMES', 'PERHAPS_SURNAMES'].map((name, index) => `export const SCRIPT_${name} = { ${formatSet(scriptSets[index] as (typeof sets)[number])} }`).join('\n')}
/** Frequent words there: one of 32 others is taken for one. */
export const SCRIPT_WORDS = { ${formatSet(scriptWords)} }
/** Places there, of more than one word. */
export const SCRIPT_PLACES = { ${formatSet(scriptPlaces)} }
/** What the features of a phrase weigh, in the order of featuresOf. */
export const PHRASE_WEIGHTS = [${weights.map((weight) => weight.toFixed(3)).join(', ')}]
`)
console.log([...sets, commonWords, lexicon, given, perhapsGiven, surnames, places, known, ...scriptSets, scriptWords, scriptPlaces].map(({ odds, count, hashes }) => `${odds}: ${count} words, ${hashes.length} bytes`).join('; '), `groups: ${groups.length} bytes`, weights)

function oddsByGroups(groupsOfWord: readonly number[]): number {
  return groupsOfWord.reduce((sum, group) => sum + (quantised[group] ?? 0), 0) / SCALE
}

function targetOf({ name, other }: Example): number {
  return Math.max(-4, Math.min(4, Math.log((name + 0.15) / (other + 0.15))))
}

function findExceptions(all: readonly Example[]): Map<number, Set<string>> {
  const found = new Map(LEVELS.map((level) => [level, new Set<string>()]))
  for (const example of all) {
    const target = targetOf(example)
    const error = Math.abs(target - Math.max(-4, Math.min(4, oddsByGroups(example.groups))))
    const importance = example.name + example.other
    // What is common and in no set is no name.
    const isCommon = common.has(example.word)
    if (isCommon ? target < -1.2 : error * Math.min(importance, 3) < 6.2 || error < 1.6) continue
    const level = LEVELS.reduce((best, each) => (Math.abs(each - target) < Math.abs(best - target) ? each : best))
    found.get(level)?.add(example.word)
  }
  return found
}

function writeSet(odds: number, words: ReadonlySet<string>, fixed?: number) {
  const bits = fixed ?? (words.size > 20_000 ? 6 : words.size > 6000 ? 7 : words.size > 1000 ? 10 : 13)
  const hashes = writeHashes([...words].map(hashWord), words.size, bits, ALPHABET)
  return { odds, count: words.size, bits, hashes, read: readHashes(hashes, words.size, bits, ALPHABET) }
}

/** The words of most texts, unless they are names first of all. */
function findCommon({ frequent, things, foreign, words, given, surnames }: Lists): ReadonlySet<string> {
  const isWord = (word: string) => (words.get(word) ?? 0) > Math.max(0.5, ((given.get(word) ?? 0) + (surnames.get(word) ?? 0)) / 4)
  return new Set([...frequent.slice(0, 9000), ...things, ...foreign].filter((word) => word.length > 1 && isWord(word)))
}

/** Given names that are hardly anything else: no town, and no word. */
function findGiven({ given: names, words, metropolises, everyday, lexicon: listed }: Lists): ReadonlySet<string> {
  const places = new Set(metropolises.map(foldWord))
  const isWord = new Set([...everyday, ...listed])
  return new Set([...names].filter(([name, weight]) => name.length > 2 && weight >= SURE_GIVEN && weight > MORE_THAN_WORD * (words.get(name) ?? 0) && !common.has(name) && !places.has(name) && (weight > FREQUENT_GIVEN || !isWord.has(name))).map(([name]) => name))
}

/** Known names that would be taken for those of persons somewhere. Where more bear one, it is more likely theirs. */
async function findKnown(): Promise<ReadonlySet<string>> {
  const { things, persons } = await readKnown(folder as string)
  // `Captain John Smith` is looked up without his title.
  const bearersWithoutTitle = (name: string) => bearersOf(readPhrase(name)?.words.join(' ') ?? name)
  return findTaken([...things.filter((name) => bearersWithoutTitle(name) < MOST_BEARERS.thing), ...persons.filter((name) => bearersWithoutTitle(name) < MOST_BEARERS.person)])
}

/** Those of more than one word that the words would be taken for, as the server looks them up. */
function findTaken(names: readonly string[], least = LEAST_TAKEN): ReadonlySet<string> {
  const taken = names.flatMap((name) => {
    const phrase = readPhrase(name)
    const odds = phrase ? featuresOf(phrase, tables).reduce((sum, feature, index) => sum + feature * (weights[index] ?? 0), 0) : -9
    return phrase && odds > least ? [phrase.words.map(foldWord).join(' ')] : []
  })
  return new Set(taken.filter((name) => name.includes(' ')))
}

/** As the server sees it. */
function oddsOf(word: string): number {
  const folded = foldWord(word)
  const hash = hashWord(folded)
  for (const { odds, read } of sets) if (hasHash(read, hash)) return odds
  if (hasHash(commonWords.read, hash)) return -4
  const found: number[] = []
  visitGroups(folded, (bucket) => found.push(bucket))
  return Math.max(-4, Math.min(4, oddsByGroups(found)))
}

/** `Sarah Brown`: what is put together as a title by chance, and would be taken for a person by anybody. */
function couldBePerson(text: string): boolean {
  const [first = '', last = '', more] = text.split(' ')
  return more === undefined && tables.isGiven(first) && tables.isSurname(last)
}

/** Logistic regression over what a phrase's words say together. */
function trainPhrases(all: Lists): readonly number[] {
  const names = makeNames(all, all.census, 40_000).filter((text) => !isHeldOut(text))
  const titles = makeTitles(all, all.frequent, all.things, 40_000).filter((text) => !isHeldOut(text) && !couldBePerson(text))
  const rows = [names, titles].flatMap((texts, label) => texts.flatMap((text) => {
    const phrase = readPhrase(text)
    return phrase ? [{ label: 1 - label, features: featuresOf(phrase, tables) }] : []
  }))
  const found = Array.from({ length: rows[0]?.features.length ?? 0 }, () => 0)
  const random = createRandom(3)
  for (let step = 0; step < rows.length * 12; step++) {
    const { label, features } = rows[Math.floor(random() * rows.length)] as (typeof rows)[number]
    const odds = features.reduce((sum, feature, index) => sum + feature * (found[index] ?? 0), 0)
    const error = label - 1 / (1 + Math.exp(-odds))
    const rate = 0.02 / (1 + step / rows.length)
    features.forEach((feature, index) => (found[index] = (found[index] ?? 0) + rate * error * feature))
  }
  return found
}
