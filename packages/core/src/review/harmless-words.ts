// Forms of values that are harmless because all of their words are words of a dictionary.

import { INTERFACE } from './route-words'
import { isGivenName, isListedWord, isPerhapsGiven, isSurname, oddsOfWord } from './name-model'

/** `Billing address`, `hot_deals_1`: dictionary words that form no name, and small numbers. */
export function isLabel(text: string): boolean {
  if (!/^[\p{L}\d]{1,20}(?:[ _:|/.-][\p{L}\d]{1,20}){1,5}$/u.test(text)) return false
  const words = text.split(/[ _:|/.-]/).filter((part) => !/^(?:\d{1,2}|v\d{1,2}|20\d\d|\d{1,3}(?:s|ms|px|x|h|d|p))$/.test(part))
  return words.length > 1 && words.every(isWord) && !words.every(isSurname)
}

/** `home:v2`, `i18n:de`: words, with an edition or a language. */
export function isDataKey(text: string): boolean {
  const parts = /^[a-z\d]{2,20}(?:[:/._-][a-z\d]{1,20}){1,4}$/.test(text) ? text.split(/[:/._-]/) : []
  return parts.length > 0 && parts.every((part, index) => isWord(part) || INTERFACE.has(part) || /^(?:i18n|l10n|api)$/.test(part) || (index > 0 && /^(?:v\d{1,2}|[a-z]{2}|\d{1,2})$/.test(part)))
}

/** `At least 8 characters`: a text of dictionary words that could be no name. */
export function isSaying(text: string): boolean {
  const words = text.replace(/\be-mail/i, 'email').split(/[ ,.!?:;/()#-]+/).filter((part) => part && !/^(?:\d{1,2}|v\d|can't|don't|doesn't)$/.test(part))
  // In a sentence, what is written small is no name.
  const isInSentence = (word: string) => words.length > 2 && (/^\p{Ll}$/u.test(word) || (/^\p{Ll}/u.test(word) && isListedWord(word) && !isGivenName(word)))
  return text.includes(' ') && words.length > 0 && words.every((word) => isInSentence(word) || isWord(word)) && (words.length < 2 || !words.every(isSurname))
}

/** `exports/2026/04/report.parquet`: words and dates, and the ending of a file. */
export function isPathOfFile(text: string): boolean {
  const [, path = ''] = /^((?:[a-z\d_-]{1,24}\/){1,6}[a-z\d_-]{1,30})(?:\.[a-z\d]{2,7}){1,2}$/.exec(text) ?? []
  return path !== '' && path.split(/[/_-]/).every((part) => /^(?:\d{1,2}|20\d\d|v\d{1,2})$/.test(part) || isWord(part))
}

/** `Home_2`, `T-04`, `segment A`: a word with a letter, or with a number too small for a record. */
export function isPart(text: string): boolean {
  const word = /^([A-Za-z]{1,20})(?:[ _-]?\d{1,3}|[ _-][A-Z])$/.exec(text)?.[1] ?? ''
  return isWord(word) || (word.length > 0 && word.length < 5 && /[_-]/.test(text)) || /^[A-Za-z]{1,2}\d{1,3}$/.test(text)
}

/** `automation.lights_off_2330`: a kind of device at home, and what it is called there. */
export function isEntity(text: string): boolean {
  const own = /^(?:automation|light|switch|sensor|binary_sensor|climate|cover|media_player|scene|script|lock|camera|fan|vacuum|input_\w{4,8}|group|zone|weather|button|number|select|update|timer|counter)\.([a-z]+(?:_[a-z]+){0,5})(?:_\d{1,4})?$/.exec(text)?.[1]
  return own !== undefined && own.split('_').every(isWord)
}

/** `WELCOME10`, `SAVE20NOW`: words of a dictionary and a number that is no record. */
export function isOffer(text: string): boolean {
  const words = /^(?:[A-Za-z]{3,14}|\d{1,2}|20\d\d)(?:[_-]?(?:[A-Za-z]{3,14}|\d{1,2}|20\d\d)){0,3}$/.test(text) ? (text.match(/[A-Za-z]+/g) ?? []) : []
  return words.length > 0 && words.every((word) => isWord(word.toLowerCase()))
}

/** `openid profile`, `read:message write:files`: words of a dictionary or an interface. */
export function areRights(text: string): boolean {
  const words = text.split(/[ :._,/-]+/).filter(Boolean)
  return /^[a-z][a-z :._,/-]{1,80}$/.test(text) && words.every((word) => isWord(word) || INTERFACE.has(word) || /^(?:openid|api|jwt|sig)$/.test(word))
}

export const isWord = (word: string) => isSingularWord(word) || isSingularWord(word.replace(/s$/, ''))
const isSingularWord = (word: string) => /\p{L}/u.test(word) && isListedWord(word) && !isGivenName(word) && !isPerhapsGiven(word) && oddsOfWord(word) <= 0
