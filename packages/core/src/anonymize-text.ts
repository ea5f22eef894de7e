import { anonymizeUrl, type AnonymizeUrlOptions } from './anonymize-url'
import { isRandomWord } from './classify-segment'

/** What stands where something was taken out of a text. */
export const REMOVED = '[removed]'

/** How {@link anonymizeText} decides, and who hears of it. */
export interface AnonymizeTextOptions extends AnonymizeUrlOptions {
  /** Called with the name of each rule that removed something, never with what it removed. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

/** Characters of a text that are looked at; the rest is cut first. */
const MAX_TEXT_LENGTH = 1024
const MAX_ROUNDS = 4

// Words, blanks and a few marks, and no word long enough to be a token, cannot hold what the rules look for: most values are like this.
const NEEDS_A_LOOK = /[^A-Za-z .,!?'()_-]|[A-Za-z]{10}/

const PRIVATE_KEY = /-----BEGIN.{0,1024}/s
// Where a colon may end a sentence's first half, only a value with a digit or a mark is taken for a secret.
const SECRET = /((?:pass(?==)|passw(?:or)?d|pwd|secret|token|key|auth\w{0,12}|cookie|sid|signature)["']?\s{0,2}(?:=|:(?=\s{0,2}\S{0,64}[\d!$]))\s{0,2}["']?)[^\s"'&,;]{1,1024}/gi
const NUMBER = /-?\d{1,3}\.\d{3,9}, ?-?\d{1,3}\.\d{3,9}|(?<![\w./])\+?\(?\d(?:[\s().\-/]{0,3}\d){6,24}(?!\w)/g
const DATE = /^(?:(?:19|20)\d\d[-/.]\d\d|\d\d?[./-]\d\d?[./-]\d{4}$)/
const TOKEN = /(?<![\w.])(?:[a-z][\w+.-]{1,20}:)?\/{1,2}[^\s"'<>`()]{1,1024}|[^\s"'<>`(){}[\],;=&?|]{4,1024}/gi

/**
 * Takes personal data and secrets out of a text: mail addresses, phone and card numbers, IBANs, IPs, tokens, keys, addresses of pages.
 * Names of people cannot be found by looking at a string. Never throws.
 *
 * @param text - At most 1,024 characters are read.
 * @example
 * ```ts
 * anonymizeText('Mail to ada@example.org failed')
 * // => 'Mail to [removed] failed'
 * anonymizeText('Password must be at least 12 characters')
 * // => 'Password must be at least 12 characters'
 * ```
 */
export function anonymizeText(text: string, options: AnonymizeTextOptions = {}): string {
  let clean = typeof text === 'string' ? text : ''
  // What was taken out can bring two halves together that are worth a second look.
  for (let before = '', round = 0; clean !== before && round < MAX_ROUNDS && needsALook(clean); round++) {
    before = clean
    clean = takeOut(clean, options)
  }
  return clean
}

function needsALook(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH || NEEDS_A_LOOK.test(text)
}

function takeOut(text: string, options: AnonymizeTextOptions): string {
  const replace = (name: string, by: string, pattern: RegExp, judge: (match: string, first: string) => string) => {
    const clean = by.replace(pattern, judge)
    if (clean !== by) options.onRemoved?.(name)
    return clean
  }
  let clean = replace('secret', cutText(text), PRIVATE_KEY, () => REMOVED)
  clean = replace('secret', clean, SECRET, (_match, name) => name + REMOVED)
  clean = replace('number', clean, NUMBER, (match) => (isTellingNumber(match) ? REMOVED : match))
  return replace('token', clean, TOKEN, (match) => judgeToken(match, options))
}

// A lone half of a surrogate pair cannot be stored, half a token at the cut could pass for a word, and digits of other scripts are digits.
function cutText(text: string): string {
  const start = text.slice(0, MAX_TEXT_LENGTH)
  const whole = start === text ? text : start.slice(0, start.lastIndexOf(' ') + 1) + REMOVED
  return /[^\x20-\x7e]/.test(whole) ? whole.replace(/\p{Cs}|[^\P{Cc}\s]|[^\P{Nd}\d]/gu, '�') : whole
}

function isTellingNumber(text: string): boolean {
  return /[+,]/.test(text) || (!DATE.test(text) && text.replace(/\D/g, '').length > 8)
}

function judgeToken(token: string, options: AnonymizeUrlOptions): string {
  if (/^\/|:\/\//.test(token)) return anonymizeUrl(token, options)
  // A version after the sign is a package, a slash before it a scope. Three colons are more than a time has, and no host ends in .0.0.
  const isTelling =
    (/@|＠|%40/.test(token) && !/@\d|^@[\w-]{1,64}\//.test(token)) ||
    /^[a-z]:\\|^[\da-f]{0,4}(?::[\da-f]{0,4}){3}|^[\da-f]{1,4}::|^\d{1,3}(?:\.\d{1,3}){3}(?<!\.0\.0)(?![.\d])/i.test(token) ||
    // A number of five digits behind a word counts things; a day or a code that begins with zero does not.
    /[a-z][_-](?:20\d\d-)?(?!0|20[012]\d{5}\b)\d{5}/i.test(token) ||
    token.split(/[^A-Za-z\d]/).some(isRandomWord)
  return isTelling && !/^#[\da-f]{3,8}$/i.test(token) ? REMOVED : token
}
