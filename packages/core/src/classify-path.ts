import { isReadable } from './letter-pairs'
import { MAX_ROUTE_SEGMENTS, MAX_SEGMENT_LENGTH } from './limits'
import { ID, type RouteMatcher } from './route-patterns'

// The form of a segment is a sum: more than eight digits are odd.
const DOT = 1
const DIGIT = 2
const ODD = 18

// Unexplained digits fail closed: a segment with a digit is an identifier unless every part of it is listed or has the form of a version.
const NUMBERED_WORD =
  /^(?:v\d{1,4}(?:p\d)?(?:(?:alpha|beta|rc)\d{0,2})?|[dhrs][1-5]|[a-z](?:2|\d\d)[a-z]|office365|[hx]\d{2,3}|k8s|\d\d?(?:min|[hdwm])|sha\d{1,3}|utf8mb4|(?:utf|saml|ipv|html|https?|auth)\d|amd64|\d{1,4}[xv]\d{1,4})$/i
const STEP = /(^|[-_])(?:step|page|sitemap)[-_]?\d(?=$|\.)|[-_](?:20[0-3]\d(?=$|\.)|\d\d?(?=[-_][a-z]))/i

// What explains a number: the segment in front of it (`^` when it is the first of several), or the form of a version. Years belong to
// archives and below words that are no list of things, months to years, digits and dates after `api` or in front of everything to versions, 404 and 500 to the root.
const EXPLAINED =
  /^(?:(?=[^/]*\/(?:199|20[0-3])\d$)(?:\^|[^/]*(?:article|report|new|upload)s|(?!(?:order|invoice|ticket|booking|customer|user|account)\/)[^/]{3,}[^s\]]\/).*|(?:19|20)\d\d\/(?:0[1-9]|1[0-2])|(?:api|\^)\/(?:\d|20\d\d-[01]\d(?:-[0-3]\d)?)|(?:api|t?rpc)\/[a-z._-]+|\/[45]\d\d(?:\.html)?|[^/]*\/(?:v\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,2}\.(?:\d{1,2}(?:\.[\dx])?|x)))$/i

// Dots join the names of people and of hosts, unless the end says that it is a file or a method.
const DOTTED =
  /^(?:\.|(?:com|org|api)\.)|\.(?:[b-df-hj-np-tv-xz\d]{1,5}|[jt]ar|json|jsp?a|woff2|do|p[yo]m?|jpe?g|zip|ico|map|as(?:px?|[hm]x)|k8s\.io|gif|atom|log|ya?ml|ics|docx?|cgi|webp|axd|webmanifest)$|[a-z][A-Z]|^[a-z].*\.[A-Z]/

/**
 * Keeps the words of a path and puts `[id]` for everything that cannot be explained as words, in one pass.
 *
 * @param path - Begins with a slash.
 * @param isDecoded - Whether its segments were read one by one. If not, a path with anything that has a meaning in an address is not judged.
 * @returns The route, or null when the path has to be decoded first.
 */
export function classifyPath(path: string, isDecoded: boolean, matcher?: RouteMatcher, isStrict?: boolean): string | null {
  let length = path.length - +(path.length > 1 && path.endsWith('/'))
  let route = ''
  let copied = 0
  let before = 1
  let start = 1
  let word = 1
  let form = 0
  let segments = 0
  for (let index = 1; index <= length; index++) {
    const code = index < length ? path.charCodeAt(index) : 47
    const small = code | 32
    if ((small > 96 && small < 123) || (code > 222 && code < 384 && code !== 247)) continue
    // Short words are often abbreviations without vowels.
    if (index - word > 6 && !isReadable(path, word, index)) form = ODD
    word = index + 1
    if (code > 47 && code < 58) form += DIGIT
    else if (code === 46) form |= DOT
    else if (code === 47) {
      if (!isDecoded && (index === start || (form === DOT && index - start < 3))) return null
      const segment = matcher || form ? path.slice(start, index) : ''
      const previous = form && start > 1 ? (copied === start - 1 ? ID : path.slice(before, start - 1)) : ''
      if (index - start > MAX_SEGMENT_LENGTH || (!matcher?.hasWord(segment) && ((matcher && isStrict) || (form && !isWordSegment(segment, form, previous, index === length))))) {
        route += path.slice(copied, start) + ID
        copied = index
      }
      // Deeper segments tell nothing that a report could show.
      if (++segments >= MAX_ROUTE_SEGMENTS) length = index
      before = start
      start = word
      form = 0
    } else if (code !== 45 && code !== 95) {
      // Braces and brackets have no meaning in an address: routes that were cleaned before hold some.
      if (!isDecoded && small !== 123 && small !== 125) return null
      form = ODD
    }
  }
  return route + path.slice(copied, length)
}

function isWordSegment(segment: string, form: number, previous: string, isLast: boolean): boolean {
  if (form >= ODD || (form > 4 * DIGIT && form === segment.length * DIGIT)) return false
  if ((segment.length < 13 || form === DOT) && EXPLAINED.test(`${previous || (isLast ? '' : '^')}/${segment}`)) return true
  if (form & DOT && !DOTTED.test(segment)) return false
  const numbered = form === DOT ? null : segment.replace(STEP, '').match(/[^._-]*\d[^._-]*/g)
  return !numbered || numbered.every((part) => NUMBERED_WORD.test(part) || isNumbered(part, !previous))
}

/** Words with a small number, such as `vue3`; in front of an address also other parts of a name. */
function isNumbered(word: string, isFirst: boolean): boolean {
  if (isFirst && /^[a-z]*\d\d?$/.test(word)) return true
  const letters = word.replace(/^\d\d?|\d\d?$/, '')
  const isForm = /^(?!order|invoice|ticket|booking|customer|user|account)(?:[A-Z]?[a-z]{2,}|[A-Z]{2,})$/.test(letters)
  return isForm && isReadable(letters, 0, letters.length, letters.length - 1)
}

/** Is this run of letters and digits too irregular to be a word, a size, a code or a small number? */
export function isRandomWord(word: string): boolean {
  const { length } = word
  if (!/\d/.test(word)) return length > 9 && !isReadable(word, 0, length)
  if (length < 6 || /^(?:0x[\da-f]{1,8}|\d{1,8}|\d{1,5}(?:[px]\d{1,4})?[a-z]{0,3}|[a-z]{1,5}\d{1,5})$/i.test(word) || NUMBERED_WORD.test(word)) return false
  const letters = word.replace(/\d/g, '')
  const changes = word.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  return length > 19 || length - letters.length > 3 || changes > 2 || !isReadable(letters, 0, letters.length)
}
