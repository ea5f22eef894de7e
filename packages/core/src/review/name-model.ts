import { couldBeAsianName } from './asian-name'
import { ALPHABET, foldWord, hashWord, visitGroups } from './name-features'
import { featuresOf, readPhrase } from './name-phrase'
import { ASIAN_WORDS, COMMON, EXCEPTIONS, GROUPS, HAN_GIVEN, HAN_SURNAMES, HANGUL_GIVEN, HANGUL_SURNAMES, KNOWN, LEXICON, MIDDLE, PHRASE_WEIGHTS, PLACES, SCALE } from './name-table'
import { hasHash, type HashSet, readDigits, readHashes } from './read-table'

interface Model {
  readonly groups: Uint8Array
  readonly sets: readonly { readonly odds: number; readonly words: HashSet }[]
  readonly common: HashSet
  readonly lexicon: HashSet
  readonly places: HashSet
  readonly known: HashSet
}

type Written = typeof COMMON
const read = ({ count, bits, hashes }: Written) => readHashes(hashes, count, bits, ALPHABET)

// Read when it is first asked: a server that stores no metadata need not hold it.
let model: Model | undefined
const readModel = (): Model => (model ??= { groups: readDigits(GROUPS, ALPHABET), sets: EXCEPTIONS.map((set) => ({ odds: set.odds, words: read(set) })), common: read(COMMON), lexicon: read(LEXICON), places: read(PLACES), known: read(KNOWN) })

/** Whether a word is one of those that most texts are made of. */
export function isCommonWord(word: string): boolean {
  return hasHash(readModel().common, hashWord(foldWord(word)))
}

/** Whether a word stands in dictionaries and is hardly ever a name. */
export function isListedWord(word: string): boolean {
  const { sets, common, lexicon } = readModel()
  const hash = hashWord(foldWord(word))
  return hasHash(common, hash) || hasHash(lexicon, hash) || sets.some(({ odds, words }) => odds === -4 && hasHash(words, hash))
}

/** Whether a text of more than one word is the name of a town. */
export function isPlaceName(words: readonly string[]): boolean {
  return words.length > 1 && hasHash(readModel().places, hashPhrase(words))
}

/** Whether a text of more than one word is a work, a maker or somebody that everybody knows. */
export function isKnownName(words: readonly string[]): boolean {
  return words.length > 1 && hasHash(readModel().known, hashPhrase(words))
}

const hashPhrase = (words: readonly string[]) => hashWord(words.map(foldWord).join(' '))

/** The logarithm of the odds that a word is the name of a person, from -4 to 4. */
export function oddsOfWord(word: string): number {
  const { groups, sets, common } = readModel()
  const folded = foldWord(word)
  const hash = hashWord(folded)
  for (const { odds, words } of sets) if (hasHash(words, hash)) return odds
  if (hasHash(common, hash)) return -4
  let sum = 0
  visitGroups(folded, (bucket) => (sum += (groups[bucket] ?? MIDDLE) - MIDDLE))
  return Math.max(-4, Math.min(4, sum / SCALE))
}

/** The logarithm of the odds that a text of two to four words is the name of a person; undefined for other texts. */
export function oddsOfName(text: string, oddsOf: (word: string) => number = oddsOfWord): number | undefined {
  const phrase = readPhrase(text)
  if (!phrase) return undefined
  if (isPlaceName(phrase.words) || isKnownName(phrase.words) || isCrowned(text)) return -4
  return featuresOf(phrase, oddsOf).reduce((sum, feature, index) => sum + feature * (PHRASE_WEIGHTS[index] ?? 0), 0)
}

/** `Queen Mary`, `San Sebastian`: kings and saints, and what bears their names. */
const isCrowned = (text: string) => /^(?:King|Queen|Pope|Emperor|Saint|St\.?|San|Santa|Sankt|S[ãa]o) \p{Lu}[\p{L}\p{M}'’]*$/u.test(text)

const ASIAN = { hanSurnames: HAN_SURNAMES, hanGiven: HAN_GIVEN, hangulSurnames: HANGUL_SURNAMES, hangulGiven: HANGUL_GIVEN }

/** Whether a text is a name in the scripts of East Asia, and no frequent word there. */
export function isAsianName(text: string): boolean {
  return couldBeAsianName(text, ASIAN) && !` ${ASIAN_WORDS} `.includes(` ${text} `)
}
