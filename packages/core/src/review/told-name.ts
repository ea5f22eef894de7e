import { REMOVED } from '../anonymize-text'
import { capitalise, foldWord } from './name-features'
import { isGivenName, isKnownName, isListedWord, isPerhapsGiven, isSurname, oddsOfName, oddsOfWord } from './name-model'
import { INTERFACE } from './route-words'
import * as cues from './told-name-cues'

/** Products that are called like persons, and answer like them; makers and things with the title of one. */
const NOBODY = /^(?:jesus|christ|god|lord|santa|buddha|german|roman|norman|english|french|alexa|siri|cortana|bixby|claude|gemini|jasper|marcus|oscar|travis|jenkins|sage|clippy|admin|support|system|martens|oetker|pepper|seuss|dre|strange|who|doom|scholls?|bronners?|hauschka|clean|robot|bean|coffee|potato|muscle|incredible|porter|beast|claus|marvel|universe|world|america|butterworths?|fields)$/i

const isCapital = (word: string) => /^\p{Lu}/u.test(word)

/** What tells a name, and which words it tells. `afterS` stands two characters behind the word: in `marias-macbook` it is a dash. */
const TOLD: readonly (readonly [RegExp, (word: string, afterS: string) => boolean])[] = [
  [cues.AS, (word) => isPerhapsGiven(word) || isNoWordOfApps(word)],
  [cues.QUOTED_USER, (word) => /^[\p{L}\d._-]+$/u.test(word) && (isPerhapsGiven(word) || isNoWordOfApps(word))],
  [cues.USER, (word) => !/\p{Lu}/u.test(word) && isNoWordOfApps(word) && isLikely(word)],
  [cues.DONE, (word) => (isCapital(word) ? isLikely(word) : isJoinedName(word))],
  [cues.HANDED, (word) => isGiven(word) || isLikely(word)],
  [cues.SAID, (word) => (isCapital(word) && isGiven(word)) || isJoinedName(word)],
  [cues.MET, isGiven],
  [cues.ROLE, (word) => isCapital(word) && isLikely(word)],
  [cues.DID, isGiven],
  [cues.NETWORK, isNoWordOfApps],
  [cues.TITLED, (word) => (!isListedWord(word) || isSurname(word)) && oddsOfWord(word) > (isCapital(word) ? -1 : 1)],
  [cues.OWNED_BY, isGiven],
  [cues.OWNED, (word, afterS) => (isCapital(word) || afterS === '-') && (isGiven(word) || isGiven(word.replace(/s$/, '')))],
]

/** Takes those out of a text whom the words around them tell. */
export function removeToldNames(text: string): string {
  if (!/[ -]/.test(text)) return text
  return removeSmallNames(TOLD.reduce((clean, [pattern, judge]) => removeTold(clean, pattern, judge), text))
}

function removeTold(text: string, pattern: RegExp, judge: (word: string, afterS: string) => boolean): string {
  let clean = text
  pattern.lastIndex = 0
  for (let found = pattern.exec(clean); found; found = pattern.exec(clean)) {
    const { cue = '', who = '' } = found.groups ?? {}
    const start = clean.indexOf(who, found.index + cue.length)
    const end = start + who.length
    const isName = !NOBODY.test(who) && judge(who, clean[end + 1] ?? '')
    // What tells nobody may be what tells the next: `call from Ada`.
    pattern.lastIndex = isName ? start + REMOVED.length : Math.max(found.index + cue.length, found.index + 1)
    if (isName) clean = clean.slice(0, clean[start - 1] === '@' ? start - 1 : start) + REMOVED + clean.slice(end)
  }
  return clean
}

/** `ada byron` in small letters: a given name, and behind or in front of it a word that is hardly anything but a name. */
const SMALL_PAIR = /(?<![\p{L}\p{M}\d_@#/.'’-])(\p{Ll}[\p{L}\p{M}]{1,20}) (\p{Ll}[\p{L}\p{M}]{2,20})(?![\p{L}\p{M}\d_@/\\'’-])/gu

/** Longer texts are prose, in which two words of another language may stand side by side. */
const MAXIMUM_SMALL = 60

function removeSmallNames(text: string): string {
  if (text.length > MAXIMUM_SMALL) return text
  // A pair may begin with the word that ends the one before it.
  let clean = text
  for (let place = 0; ; ) {
    SMALL_PAIR.lastIndex = place
    const found = SMALL_PAIR.exec(clean)
    if (!found) return clean
    const [pair, first = '', last = ''] = found
    const isName = isSmallPair(first, last) || isSmallPair(last, first)
    if (isName) clean = clean.slice(0, found.index) + REMOVED + clean.slice(found.index + pair.length)
    place = found.index + (isName ? REMOVED.length : first.length)
  }
}

function isSmallPair(given: string, surname: string): boolean {
  if (PARTICLE.test(given) || given.length < 3 || surname.length < 3 || !isGivenName(given) || THING.test(given) || oddsOfWord(given) < 0.9 || isKnownName([given, surname]) || isKnownName([surname, given])) return false
  return surname === 'doe' || (!PARTICLE.test(surname) && (isListedWord(surname) ? oddsOfWord(surname) > 3 : isSurname(surname) || oddsOfWord(surname) > 1.5))
}

/** Colours, virtues and stones are called like persons. */
const THING = /^(?:dev|amber|hazel|prudence|laurel|earnest|violet|rose|ruby|olive|ivory|jade|pearl|scarlet|ginger|coral|crystal|heather|ivy|lily|daisy|iris|jasmine|sage|basil|rosemary|clay|cliff|dale|glen|heath|rusty|sandy|sunny|summer|autumn|april|may|june|august|grace|faith|hope|joy|mercy|patience|honor|justice|destiny|harmony|melody|carol|gale|gene|grant|jack|max|ray|rod|art|chip|buck|chance|chase|colt|dean|duke|earl|forest|frank|guy|hunter|king|lance|mark|miles|nick|pat|penny|piper|reed|rich|rob|skip|sterling|sue|van|victor|wade|ward|will|wren)$/i
/** Words that join others in other languages. */
const PARTICLE = /^(?:de|da|do|dos|das|van|von|der|den|del|della|la|le|di|du|des|el|al|bin|ibn|una|uno|un|une|ein|eine)$/
/** Whether a word is a given name, and nothing that is called like somebody. */
export function isGiven(word: string): boolean {
  return isGivenName(word) && !NOBODY.test(word) && (/^\p{Lu}/u.test(word) || !THING.test(word))
}

/** A handle of a name and another word, or a word that is a name first of all. */
function isLikely(word: string): boolean {
  if (NOBODY.test(word)) return false
  if (isGiven(word) || isJoinedName(word)) return true
  if (isListedWord(word) || INTERFACE.has(foldWord(word)) || /\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(word)) return false
  return oddsOfWord(word) > 2.5 || (/^\p{Ll}{6,}\d{0,4}$/u.test(word) && isSurname(word.slice(1).replace(/\d+$/, '')) && !isListedWord(word.slice(1)))
}

/** `jane.doe`, `priya_sharma`: two words that together are a name. */
export function isJoinedName(word: string): boolean {
  const parts = word.replace(/\d+$/, '').split(/[._-]/)
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part.length < 2)) return false
  if (isKnownName(parts) || TITLE.test(parts[0] ?? '')) return false
  // `dev-buddy`: a word first of all needs more than another that may be a name.
  if (parts.some((part) => THING.test(part)) && !isSurname(parts.at(-1) ?? '')) return false
  return (oddsOfName(parts.map(capitalise).join(' ')) ?? -9) > NEEDED_JOINED || (isGiven(parts[0] ?? '') && parts[1] === 'doe')
}

/** `mr_robot`: behind these most handles are none of a name. */
const TITLE = /^(?:mrs?|ms|miss|mister|dr|prof|sir|lord|lady|captain)$/i
/** How sure it must be of two words that are joined. */
const NEEDED_JOINED = 3

function isNoWordOfApps(word: string): boolean {
  const parts = word.replace(/\d+$/, '').split(/[._-]/)
  return !/\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(word) && parts.some((part) => part.length > 1 && !isListedWord(part) && !INTERFACE.has(foldWord(part)))
}
