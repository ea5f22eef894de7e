import { couldBeAsianName } from './asian-name'
import { ALPHABET, foldWord, hashFolded, hashWord, visitGroups } from './name-features'
import { featuresOf, readPhrase } from './name-phrase'
import { ASIAN_WORDS, COMMON, EXCEPTIONS, GIVEN, GROUPS, HAN_GIVEN, HAN_SURNAMES, HANGUL_GIVEN, HANGUL_SURNAMES, KNOWN, LEXICON, MIDDLE, PERHAPS_GIVEN, PHRASE_WEIGHTS, PLACES, SCALE, SURNAMES } from './name-table'
import { hasHash, readDigits, readHashes } from './read-table'
import { forTexts } from './latin-pattern'

// Each table is read on first use: a server that stores no metadata need not hold it, and the first call waits only for the table it uses.
const once = <Value>(read: () => Value) => {
  let value: Value | undefined
  return () => (value ??= read())
}
type Written = typeof COMMON
const read = ({ count, bits, hashes }: Written) => readHashes(hashes, count, bits, ALPHABET)
const readGroups = once(() => readDigits(GROUPS, ALPHABET))
/** A set of words that is read on first use. */
export const readOnFirstUse = (written: Written) => once(() => read(written))
const readSets = once(() => EXCEPTIONS.map((set) => ({ odds: set.odds, words: read(set) })))
const readLeastLikely = once(() => readSets().filter(({ odds }) => odds === -4))
const readCommon = once(() => read(COMMON))
const readLexicon = once(() => read(LEXICON))
const readPlaces = once(() => read(PLACES))
const readKnown = once(() => read(KNOWN))
const readGiven = once(() => read(GIVEN))
const readPerhapsGiven = once(() => read(PERHAPS_GIVEN))
const readSurnames = once(() => read(SURNAMES))

// The tables are mostly asked about the same word one after the other.
let [lastWord, lastHash] = ['', hashWord('')]
function hashOf(word: string): number {
  if (word !== lastWord) {
    lastWord = word
    lastHash = hashFolded(word)
  }
  return lastHash
}

/** Whether a word is one of the most common words. */
export function isCommonWord(word: string): boolean {
  return hasHash(readCommon(), hashOf(word))
}

/** Whether a word is in dictionaries and is hardly ever a name. */
export function isListedWord(word: string): boolean {
  const hash = hashOf(word)
  if (hasHash(readCommon(), hash) || hasHash(readLexicon(), hash)) return true
  for (const { words } of readLeastLikely()) if (hasHash(words, hash)) return true
  return false
}

/** Whether a text of more than one word is the name of a town. */
export function isPlaceName(words: readonly string[]): boolean {
  return words.length > 1 && hasHash(readPlaces(), hashPhrase(words))
}

/** Whether a text of more than one word is a known work, brand or person. */
export function isKnownName(words: readonly string[]): boolean {
  return words.length > 1 && hasHash(readKnown(), hashPhrase(words))
}

const hashPhrase = (words: readonly string[]) => hashWord(words.map(foldWord).join(' '))
const isPlaceOrKnown = (hash: number) => hasHash(readPlaces(), hash) || hasHash(readKnown(), hash)

/** The logarithm of the odds that a word is a person's name, from -4 to 4. */
export function oddsOfWord(word: string): number {
  const hash = hashOf(word)
  for (const { odds, words } of readSets()) if (hasHash(words, hash)) return odds
  if (hasHash(readCommon(), hash)) return -4
  const groups = readGroups()
  let sum = 0
  visitGroups(foldWord(word), (bucket) => (sum += (groups[bucket] ?? MIDDLE) - MIDDLE))
  return Math.max(-4, Math.min(4, sum / SCALE))
}

/** Whether a word is a given name and hardly anything else. */
export function isGivenName(word: string): boolean {
  return hasHash(readGiven(), hashOf(word))
}

/** Whether a word is a frequent given name, but also a word or a town. */
export function isPerhapsGiven(word: string): boolean {
  return hasHash(readPerhapsGiven(), hashOf(word))
}

/** Whether a word is a frequent surname, though it may also be a common word. */
export function isSurname(word: string): boolean {
  return hasHash(readSurnames(), hashOf(word))
}

/** The logarithm of the odds that a text of two to four words is a person's name; undefined for other texts. */
export function oddsOfName(text: string, oddsOf: (word: string) => number = oddsOfWord): number | undefined {
  const phrase = readPhrase(text)
  if (!phrase || ARMENIAN.test(text)) return undefined
  const { words } = phrase
  if ((words.length > 1 && isPlaceOrKnown(hashPhrase(words))) || isCrowned(text) || isSite(words)) return -4
  return featuresOf(phrase, { oddsOf, isGiven: isGivenName, isPerhapsGiven, isSurname }).reduce((sum, feature, index) => sum + feature * (PHRASE_WEIGHTS[index] ?? 0), 0)
}

/** Has its own rules, because the groups of letters know too few of its words. */
const ARMENIAN = /[\u0531-\u0587]/

/** `Queen Mary`, `San Sebastian`: kings and saints, and what is named after them. */
const isCrowned = (text: string) => crownedIn(text).test(text)
const crownedIn = forTexts(/^(?:King|Queen|Pope|Emperor|Saint|St\.?|San|Santa|Sankt|S[ãa]o) \p{Lu}[\p{L}\p{M}'’]*$/u)

/** `Jefferson Park`, `Royal Albert Hall`, `Martin Luther King Day`: what is named after somebody by surname, or by more than one word. */
function isSite(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  return words.length > 2 ? SITE.test(last) || SURNAME_TOO.test(last) : SITE.test(last) && isSurname(words[0] ?? '')
}

const SITE = /^(?:Park|Place|House|Hall|Inn|Street|Road|Station|Bridge|Tower|Square|Court|Avenue|Island|River|Lake|Beach|Bay|School|High|College|Center|Centre|Cup)$/i
/** After a single word, these are just as often a surname. */
const SURNAME_TOO = /^(?:Hills?|Woods|Fields?|Church|Lane|Day)$/i

const ASIAN = { hanSurnames: HAN_SURNAMES, hanGiven: HAN_GIVEN, hangulSurnames: HANGUL_SURNAMES, hangulGiven: HANGUL_GIVEN }

/** Whether a text is a name in an East Asian script and not a frequent word. */
export function isAsianName(text: string): boolean {
  return couldBeAsianName(text, ASIAN) && !` ${ASIAN_WORDS} `.includes(` ${text} `)
}
