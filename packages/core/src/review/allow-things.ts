import { type Allowance, ANYTHING, NAMES, UNSAFE } from '../allowance'
import { anonymizeText } from '../anonymize-text'
import { MAX_KEY_LENGTH, MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_METADATA_VALUES, MAX_STRING_LENGTH } from '../limits'
import { judgeKey, splitWords } from '../metadata-key'
import { isHarmlessValue, isLabel, type Place } from './harmless-value'
import { OTHER_SCRIPT } from './judge-text'
import { readTexts } from './read-texts'
import { isGivenName, isKnownName, isListedWord, isPerhapsGiven, isPlaceName, isSurname, oddsOfName, oddsOfWord } from './name-model'

/** What is allowed below a key that sounds like a role. */
const ROLE = ANYTHING - NAMES
/** Below these odds a text of two to four words is not a name; a logarithm. */
const NO_NAME = -1.6
/** Next to one of these keys, a key is judged as a person's. */
const OF_SOMEBODY = /username|phone|birth|mail/i

/**
 * Lets the first look keep what only the tables can recognize as harmless. `employer` and `sponsor` sound like roles, so the first look takes two capitalized words below them for a
 * person's name; below a sensitive key it removes also what a form says about that field, such as `Email is required`. Returns the options with those of such keys added to `allow` that
 * hold only harmless values here. Their values are still cleaned, and still get the second look.
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

/** A key, by its words, and whether all that stands below it is harmless. */
interface Found {
  readonly key: string
  readonly isHarmless: boolean
  readonly isSensitive: boolean
  /** How often it stands as the first of two labels. */
  readonly labels: number
}

function findKeysOfThings(metadata: unknown): readonly string[] {
  const found = new Map<string, Found>()
  try {
    if (!mayHoldThing(metadata)) return []
    const note = (key: string, isHarmless: boolean, isSensitive: boolean, labels = 0) => {
      const words = splitWords(key)
      const before = found.get(words)
      found.set(words, { key, isHarmless: isHarmless && before?.isHarmless !== false, isSensitive: isSensitive || before?.isSensitive === true, labels: labels + (before?.labels ?? 0) })
    }
    visitKeys(metadata, '', ({ key, parent, item, siblings }) => {
      const allowance = judgeKey(key, siblings.some((each) => OF_SOMEBODY.test(each)) ? `${parent} user` : parent)
      if (allowance & UNSAFE) return false
      if (areLabels(item)) note(item[0], true, true, 1)
      const held = allowance === ANYTHING ? [] : readHeld(item, allowance)
      // `allow` applies to a key everywhere and in any spelling, also where its parent makes it sound like a person.
      if (held.length) note(key, held.every((each) => isHarmlessAt(each, { key, parent, allowance })), allowance !== ROLE)
      return true
    })
    const harmless = [...found].filter(([, each]) => each.isHarmless)
    const texts = harmless.some(([, each]) => each.isSensitive) ? readTexts(metadata) : undefined
    return harmless.filter(([words, each]) => !each.isSensitive || (texts && (texts.get(words) ?? 0) === each.labels)).map(([, { key }]) => key)
  } catch {
    return [] // A getter or a proxy threw: the first look handles it.
  }
}

/** `['Email marketing', 'Phone calls']`: the first of two texts is no key if both are labels of several words. */
function areLabels(item: unknown): item is readonly [string, string] {
  return Array.isArray(item) && item.length === 2 && item.every((each) => typeof each === 'string' && each.length <= MAX_KEY_LENGTH && isLabel(each)) && judgeKey(String(item[0]), '') !== ANYTHING
}

/** The values below a key that decide about it. Below a role, only texts can be names, and a list in a list is read as a pair of name and value. */
function readHeld(item: unknown, allowance: Allowance): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(item) ? item.slice(0, MAX_METADATA_VALUES) : [item]
  return items.filter((each) => (allowance === ROLE ? typeof each === 'string' || Array.isArray(each) : typeof each !== 'boolean' && each !== null && each !== undefined && each !== ''))
}

const isHarmlessAt = (value: unknown, place: Place) => (place.allowance === ROLE ? typeof value === 'string' && isThing(value) : isHarmlessValue(value, place))

/** Whether any such key holds a thing, or there are more values than this checks. Hardly any metadata do, and this check costs a fraction of finding out which keys hold only things. */
function mayHoldThing(metadata: unknown): boolean {
  let values = 2 * MAX_METADATA_VALUES
  const look = (value: unknown, key: string, parent: string, depth: number): boolean => {
    if (values-- < 1) return true
    if (typeof value === 'string' || typeof value === 'number') return mayBeHarmless(value, { key, parent, allowance: judgeKey(key, parent) })
    if (typeof value !== 'object' || value === null || depth < 0) return false
    if (areLabels(value)) return true
    if (Array.isArray(value)) return value.slice(0, MAX_METADATA_VALUES).some((item) => look(item, key, parent, depth - 1))
    for (const own of Object.keys(value).slice(0, MAX_METADATA_KEYS)) if (look((value as Record<string, unknown>)[own], own, key, depth - 1)) return true
    return false
  }
  return look(metadata, '', '', MAX_METADATA_DEPTH)
}

/** A name of one word is no matter of this, and words without capitals are kept anyway. */
const mayBeHarmless = (value: string | number, place: Place) => (place.allowance !== ROLE || / \p{Lu}/u.test(`${value}`)) && isHarmlessAt(value, place)

interface Visit {
  readonly key: string
  /** The key of the enclosing object. */
  readonly parent: string
  readonly item: unknown
  readonly siblings: readonly string[]
}

/** Visits what the first look reads, in the same order; does not descend where `visit` returns false. */
function visitKeys(value: unknown, parent: string, visit: (place: Visit) => boolean, depth = MAX_METADATA_DEPTH, budget = { values: MAX_METADATA_VALUES }): void {
  if (typeof value !== 'object' || value === null || depth < 0) return
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_METADATA_VALUES)) if (budget.values-- > 0) visitKeys(item, parent, visit, depth - 1, budget)
    return
  }
  const siblings = Object.keys(value).slice(0, MAX_METADATA_KEYS)
  for (const key of siblings) {
    if (budget.values < 1) return
    const item = (value as Record<string, unknown>)[key]
    if (!visit({ key, parent, item, siblings })) continue
    budget.values--
    visitKeys(item, key, visit, depth - 1, budget)
  }
}

const CAPITALISED = /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]*/gu

/** Whether a text certainly neither is nor contains a name. */
function isThing(text: string): boolean {
  if (text.length > MAX_STRING_LENGTH || OTHER_SCRIPT.test(text)) return false
  const words = text.split(' ')
  const isKnown = isKnownName(words) || isPlaceName(words)
  // Most names begin with a given name, and this check is cheap.
  const [first = ''] = words
  if (!isKnown && (isGivenName(first) || (isPerhapsGiven(first) && isSurname(words.at(-1) ?? '')))) return false
  const odds = oddsOfName(text)
  const isNoName = odds === undefined ? isSentence(text) : odds < NO_NAME && (isKnown || isMadeOfWords(words))
  return isNoName && anonymizeText(text) === text
}

/** Names that no table knows also have low odds, so a thing must end with a dictionary word or have no word that could be a name. */
function isMadeOfWords(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  return isListedWord(last) || isListedWord(last.replace(/s$/, '')) || words.every((word) => oddsOfWord(word) <= -1 && !isSurname(word))
}

/** Whether no capitalized word of a longer text could belong to a name. */
function isSentence(text: string): boolean {
  return !/\d/.test(text) && (text.match(CAPITALISED) ?? []).every((word) => oddsOfWord(word) <= 0)
}
