import { MAX_TEXT_ROUNDS, MAX_TEXT_LENGTH } from './cleaning-limits'
import { isRandomWord } from './classify-path'
import { type AnonymizeUrlOptions, anonymizeUrl } from './anonymize-url'

/** Replaces what was removed from a text. */
export const REMOVED = '[removed]'

/** Rules of {@link anonymizeText}, and a callback for what it removed. */
export interface AnonymizeTextOptions extends AnonymizeUrlOptions {
  /** Called with the name of each rule that removed something, never with what it removed. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

// Fast path for most values: words, spaces, basic punctuation and one short number, with no word long enough to be a token, cannot match any rule.
const NEEDS_A_LOOK = /[^\w .!?,'()-]|[A-Za-z]{10}|[A-Za-z]\d|Ave|str|St|\d(\d{3}|[A-Za-z]|\D+\d)|Ru/

// Private keys, streets with a number, home folders, numbers of orders and people, and whatever follows a word for a secret.
// A colon may also be punctuation, so after a colon only a value with a digit or a symbol is taken for a secret.
const SECRET =
  /(ru[ae]|str(eet|\.|a[^t].?e)) ([a-z]+ ){0,3}\d+|-----BEGIN[^\0]*|\d{1,5} ([a-z]+ ){1,3}(road|ave|st(reet)?)\b|(?<=(key|token|secret|pass(?==)|p(ass)?w(or)?d)["']?\s{0,2}(=|:(?=\s{0,2}\S{0,64}[\d!$"]))\s{0,2}["']?)[^\s"'&,;]+|(?<=\/(home|Users)\/)[^\s/[]+(?=\/)|(?<=(customer|order|invoice|user|\bid)["']?[ :=#]{1,2}["']?)\d{4,12}(?!\w)/gi
// Coordinates, digits as in phone and card numbers, and six to eight digits that are the whole text. Dates are kept, and so are up to eight digits inside a longer text, without a plus or a comma.
const NUMBER =
  /^#?(?!20)\d{6,8}$|(?<![/\w.])(?!(19|20)\d\d[^ \d]\d|\d{1,3}\.\d\.\d{3,5}\.\d)(\+\(?\d([^!-'*-,0-~]{0,3}\d){6,24}|\(?\d([^!-'*-,0-~]{0,3}\d){8,24})(?!\w)|(?<![\w.])-?[1-9]\d*\.\d{4,}(?![\w.])/g
const TOKEN = /(?<![\w.])([a-z][\w+.-]*:)?\/{1,2}[^\s"'<>`()]+|[^\s"'<>`(){}[\],;=&?|]{4,}/gi
// Email addresses (also at 163.com) and handles, but not package scopes, versions and images such as a@2x.png; Windows paths; MAC, IPv6 and IPv4 addresses (three colons are
// more than a time has, and no host ends in .0.0); a five-digit number after a word, unless it is a date or begins with zeros.
const TELLING =
  /^(?!@@|@[\w-]+\/).*([@\uff20](?!\d(?!\d*\.?[a-z]{2}))|%40)|\w#\d{4}$|^[^\w.]*([a-f\d]{0,4}:(([a-f\d]{0,4}:){2}|:)|(?!127)\d{1,3}(\.\d{1,3}){3}(?<!\.0\.0)(?!\.?\d)|[a-z]:\\)|[a-z][_/-]((?!20[012]\d{5}\b|00)\d{5}|20\d\d-\d{4})/i

/** Cuts a text to `length` characters at a word, because half a number could pass for a short one. */
export function cutAtWord(text: string, length: number): string {
  return text.slice(0, text.slice(0, length).lastIndexOf(' ') + 1)
}

function takeOut(text: string, options: AnonymizeTextOptions): string {
  const whole = text.length > MAX_TEXT_LENGTH ? cutAtWord(text, MAX_TEXT_LENGTH) + REMOVED : text
  // A lone surrogate cannot be stored, and digits of other scripts are digits too. The text is cut at a word, because half a token could pass for a word.
  let clean = whole.replace(/[^\P{Cc}\s]|[^\d\P{Nd}]|\p{Cs}/gu, '�')
  const replace = (rule: string, pattern: RegExp, judge: (match: string) => string = () => REMOVED) => {
    const before = clean
    clean = before.replace(pattern, judge)
    if (clean !== before) options.onRemoved?.(rule)
  }
  replace('secret', SECRET)
  replace('number', NUMBER)
  replace('token', TOKEN, (token) => {
    if (/^\/|:\/\//.test(token)) return anonymizeUrl(token, options)
    const isTelling = TELLING.test(token) || token.split(/[\W_]+/).some(isRandomWord)
    return isTelling && !/^(XMLHttpRequest|#[a-f\d]{3,8})$/i.test(token) ? REMOVED : token
  })
  return clean
}

/**
 * Removes personal data and secrets from a text: email addresses, phone and card numbers, IBANs, IP addresses, tokens and keys. URLs become routes.
 * It does not recognize people's names. Never throws.
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
  // A removal can join two halves that match a rule only together, so repeat until nothing changes.
  for (let before = '', round = 0; clean !== before && round < MAX_TEXT_ROUNDS && (clean.length > MAX_TEXT_LENGTH || NEEDS_A_LOOK.test(clean)); round++) {
    before = clean
    clean = takeOut(clean, options)
  }
  return clean
}
