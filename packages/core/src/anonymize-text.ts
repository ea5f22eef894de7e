import { anonymizeUrl, type AnonymizeUrlOptions } from './anonymize-url'
import { isRandomToken } from './classify-segment'

/** What stands where something was taken out of a text. */
export const REMOVED = '[removed]'

/** How {@link anonymizeText} decides, and who hears of it. */
export interface AnonymizeTextOptions extends AnonymizeUrlOptions {
  /** Called with the name of each rule that removed something, never with what it removed. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

/** Characters of a text that are looked at; the rest is cut first. */
const MAX_TEXT_LENGTH = 1024

type Rule = readonly [name: string, pattern: RegExp, replace: (match: string, groups: readonly string[], options: AnonymizeUrlOptions) => string]

const gone = () => REMOVED
const keepFirst = (_match: string, groups: readonly string[]) => groups[0] + REMOVED

// Every repetition is bounded; the order matters: an address is read as an address before its parts look like anything else.
const RULES: readonly Rule[] = [
  ['private_key', /-----BEGIN [\w ]{1,40}-----.{0,1024}/gs, gone],
  ['address', /\b(?:data|mailto|tel|sms|blob|javascript):[^\s"'<>]{1,1024}/gi, gone],
  ['address', /\b[a-z][a-z\d+.-]{1,30}:\/\/[^\s"'<>`]{1,1024}/gi, (match, _groups, options) => anonymizeUrl(match, options)],
  ['mail', /[^\s@＠<>()[\]{},;:"'=&?/|]{1,64}(?:@|＠|%40)(?!\d{1,9}\.)[^\s@＠<>()[\]{},;"'=&?/|]{2,190}/gi, gone],
  ['secret', /((?:passw(?:or)?d|passphrase|pwd|secret|token|api[ _-]?key|authorization|cookie|session(?:_?id)?|sid|key|signature|sig)["']?\s{0,2}(?:=|:(?=\s{0,2}\S{0,64}[\d"']))\s{0,2})[^\s&;,]{1,1024}/gi, keepFirst],
  ['secret', /(\b(?:bearer|basic|digest)\s{1,2})(?=\S{0,64}[\d=A-Z])\S{6,1024}/gi, keepFirst],
  ['address', /(^|[\s"'(=,[])(\/[^\s"'<>`,()]{1,1024})/g, (_match, [before = '', path = ''], options) => before + anonymizeUrl(path, options)],
  ['address', /\b[a-z]:\\[^\s"'<>]{1,1024}/gi, gone],
  ['ip', /(?<![\w./-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)/g, gone],
  ['ip', /(?<![\w:])(?=[\da-f:]{0,40}(?:[a-f]|::|(?::\d{1,4}){4}))(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi, gone],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b/g, gone],
  ['number', /(?<![\w.])\+?\(?\d[\d\s().\-/]{5,24}\d(?!\w)/g, (match) => (isTellingNumber(match) ? REMOVED : match)],
  ['token', /[\w+~-]{6,1024}={0,2}/g, (match) => (isRandomRun(match) ? REMOVED : match)],
  ['handle', /(^|\s)@[\w.]{2,40}(?![\w./])/g, keepFirst],
]

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
  if (typeof text !== 'string') return ''
  let clean = cutText(text)
  if (isPlain(clean)) return clean
  for (const [name, pattern, replace] of RULES) {
    const next = clean.replace(pattern, (match: string, ...groups: string[]) => replace(match, groups, options))
    if (next !== clean) options.onRemoved?.(name)
    clean = next
  }
  return clean
}

// Words, blanks and a few marks, and no word long enough to be a token: what most values are.
function isPlain(text: string): boolean {
  return /^(?:[A-Za-z]{0,9}[ _.,!?'()-]{1,3}){0,40}[A-Za-z]{0,9}$/.test(text) && !/@/.test(text)
}

// A lone half of a surrogate pair cannot be stored; half a token at the cut could pass for a word.
function cutText(text: string): string {
  const whole = text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH).replace(/\S{1,1024}$/, '') : text
  return /[^\x20-\x7e]/.test(whole) ? whole.replace(/\p{Cs}/gu, '�').replace(/[^\P{Cc}\t\n]/gu, ' ') : whole
}

function isTellingNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (/^\d{4}[-/]\d\d[-/]\d\d(?:\D|$)/.test(text) || /^\d{1,2}[./]\d{1,2}[./]\d{4}$/.test(text)) return false
  return text[0] === '+' || digits.length >= 9 || /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(text)
}

function isRandomRun(run: string): boolean {
  return run.split(/[-_+~]/).some(isRandomToken)
}
