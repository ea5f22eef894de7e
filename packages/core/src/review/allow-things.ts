import { type Allowance, ANYTHING, NAMES, UNSAFE } from '../allowance'
import { anonymizeText } from '../anonymize-text'
import { MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_METADATA_VALUES, MAX_STRING_LENGTH } from '../limits'
import { judgeKey } from '../metadata-key'
import { OTHER_SCRIPT, withTitleIn } from './judge-text'
import { isGivenName, isKnownName, isListedWord, isPerhapsGiven, isPlaceName, isSurname, oddsOfName, oddsOfWord } from './name-model'
import { wordsOf } from './words-of-key'
import { forTexts } from './latin-pattern'
import { compileAtOnce } from './compile-at-once'

/** What is allowed below a key that sounds like a role. */
export const ROLE = ANYTHING - NAMES
/** Below these odds a text of two to four words is not a name; a logarithm. */
const NO_NAME = -1.6
/** Whether keys beside this one are judged as a person's. */
export const isOfSomebody = (key: string): boolean => SOMEBODY.test(key)
// A literal in a function is a new object with each call.
const SOMEBODY = /username|phone|birth|mail/i

/**
 * Lets the first look keep what only the tables can recognize as harmless: `employer` and `sponsor` sound like roles, so the first look takes two capitalized words below them for a
 * person's name. Returns the options with those of such keys added to `allow` that hold only things here. Their values are still cleaned, and still get the second look.
 *
 * @example
 * ```ts
 * allowThings({ employer: 'Goldman Sachs', designer: 'Priya Sharma' }, { allow: ['plan'] })
 * // => { allow: ['plan', 'employer'] }
 * ```
 */
export function allowThings<Options extends { readonly allow?: readonly string[] | undefined }>(metadata: unknown, options: Options): Options {
  const found = findKeysOfThings(metadata)
  return found.length ? { ...options, allow: [...(options.allow ?? []), ...found] } : options
}

/** Nouns for things and happenings with the endings of roles; the second look still takes the names below them. */
const NOUNS =
  / (accident|incident|ingredient|nutrient|gradient|coefficient|quotient|detergent|counter|elevator|escalator|router|charger|printer|scanner|monitor|sensor|detector|adapter|connector|poster|cover|burger|mirror|folder|layer|cluster|banner|offer|power|flower|weather|timer|meter|thermometer|computer|motor|processor|simulator|generator|compressor|projector|amplifier|synthesizer|transformer|transistor|capacitor|resistor|blender|toaster|dryer|washer|freezer|cooker|heater|cooler|humidifier|purifier|drawer|shower|sticker|slider|header|footer|paper|color|flavor|odor|interior|exterior|corridor|sector|anchor|indicator|parameter|multiplier|modifier|divider|container|browser|server|sweater|jumper|blazer|sneaker|trouser|voucher|newsletter|chapter|thriller|theater|semester|quarter|disaster|encounter|adventure|beer|cider|water)s? $/
const nouns = compileAtOnce(NOUNS)
/** The first word of an institution or a firm that works in a whole country. */
const NATIONAL = /^(?:Deutsche[rs]?|Royal|National|United|International|Global|Universal|American|British|Canadian|Australian|European|Swiss|Banco|Banque|Banca|Crédit|Société|Grupo|Groupe|Gruppo|Compagnie|Hotel|Air) \p{Lu}/u

/** The last word of a firm or an institution, after a name of any kind. */
const FIRM_ENDING = / (?:Guitars|Motors|Records|Studios|Pictures|Press|Foods|Brands|Industries|Instruments|Systems|Technologies|Solutions|Labs|Partners|Bank|Insurance|Airlines|Airways|University|College|Hospital|Clinic|Hotels|Museum|Foundation|Logistics|Electronics|Pharma|Pharmaceuticals|Chemicals|Energy|Media|Software|Consulting|Services|Brewery|Brewing|Winery|Bakery|Jewell?ers|Cycles|Bikes|Boats|Tools|Toys|Games|Shoes|Textiles|Furniture|Interiors|Capital|Holdings|Stores|Markets)$/

function findKeysOfThings(metadata: unknown): readonly string[] {
  // By their words, because `allow` applies to a key everywhere and in any spelling, also where its parent makes it sound like a person.
  const found = new Map<string, { readonly key: string; readonly areThings: boolean }>()
  try {
    if (!mayHoldThing(metadata)) return []
    visitKeys(metadata, '', ({ key, owner, item }) => {
      const allowance = judgeKey(key, owner)
      if (allowance & UNSAFE) return false
      const held = allowance === ANYTHING ? [] : readHeld(item, allowance)
      const words = held.length ? wordsOf(key) : ''
      if (words) found.set(words, { key, areThings: allowance === ROLE && (nouns().test(words) || held.every(isThing)) && found.get(words)?.areThings !== false })
      return true
    })
    return [...found.values()].filter(({ areThings }) => areThings).map(({ key }) => key)
  } catch {
    return [] // A getter or a proxy threw: the first look handles it.
  }
}

/** The values below a key that decide about it. Below a role, only texts can be names, and a list in a list is read as a pair of name and value. */
function readHeld(item: unknown, allowance: Allowance): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(item) ? item.slice(0, MAX_METADATA_VALUES) : [item]
  return items.filter((each) => (allowance === ROLE ? typeof each === 'string' || Array.isArray(each) : typeof each === 'string' || typeof each === 'number'))
}

const LATER_CAPITAL = / \p{Lu}/u

/** Whether any such key holds a thing, or there are more values than this checks. Hardly any metadata do, and this check costs a fraction of finding out which keys hold only things. */
function mayHoldThing(metadata: unknown): boolean {
  let values = 2 * MAX_METADATA_VALUES
  const look = (value: unknown, key: string, parent: string, depth: number): boolean => {
    if (values-- < 1) return true
    // A name of one word is no matter of this, and words without capitals are kept anyway.
    if (typeof value === 'string') return LATER_CAPITAL.test(value) && judgeKey(key, parent) === ROLE && (nouns().test(wordsOf(key)) || isThing(value))
    if (typeof value !== 'object' || value === null || depth < 0) return false
    if (Array.isArray(value)) return value.slice(0, MAX_METADATA_VALUES).some((item) => look(item, key, parent, depth - 1))
    for (const own of Object.keys(value).slice(0, MAX_METADATA_KEYS)) if (look((value as Record<string, unknown>)[own], own, key, depth - 1)) return true
    return false
  }
  return look(metadata, '', '', MAX_METADATA_DEPTH)
}

interface Visit {
  readonly key: string
  /** The key of the enclosing object; if that describes a person, with a word for one. */
  readonly owner: string
  readonly item: unknown
}

/** Visits what the first look reads, in the same order; does not descend where `visit` returns false. */
function visitKeys(value: unknown, parent: string, visit: (place: Visit) => boolean, depth = MAX_METADATA_DEPTH, budget = { values: MAX_METADATA_VALUES }): void {
  if (typeof value !== 'object' || value === null || depth < 0) return
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_METADATA_VALUES)) if (budget.values-- > 0) visitKeys(item, parent, visit, depth - 1, budget)
    return
  }
  const siblings = Object.keys(value).slice(0, MAX_METADATA_KEYS)
  const owner = siblings.some(isOfSomebody) ? `${parent} user` : parent
  for (const key of siblings) {
    if (budget.values < 1) return
    const item = (value as Record<string, unknown>)[key]
    if (!visit({ key, owner, item })) continue
    budget.values--
    visitKeys(item, key, visit, depth - 1, budget)
  }
}

const CAPITALISED = /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]*/gu
const capitalisedIn = forTexts(CAPITALISED)

/** Whether a text certainly neither is nor contains a name. */
function isThing(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > MAX_STRING_LENGTH || OTHER_SCRIPT.test(text) || withTitleIn(text).test(text)) return false
  const words = text.split(' ')
  const isKnown = isKnownName(words) || isPlaceName(words) || (NATIONAL.test(text) && words.length < 5 && !words.slice(1).some((word) => isGivenName(word) || isSurname(word)))
  if (FIRM_ENDING.test(text) && words.length < 5) return anonymizeText(text) === text
  // Most names begin with a given name, and this check is cheap.
  const [first = ''] = words
  if (!isKnown && (isGivenName(first) || (isPerhapsGiven(first) && isSurname(words.at(-1) ?? '')))) return false
  const odds = oddsOfName(text)
  const isNoName = odds === undefined ? isSentence(text) : odds < NO_NAME && (isKnown || isMadeOfWords(words))
  return isNoName && anonymizeText(text) === text
}

/** `UltraSharp`, `LaserJet`: capitals inside a word, as names have them only after a prefix (`McDonald`). */
const MODEL = /^(?!(?:Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|Al|El)\p{Lu})\p{Lu}\p{Ll}{2,12}\p{Lu}\p{Ll}{2,12}$/u

/** Names that no table knows also have low odds, so a thing must end with a dictionary word or have no word that could be a name. */
function isMadeOfWords(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  return isListedWord(last) || isListedWord(last.replace(/s$/, '')) || words.some((word) => MODEL.test(word)) || words.every((word) => oddsOfWord(word) <= -1 && !isSurname(word))
}

/** Whether no capitalized word of a longer text could belong to a name. */
function isSentence(text: string): boolean {
  const words = text.match(capitalisedIn(text)) ?? []
  // A name with a number may be a handle, unless it has two words of a dictionary: `Season 2 Teaser`.
  return words.every((word) => oddsOfWord(word) <= 0) && (!/\d/.test(text) || (words.length > 1 && words.every((word) => isListedWord(word) && !isSurname(word))))
}
