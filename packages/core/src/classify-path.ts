import { MAX_SEGMENT_LENGTH, MAX_ROUTE_SEGMENTS } from './limits'
import { DIGIT, DOT, ODD, formOf } from './letter-pairs'
import { ID, type RouteMatcher } from './route-patterns'

// Unexplained digits fail closed: a segment with a digit is an identifier unless every part of it is a known word or looks like a version.
const NUMBERED_WORD =
  /^((rfc|erc|eip|v)\d{1,4}(\w{3,5}a\d?)?|[a-z](2|\d\d)[a-z]|[a-z]{1,2}\d\d?|k8s|404|20[0-3]\d|[ehwx]\d{3}|\d{1,4}[vx]\d{1,4}|\d{1,4}[mp]?[a-z])$/i

// A number is explained by the segment before it or by the form of a version, which is shorter than a date with dots. Years may follow everything except words for people,
// and months follow years. Digits and dates after `api` or at the root are versions; 404 and 500 at the root and behind `errors` are pages.
const EXPLAINED =
  /^(.*\/(v\d{1,3}([.-]\d{1,3}){1,3}|(?!.{8})\d\d?(\.(x|\d{1,3})){1,2}|(20)?\d\d-[0-3]\d)|(.{3,}(?<!(count|people|[id]ent|[eo][re])s?)|)\/20[0-3]\d|(err.*|)\/[45]\d\d|20\d\d\/[10]?\d|(api|t?rpc)\/\D+|(api|)\/\d)$/i

// Dots join names of people and hosts, unless the ending is that of a file or a method.
const DOTTED =
  /^[a-z].*\.[A-Z]|[a-z][A-Z]|\.(json|web(manifest|p)|ics|jpe?g|do|atom|p[oy]m?|gif|ya?ml|ico|ipynb|docx?|log|view|cgi|[b-df-hv-xj-np-tz\d]{1,5}|aspx?|io|[tj]ar|zip)$|^(\.|api\.)/

/** Whether this is a word with a small number, such as `vue3`; in the first segment also any short number after letters. */
function isNumbered(word: string, isFirst: boolean): boolean {
  return (
    (isFirst && /^[a-z]*\d\d?$/.test(word)) ||
    (/^(?!order|user|\d+\D+\d|customer)\d{0,2}([A-Z]?[a-z]{2,}([A-Z][a-z]*)*|[A-Z]{2,})\d{0,2}$/.test(word) && formOf(word, 1, 0) < ODD)
  )
}

/**
 * Keeps the words of a path and replaces every other segment by `[id]`.
 *
 * @param path - Decoded; begins with a slash.
 */
export function classifyPath(path: string, matcher?: RouteMatcher, isStrict?: boolean): string {
  let route = ''
  let before = ''
  // Deeper segments are of no use in a report.
  for (const segment of path.slice(1).split('/', MAX_ROUTE_SEGMENTS)) {
    before = matcher?.hasWord(segment) || (!(matcher && isStrict) && isWordSegment(segment, before)) ? segment : ID
    route += `/${before}`
  }
  return route
}

/** Whether this run of letters and digits is too irregular to be a word, a size, a code or a small number. */
export function isRandomWord(word: string): boolean {
  if (!/\d/.test(word)) return formOf(word, 10) > 0
  const isKnown = /^((pt)?\d{1,6}([hpxm]\d{1,4})?[a-z]{0,3}|\d{1,8}|0x[a-f\d]{1,8}|[a-z]{1,5}\d{1,4}|.{1,5})$/i.test(word)
  return !isKnown && (/(\d+\D+){2}|.{20}|(\d\D*){4}|(\D+\d+){2}/.test(word) || formOf(word.replace(/\d/g, ''), 1, 7) > 0)
}

function isWordSegment(segment: string, previous: string): boolean {
  const form = formOf(segment)
  // Whoever is signed in, as some services name it in their addresses.
  if (form >= ODD || segment.length > MAX_SEGMENT_LENGTH) return segment === '@me'
  if (!form || ((segment.length < 13 || form === DOT) && EXPLAINED.test(`${previous}/${segment}`))) return true
  // Digits only.
  if (form === segment.length * DIGIT) return !previous && form < 6
  if (form & DOT && !DOTTED.test(segment)) return false
  // Small numbers between words, and the number of things in front of them, identify nothing. A number after a word and a dash is treated as one directly after the word, and so is one digit after several words in small letters.
  return (segment.replace(/(^[1-4](?=\d\b)|[_-])\d\d?((\.\d\d?)+(?=[_.-][A-z])|(?=[_-][A-z]))|(?<=^[A-z]+[t-za-r])[_-](?=\d\d?\b)|(?<=^[a-z-]+[t-za-r])-(?=\d$)/g, '').match(/[^_.-]*\d[^_.-]*/g) ?? []).every((part) => NUMBERED_WORD.test(part) || isNumbered(part, !previous))
}
