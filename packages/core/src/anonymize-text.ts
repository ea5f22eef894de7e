import { anonymizeUrl, type AnonymizeUrlOptions } from './anonymize-url'
import { isRandomWord } from './classify-path'
import { MAX_TEXT_LENGTH, MAX_TEXT_ROUNDS } from './cleaning-limits'

/** What stands where something was taken out of a text. */
export const REMOVED = '[removed]'

/** How {@link anonymizeText} decides, and who hears of it. */
export interface AnonymizeTextOptions extends AnonymizeUrlOptions {
  /** Called with the name of each rule that removed something, never with what it removed. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

// Words, blanks, a few marks and one short number, and no word long enough to be a token, cannot hold what the rules look for: most values are like this.
const NEEDS_A_LOOK = /[^\w .,!?'()-]|[A-Za-z]{10}|[A-Za-z]\d|Ave|str|St|\d(\d{3}|[A-Za-z]|\D+\d)|Ru/

// Private keys, streets with a number, the names in front of a mail address, home folders, numbers of orders and people, and what stands behind a secret word.
// Where a colon may end a sentence's first half, only a value with a digit or a mark is taken for a secret.
const SECRET =
  /(ru[ae]|str(eet|\.|a..?e)) ([a-z]+ ){0,3}\d+|-----BEGIN[^\0]*|\d{1,5} ([a-z]+ ){1,3}(ave|road|st(reet)?)\b|(?<=(secret|key|token|pass(?==)|p(ass)?w(or)?d)["']?\s{0,2}(=|:(?=\s{0,2}\S{0,64}[\d!$"]))\s{0,2}["']?)[^\s"'&,;]+|(?<=\/(home|Users)\/)[^\s/[]+(?=\/)|(?<=(order|invoice|user|customer|\bid)["']?[ :#=]{1,2}["']?)\d{4,12}(?!\w)/gi
// Coordinates, digits as in phone numbers and cards, and six digits and more that are the whole text; a date, and up to eight digits of a longer text without a plus or a comma, stay.
const NUMBER =
  /^#?(?!20)\d{6,8}$|(?<![\w./])(?!(19|20)\d\d[^\d ]\d|\d{1,3}\.\d\.\d{3,5}\.\d)(\+\(?\d([^!-'*-,0-~]{0,3}\d){6,24}|\(?\d([^!-'*-,0-~]{0,3}\d){8,24})(?!\w)|(?<![\w.])-?[1-9]\d*\.\d{4,}(?![\w.])/g
const TOKEN = /(?<![\w.])([a-z][\w+.-]*:)?\/{1,2}[^\s"'<>`()]+|[^\s"'<>`(){}[\],;=&?|]{4,}/gi
// Mail addresses and handles, but not scopes and versions of packages; paths of Windows; MAC, IPv6 and IPv4 addresses (three colons are
// more than a time has, no host ends in .0.0); a number of five digits behind a word, unless it is a day or begins with zero.
const TELLING =
  /^(?!@@|@[\w-]+\/).*([@\uff20](?!\d)|%40)|\w#\d{4}$|^[^\w.]*([\da-f]{0,4}:(([\da-f]{0,4}:){2}|:)|(?!127)\d{1,3}(\.\d{1,3}){3}(?<!\.0\.0)(?!\.?\d)|[a-z]:\\)|[a-z][_/-]((?!20[012]\d{5}\b|00)\d{5}|20\d\d-\d{4})/i

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
  for (let before = '', round = 0; clean !== before && round < MAX_TEXT_ROUNDS && (clean.length > MAX_TEXT_LENGTH || NEEDS_A_LOOK.test(clean)); round++) {
    before = clean
    clean = takeOut(clean, options)
  }
  return clean
}

function takeOut(text: string, options: AnonymizeTextOptions): string {
  const whole = text.length > MAX_TEXT_LENGTH ? cutAtWord(text, MAX_TEXT_LENGTH) + REMOVED : text
  // A lone half of a surrogate pair cannot be stored, half a token at the cut could pass for a word, and digits of other scripts are digits.
  let clean = whole.replace(/[^\P{Cc}\s]|[^\P{Nd}\d]|\p{Cs}/gu, '�')
  const replace = (rule: string, pattern: RegExp, judge: (match: string) => string) => {
    const before = clean
    clean = before.replace(pattern, judge)
    if (clean !== before) options.onRemoved?.(rule)
  }
  replace('secret', SECRET, () => REMOVED)
  replace('number', NUMBER, () => REMOVED)
  replace('token', TOKEN, (token) => {
    if (/^\/|:\/\//.test(token)) return anonymizeUrl(token, options)
    const isTelling = TELLING.test(token) || token.split(/[\W_]+/).some(isRandomWord)
    return isTelling && !/^(XMLHttpRequest|#[\da-f]{3,8})$/i.test(token) ? REMOVED : token
  })
  return clean
}

/** The whole words of the first characters of a text: half a number could pass for a short one. */
export function cutAtWord(text: string, length: number): string {
  return text.slice(0, text.slice(0, length).lastIndexOf(' ') + 1)
}
