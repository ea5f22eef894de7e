import { singular } from './judge-key'
import { FIRMS, NAME_WORDS, PERSONS, TELLING_FIRST, TITLES, WEAK_PERSONS } from './key-words'
import { isGivenName, isListedWord, isSurname, oddsOfWord } from './name-model'
import { INTERFACE } from './route-words'
import { forTexts } from './latin-pattern'

// Handles that consist of everyday words, which no table of names can tell.

/** Words of states, positions and kinds, with which apps build values: `not_assigned`, `full_time`, `front_desk`. */
const VALUES = new Set(
  `not no none non un any all each every some on off in out up down at by to for of and or the a an is self auto full part half whole single double multi front back side top bottom left right upper lower day night
  morning evening week month year time next last first second third one two three old new early late long short high low big small best good bad better same other another more less main sub pre post co ex semi
  public private internal external local remote global general special common default custom manual automatic direct indirect open closed paid free unpaid active assigned unassigned known unknown present absent
  available required optional valid invalid confirmed approved rejected verified returning regular frequent existing former current past future young adult senior junior minor legal real true false test demo temp
  sample dummy mock fake staging prod dev beta alpha live home house office field shop store market street city town school work business corporate enterprise company firm bank cloud web app mobile desktop
  phone call desk shift duty door gate line queue pool front hand head chief vice deputy lead law kin step foster family friend relative neighbour neighbor party third human machine ai bot robot system service
  server client worker job task process batch order ticket case file page form data code key value id number count rate score point level tier plan group class grade red green blue black white gold silver bronze
  north south east west central upper male female man woman men women boy girl kids children people person somebody someone nobody anyone everybody close very too much many few walk drop stand sit sign log pick
  hold employed retired married divorced widowed disabled licensed insured declined pending waiting expired unavailable`.split(/\s+/),
)
/** Digits that stand for letters. */
const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** `pixel_witch`, `dark_knight99`, `wolf.99`: everyday words with which apps build no values. Below a noun for a person that is a handle. */
export function isLooseHandle(text: string): boolean {
  const [, words = '', number = ''] = /^(\p{Ll}{2,20}(?:[._]\p{Ll}{2,20}){0,3})([._]?\d{0,4})$/u.exec(text) ?? []
  const parts = words.split(/[._]/)
  if (!words || (parts.length < 2 && (words.length < 4 || !/^[._]?\d{2,4}$/.test(number)))) return false
  return !parts.some(isValue) && (number !== '' || !PERSONS.has(singular(parts.at(-1) ?? '')))
}

/** `t0mcat`, `gamer4life`: a digit inside a word stands for a letter or for a word. */
export function isSpelledWithDigit(text: string): boolean {
  const [, before = '', digit = '', after = ''] = /^(\p{Ll}{1,14})([013457])(\p{Ll}{2,14})\d{0,4}$/u.exec(text) ?? []
  const word = before + (DIGITS[digit] ?? '') + after
  if (before.length > 2 && after.length > 2 && digit === '4') return isListedWord(before) || isListedWord(after)
  return word.length > 5 && (isListedWord(word) || isGivenName(word) || isSurname(word))
}

/** `sofia.rossi`, `kenji_t`: lower-case words joined by a dot or an underscore, one of which is mainly a name. */
export function isSureHandle(text: string): boolean {
  // `lena-k`
  const [, first = ''] = /^(\p{Ll}{3,20})[._-]\p{Ll}\d{0,4}$/u.exec(text) ?? []
  if (isGivenName(first) || (!isListedWord(first) && oddsOfWord(first) > 1.5)) return first !== ''
  if (!/^\p{Ll}{1,20}(?:[._]\p{Ll}{1,20}){1,3}\d{0,4}$/u.test(text)) return false
  return text.replace(/\d+$/, '').split(/[._]/).some((part) => part.length > 2 && !isListedWord(part) && oddsOfWord(part) > 1.5)
}

/** `dragonslayer99`, `jdoe42`, `nightowl_88`: a word in no dictionary, with a number. */
export function isNumberedHandle(text: string): boolean {
  const word = /^(?=\p{Ll}{4,20}[._]?\d{2,4}$|\p{Ll}{7,20}\d$)(\p{Ll}+)/u.exec(text)?.[1] ?? ''
  return word !== '' && !isListedWord(word) && !INTERFACE.has(word)
}

const titledIn = forTexts(/^(?:mrs?|ms|miss|mister|dr|sir|lord|lady|capt(?:ain)?|prof|its|iam|(?:the_?)?real|xx)[._]\p{L}{2,20}(?:[._]\p{L}{1,20})?\d{0,4}$/iu)

/** `mrs.baker`, `the_real_tom`, `xX_sniper_Xx`: begins with something that occurs only in handles. */
export function isTitledHandle(text: string): boolean {
  return titledIn(text).test(text)
}

/** Whether a word in a text is a handle and hardly anything else. */
export function isCertainHandle(word: string): boolean {
  const own = word.replace(/^@/, '')
  return isSureHandle(own) || isNumberedHandle(own) || isTitledHandle(own) || isSpelledWithDigit(own) || (/\d|_/.test(own) && isLooseHandle(own))
}

const isValue = (word: string) => VALUES.has(word) || INTERFACE.has(word) || WEAK_PERSONS.has(word) || FIRMS.has(word) || TELLING_FIRST.has(word) || NAME_WORDS.has(word) || TITLES.has(word)
