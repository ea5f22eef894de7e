import { compileAtOnce } from './compile-at-once'

/** Letters of Latin-1 by their property, in a class of characters; none of these characters is a mark. */
const LATIN_1: Readonly<Record<string, string>> = { L: 'A-Za-z\\xaa\\xb5\\xba\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\xff', Lu: 'A-Z\\xc0-\\xd6\\xd8-\\xde', Ll: 'a-z\\xb5\\xdf-\\xf6\\xf8-\\xff', M: '' }
/** Upper or lower case, without regard to case: `ß` and `ÿ` have an upper case outside of Latin-1. */
const CASED = 'A-Za-z\\xb5\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\xff'
const PROPERTY = /\\p\{(\w+)\}/g
const WIDE = /[^\0-\xff]/

/**
 * Chooses between a pattern with Unicode properties and the same for texts of Latin-1 characters. V8 reads and compiles the latter in a quarter of the time, and most texts need no other.
 *
 * @param pattern - Of properties, it may have those of letters, of upper and lower case and of marks.
 */
export function forTexts(pattern: RegExp): (text: string) => RegExp {
  const forWide = compileAtOnce(pattern, true)
  let forLatin: (() => RegExp) | undefined
  return (text) => (WIDE.test(text) ? forWide() : (forLatin ??= compileAtOnce(toLatin(pattern)))())
}

/** The pattern for texts of Latin-1 characters alone. */
export function toLatin({ source, flags }: RegExp): RegExp {
  const classOf = (property: string) => (flags.includes('i') && property.length > 1 ? CASED : (LATIN_1[property] ?? ''))
  return new RegExp(source.replace(PROPERTY, (_found, property: string, place: number) => (isInClass(source, place) ? classOf(property) : `[${classOf(property)}]`)), flags.replace('u', ''))
}

/** Whether a place in a pattern is between the brackets of a class. */
function isInClass(source: string, place: number): boolean {
  let isInside = false
  for (let index = 0; index < place; index++) {
    if (source[index] === '\\') index++
    else if (source[index] === '[') isInside = true
    else if (source[index] === ']') isInside = false
  }
  return isInside
}
