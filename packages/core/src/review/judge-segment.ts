import { capitalise, foldWord } from './name-features'
import { isKnownName, isListedWord, isPlaceName, oddsOfName, oddsOfWord } from './name-model'
import type { Place } from './judge-place'
import { INTERFACE, INTERFACE_BEGINNING, INTERFACE_ENDING } from './route-words'
import { forTexts } from './latin-pattern'

/** Required odds for two to four words to be a name, by the segment before them; logarithms. */
const NEEDED: Readonly<Record<Place, number>> = { person: -2, public: -2, perhaps: -0.5, plain: 3.5, title: Infinity, thing: Infinity }
/** Required odds for a single word where it may also be a part of the app. */
const NEEDED_ALONE = 2
const MAXIMUM_WORDS = 4
const MAXIMUM_LENGTH = 60
const ENDING = /\.[a-z\d]{1,5}$/i
/** A page of an app, not a person's page. */
const SCRIPT = /\.(php|aspx?|jspx?|do|cgi|action)$/i
const WORDS = /^\p{L}[\p{L}\p{M}]*(?:[-_.]\p{L}[\p{L}\p{M}]*){0,8}\d{0,4}$/u
const wordsIn = forTexts(WORDS)

/** Whether a segment is a person's name or handle. */
export function isPersonSegment(segment: string, place: Place): boolean {
  if (place === 'thing' || segment.length > MAXIMUM_LENGTH || SCRIPT.test(segment)) return false
  const bare = segment.replace(ENDING, '')
  if (!wordsIn(bare).test(bare)) return false
  const words = bare.replace(/\d+$/, '').split(/[-_.]|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => word.length > 0)
  if (words.length > MAXIMUM_WORDS) return false
  return words.length < 2 ? isPersonWord(words[0] ?? '', place) : arePersonWords(words, place)
}

/** A single word says little, so it counts only after words for people. */
function isPersonWord(word: string, place: Place): boolean {
  if (word.length < 2 || !/^(?:person|public|perhaps)$/.test(place)) return false
  const odds = oddsOfWord(word)
  if (place === 'perhaps') return odds > NEEDED_ALONE && !isWordOfApps(word)
  return (odds > 1 && !INTERFACE.has(foldWord(word))) || !isWordOfApps(word)
}

function arePersonWords(words: readonly string[], place: Place): boolean {
  const isList = place === 'person' || place === 'public'
  // Abbreviations, as in `sr-latn` and `s-bahn`.
  if (!isList && words.length < 3 && words.some((word) => word.length < 3)) return false
  if (isPlaceName(words) || (place === 'public' && isKnownName(words))) return false
  const odds = oddsOfName(words.map(capitalise).join(' ')) ?? -9
  if (odds > NEEDED[place] && (odds > NEEDED.perhaps || !words.every(isWordOfApps))) return true
  return isList && words.some((word) => word.length > 2 && oddsOfWord(word) > 1 && !INTERFACE.has(foldWord(word)))
}

/** Whether a word is an interface word or in a dictionary, in any of its forms. Up to five letters without a vowel are an abbreviation. */
function isWordOfApps(word: string): boolean {
  const folded = foldWord(word)
  if (/^[^aeiouy]{1,5}$/.test(folded) || INTERFACE_ENDING.test(folded)) return true
  if (isKnown(folded.replace(INTERFACE_BEGINNING, '')) && INTERFACE_BEGINNING.test(folded)) return true
  return STEMS.some(([ending, stem]) => ending.test(folded) && isKnown(folded.replace(ending, stem)))
}

const isKnown = (word: string) => INTERFACE.has(word) || isListedWord(word)

/** Endings, and what replaces them in the stem. */
const STEMS = [[/$/, ''], [/(?<=...)s$/, ''], [/(?<=...)(?:es|ed|er|ing|ly|able|ation|ion)$/, ''], [/(?<=...)(?:ed|er|ing|able|ation|ion)$/, 'e'], [/(?<=...)(?:ies|ied)$/, 'y'], [/(?<=..)(.)\1(?:ed|er|ing)$/, '$1']] as const
