import { isReadable } from './letter-pairs'
import { MAX_SEGMENT_LENGTH } from './limits'

const DIGIT = 1
const DOT = 2
const ODD = 4

// Unexplained digits fail closed: a segment with a digit is an identifier unless every part of it is listed or has the form of a version.
const NUMBERED_WORD =
  /^(?:v\d{1,4}(?:p\d)?(?:(?:alpha|beta|rc)\d{0,2})?|o?auth[02]|[2m]fa|s3|[dhr][1245]|k8s|i18n|a11y|b2[bc]|p2p|e2e|ec2|sha\d{1,3}|base\d\d|utf\d\d?(?:mb4)?|ipv?[46]|x(?:509|64|86)|mp[34]|h26\d|web3|(?:html|css)\d|http2|u2f|saml2|office365|woff2|win\d\d|a[mr][dm]64|3rd|\d\d?(?:min|[hdwm])|\d{1,4}[xv]\d{1,4})$/i
const STEP = /(^|[-_])(?:step|page|part|level|tab|test|sitemap)[-_]?\d(?=$|\.)/i

// What explains a number: the segment in front of it (`^` when it is the first of several), or the form of a version. Years belong to
// archives and below words that are no list of things, months to years, digits and dates after `api` or in front of everything to versions, 404 and 500 to the root.
const EXPLAINED =
  /^(?:(?=[^/]{0,60}\/(?:199|20[0-3])\d$)(?:\^|[^/]{0,60}(?:archive|article|blog|event|new|report|stat|upload)s|(?!(?:order|invoice|ticket|booking|customer|user|account)\/)[^/]{3,60}[^s\]]\/).{0,122}|(?:19|20)\d\d\/(?:0[1-9]|1[0-2])|(?:api|\^)\/(?:\d|20\d\d-[01]\d(?:-[0-3]\d)?)|\/[45]\d\d(?:\.html)?|(?:api|t?rpc)\/[a-z._-]{1,60}|[^/]{0,60}\/(?:v\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,2}\.(?:\d{1,2}(?:\.[\dx])?|x)))$/i

// Dots join the names of people and of hosts, unless the end says that it is a file or a method.
const DOTTED =
  /^(?:\.|(?:com|org|api)\.)|\.(?:x?html?|xml|json|m?[jt]sx?|css|map|txt|mdx?|php|as(?:px?|[hm]x)|axd|jspa?|cgi|do|ics|png|jpe?g|gif|svg|ico|webp|pdf|csv|zip|rss|ya?ml|log|mp[34]|woff2|webmanifest|k8s\.io)$|[a-z][A-Z]|^[a-z].{0,60}\.[A-Z]/

/**
 * Is this segment of a path a word of the app? Everything that cannot be explained as words is taken for an identifier.
 *
 * @param segment - One decoded segment, without slashes.
 * @param previous - The segment before it, as it was emitted; empty for the first.
 * @param isLast - Whether no segment follows.
 */
export function isWordSegment(segment: string, previous = '', isLast = true): boolean {
  const form = readForm(segment)
  if (!form) return true
  if (form < ODD && (segment.length < 13 || form === DOT) && EXPLAINED.test(`${previous || (isLast ? '' : '^')}/${segment}`)) return true
  return form < ODD && (form < DOT || DOTTED.test(segment)) && segment.replace(STEP, '').split(/[._-]/).every(isKnown)
}

/** One pass: letters must be readable, digits and dots are noted, everything else but `-` and `_` is odd. */
function readForm(segment: string): number {
  const { length } = segment
  let form = length > MAX_SEGMENT_LENGTH ? ODD : 0
  let start = 0
  for (let index = 0; index <= length && form < ODD; index++) {
    const code = index < length ? segment.charCodeAt(index) : 45
    const small = code | 32
    if ((small > 96 && small < 123) || (code > 222 && code < 384 && code !== 247)) continue
    // Short words are often abbreviations without vowels.
    if (index - start > 6 && !isReadable(segment, start, index)) form = ODD
    start = index + 1
    if (code > 47 && code < 58) form |= DIGIT
    else if (code === 46) form |= DOT
    else if (code !== 45 && code !== 95) form = ODD
  }
  return form
}

function isKnown(word: string): boolean {
  return !/\d/.test(word) || NUMBERED_WORD.test(word)
}

/** Is this run of letters and digits too irregular to be a word, a size, a code or a small number? */
export function isRandomWord(word: string): boolean {
  const { length } = word
  if (!/\d/.test(word)) return length > 9 && !isReadable(word, 0, length)
  if (length < 6 || /^(?:\d{1,8}|[a-z]{1,5}\d{1,5}|\d{1,5}(?:[px]\d{1,4})?[a-z]{0,3}|0x[\da-f]{1,8})$/i.test(word) || NUMBERED_WORD.test(word)) return false
  const letters = word.replace(/\d/g, '')
  const changes = word.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  return length - letters.length > 3 || changes > 2 || (length > 15 && !/[a-z]/.test(word)) || !isReadable(letters, 0, letters.length)
}
