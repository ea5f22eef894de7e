import { REMOVED } from '../anonymize-text'
import { isCertainHandle } from './handle'
import { capitalise, foldWord } from './name-features'
import { isGivenName, isKnownName, isListedWord, isPerhapsGiven, isSurname, oddsOfName, oddsOfWord } from './name-model'
import { INTERFACE } from './route-words'
import * as cues from './told-name-cues'
import { bitOf, findCues, mayMatch } from './told-name-words'
import { forTexts } from './latin-pattern'
import { compileAtOnce } from './compile-at-once'

/** Products and assistants with people's names; brands and things that begin with a person's title. */
const NOBODY = /^(?:jesus|christ|god|lord|santa|buddha|german|roman|norman|english|french|alexa|siri|cortana|bixby|claude|gemini|jasper|marcus|oscar|travis|jenkins|sage|clippy|admin|support|system|martens|oetker|pepper|seuss|dre|strange|who|doom|scholls?|bronners?|hauschka|clean|robot|bean|coffee|potato|muscle|incredible|porter|beast|claus|marvel|universe|world|america|butterworths?|fields)$/i

const isCapital = (word: string) => /^\p{Lu}/u.test(word)

type Judge = (word: string, afterS: string) => boolean
/** A pattern, the bit that tells whether a text has one of its words, and which names it accepts. */
type Told = readonly [() => RegExp, number, Judge]

function withBits(patterns: readonly (readonly [RegExp, Judge])[]): readonly Told[] {
  return patterns.map(([pattern, judge]) => [compileAtOnce(pattern), bitOf(pattern), judge])
}

/** Patterns that announce a name, and which words each accepts. `afterS` is the second character after the word: in `marias-macbook` it is a dash. */
const TOLD = withBits([
  [cues.AS, (word) => isPerhapsGiven(word) || isNoWordOfApps(word)],
  [cues.QUOTED_USER, (word) => /^[\p{L}\d._-]+$/u.test(word) && (isPerhapsGiven(word) || isNoWordOfApps(word))],
  [cues.INTRODUCED, isCapital],
  [cues.BEING, (word) => isCapital(word) && isGiven(word)],
  [cues.BEFORE_FULL_NAME, isFullName],
  [cues.FULL_NAME_DID, isFullName],
  [cues.ADDRESSED, isGiven],
  [cues.LOGGED, (word) => isNoWordOfApps(word) || isCertainHandle(word)],
  [cues.ACCOUNT, isCertainHandle],
  [cues.ACTING, isCertainHandle],
  [cues.USER, (word) => !/\p{Lu}/u.test(word) && isNoWordOfApps(word) && isLikely(word)],
  [cues.DONE, (word) => (isCapital(word) ? isLikely(word) : isJoinedName(word))],
  [cues.HANDED, (word) => isGiven(word) || isLikely(word)],
  [cues.SAID, (word) => (isCapital(word) && isGiven(word)) || isJoinedName(word)],
  [cues.MET, isGiven],
  [cues.ROLE, (word) => isCapital(word) && isLikely(word)],
  [cues.DID, isGiven],
  [cues.NETWORK, isNoWordOfApps],
  [cues.TITLED, (word) => (!isListedWord(word) || isSurname(word)) && oddsOfWord(word) > (isCapital(word) ? -1 : 1)],
  [cues.FAMILY, (word) => (isSurname(word) && !isListedWord(word)) || oddsOfWord(word) > 1.5],
  [cues.SPEAKER, isGiven],
  [cues.TRANSFER, (text) => text.split(' ').some((word) => word.length > 2 && !isListedWord(word.toLowerCase()))],
  [cues.OF_FIRM, isGiven],
  [cues.DEDICATED, isGiven],
  [cues.CHANGED, isCertainHandle],
  [cues.OWNED_BY, isGiven],
  [cues.OWNED, (word, afterS) => (isCapital(word) || afterS === '-') && (isGiven(word) || isGiven(word.replace(/s$/, '')) || (afterS === '-' && isPerhapsGiven(word)))],
])

/** Patterns that need a sign, so that most texts skip them. */
const TOLD_BY_SIGN = withBits([
  [cues.LABELLED, (word) => isCapital(word) && isGiven(word)],
  [cues.FILTER, isCertainHandle],
])
/** Patterns that need a name that is already removed. */
const TOLD_BY_REMOVED = withBits([
  [cues.TITLED_REST, (word) => !isListedWord(word) && (isSurname(word) || oddsOfWord(word) > 1)],
  [cues.BESIDE, (word) => isCapital(word) && isGiven(word)],
])

/** Between the words that announce a name and the name. */
const BEHIND_CUE = /[\s:=-]/

const SIGN = /[:=(–]| - /

/** Removes the names that the words around them announce. */
export function removeToldNames(text: string): string {
  if (!BEHIND_CUE.test(text)) return text
  const found = findCues(text)
  const signed = SIGN.test(text) ? removeAllTold(text, TOLD_BY_SIGN, found) : text
  const told = removeAllTold(signed, TOLD, signed === text ? found : findCues(signed))
  return removeSmallNames(told.includes(REMOVED) ? removeAllTold(told, TOLD_BY_REMOVED, 0) : told)
}

function removeAllTold(text: string, patterns: readonly Told[], cuesOfText: number): string {
  let clean = text
  let found = cuesOfText
  for (const [pattern, bit, judge] of patterns) {
    if (!mayMatch(bit, found)) continue
    const told = removeTold(clean, pattern(), judge)
    // A removal can leave the end of a long word, which is a word then.
    if (told !== clean) found = findCues(told)
    clean = told
  }
  return clean
}

function removeTold(text: string, pattern: RegExp, judge: Judge): string {
  let clean = text
  pattern.lastIndex = 0
  for (let found = pattern.exec(clean); found; found = pattern.exec(clean)) {
    const { cue = '', who = '' } = found.groups ?? {}
    const start = clean.indexOf(who, found.index + cue.length)
    const end = start + who.length
    const isName = !NOBODY.test(who) && judge(who, clean[end + 1] ?? '')
    // A rejected word may itself announce the next one: `call from Ada`.
    pattern.lastIndex = isName ? start + REMOVED.length : Math.max(found.index + cue.length, found.index + 1)
    if (isName) clean = clean.slice(0, clean[start - 1] === '@' ? start - 1 : start) + REMOVED + clean.slice(end)
  }
  return clean
}

/** `ada byron` in lower case: a given name, and before or after it a word that is hardly ever anything but a name. */
export const SMALL_PAIR = /(?<![\p{L}\p{M}\d_@#/.'’-])(\p{Ll}[\p{L}\p{M}]{1,20}) (\p{Ll}[\p{L}\p{M}]{2,20})(?![\p{L}\p{M}\d_@/\\'’-])/gu
const smallPairsIn = forTexts(SMALL_PAIR)

/** Longer texts are prose, in which two words of another language may be neighbours. */
const MAXIMUM_SMALL = 60
/** What every such pair has, in a form that V8 compiles in a fraction of the time. */
export const MAY_BE_PAIR = /[A-Za-z\x80-\uffff] [a-z\x80-\uffff]/

function removeSmallNames(text: string): string {
  if (text.length > MAXIMUM_SMALL || !MAY_BE_PAIR.test(text)) return text
  // A pair may begin with the last word of the previous one.
  let clean = text
  for (let place = 0; ; ) {
    const pairs = smallPairsIn(clean)
    pairs.lastIndex = place
    const found = pairs.exec(clean)
    if (!found) return clean
    const [pair, first = '', last = ''] = found
    const isName = isSmallPair(first, last) || isSmallPair(last, first)
    if (isName) clean = clean.slice(0, found.index) + REMOVED + clean.slice(found.index + pair.length)
    place = found.index + (isName ? REMOVED.length : first.length)
  }
}

function isSmallPair(given: string, surname: string): boolean {
  if (given.length < 3 || surname.length < 3 || !isGivenName(given) || PARTICLE.test(given) || thing().test(given) || oddsOfWord(given) < 0.9 || isKnownName([given, surname]) || isKnownName([surname, given])) return false
  return surname === 'doe' || (!PARTICLE.test(surname) && (isListedWord(surname) ? oddsOfWord(surname) > 3 : isSurname(surname) || oddsOfWord(surname) > 1.5))
}

/** Colours, virtues, stones and other words that are also given names. */
const THING = /^(?:dev|amber|hazel|prudence|laurel|earnest|violet|rose|ruby|olive|ivory|jade|pearl|scarlet|ginger|coral|crystal|heather|ivy|lily|daisy|iris|jasmine|sage|basil|rosemary|clay|cliff|dale|glen|heath|rusty|sandy|sunny|summer|autumn|april|may|june|august|grace|faith|hope|joy|mercy|patience|honor|justice|destiny|harmony|melody|carol|gale|gene|grant|jack|max|ray|rod|art|chip|buck|chance|chase|colt|dean|duke|earl|forest|frank|guy|hunter|king|lance|mark|miles|nick|pat|penny|piper|reed|rich|rob|skip|sterling|sue|van|victor|wade|ward|will|wren)$/i
const thing = compileAtOnce(THING)
/** Articles and prepositions of other languages. */
const PARTICLE = /^(?:de|da|do|dos|das|van|von|der|den|del|della|la|le|di|du|des|el|al|bin|ibn|una|uno|un|une|ein|eine)$/
/** Whether a word is a given name, and not a thing of the same name. */
export function isGiven(word: string): boolean {
  return isGivenName(word) && !NOBODY.test(word) && (/^\p{Lu}/u.test(word) || !thing().test(word))
}

/** Required odds after words that announce a name; most other pairs of words have odds far below. */
const NEEDED_ANNOUNCED = -1.5

function isFullName(text: string): boolean {
  return (oddsOfName(text) ?? -9) > NEEDED_ANNOUNCED
}

/** Whether a word is probably a name: a given name, two joined names, or a word that is mainly a name. */
function isLikely(word: string): boolean {
  if (NOBODY.test(word)) return false
  if (isGiven(word) || isJoinedName(word)) return true
  if (isListedWord(word) || INTERFACE.has(foldWord(word)) || /\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(word)) return false
  return oddsOfWord(word) > 2.5 || (/^\p{Ll}{6,}\d{0,4}$/u.test(word) && isSurname(word.slice(1).replace(/\d+$/, '')) && !isListedWord(word.slice(1)))
}

const JOINT = /[._-]/
/** What stands in no name: digits and signs other than the joints. */
const NO_LETTER = /[!-&(-+/-@[-^`{-~]/

/** `jane.doe`, `priya_sharma`: joined words that together are a name. */
export function isJoinedName(word: string): boolean {
  if (!JOINT.test(word)) return false
  const bare = word.replace(/\d+$/, '')
  if (NO_LETTER.test(bare) && !bare.includes('doe')) return false
  const parts = bare.split(/[._-]/)
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part.length < 2)) return false
  if (isKnownName(parts) || TITLE.test(parts[0] ?? '')) return false
  // `dev-buddy`: with a word that is mainly a thing, the last one must be a surname.
  if (parts.some((part) => thing().test(part)) && !isSurname(parts.at(-1) ?? '')) return false
  return (oddsOfName(parts.map(capitalise).join(' ')) ?? -9) > NEEDED_JOINED || (isGiven(parts[0] ?? '') && parts[1] === 'doe')
}

/** `mr_robot`: most handles that begin with a title are not names. */
const TITLE = /^(?:mrs?|ms|miss|mister|dr|prof|sir|lord|lady|captain)$/i
/** Required odds for joined words. */
const NEEDED_JOINED = 3

function isNoWordOfApps(word: string): boolean {
  const parts = word.replace(/\d+$/, '').split(/[._-]/)
  return !/\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(word) && parts.some((part) => part.length > 1 && !isListedWord(part) && !INTERFACE.has(foldWord(part)))
}
