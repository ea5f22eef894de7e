import type { MetadataValue } from '../event'
import { wordsOf } from './words-of-key'
import { compileAtOnce } from './compile-at-once'

/** Keys for a single place on a map. */
const PLACE = / (geo|loc|location|pos|position|geo ?(loc|location|point|pos|position)|lat ?l(ng|on|ong)|l(ng|on|ong) ?lat|ll|point|cent(er|re)|gps|place|marker|waypoint|origin|destination|pickup|drop ?off)s? $/
const MAXIMUM_LENGTH = 60
const TWO_NUMBERS = /^(?:geo:|POINT ?)?\(?([-+]?\d{1,3}(?:\.\d+)?)[° NSEW]{0,3}(?:[,;]\s?| )([-+]?\d{1,3}(?:\.\d+)?)[° NSEW]{0,3}\)?$/i
const twoNumbers = compileAtOnce(TWO_NUMBERS)

/** What every exact place has. */
const EXACT = /\.\d{3}/
/** Two coordinates of which the first look removed one. */
const HALF_REMOVED = /^\[removed\],? ?-?\d{1,3}\.\d{3,}$|^-?\d{1,3}\.\d{3,},? ?\[removed\]$/

/** Whether key and value are a place on a map with more than two decimals. Two decimals reveal less than a city does. */
export function isExactPlace(key: string, value: MetadataValue): boolean {
  const text = Array.isArray(value) ? value.length === 2 && value.every((item) => typeof item !== 'object') && value.join(',') : value
  if (typeof text !== 'string' || text.length > MAXIMUM_LENGTH || !EXACT.test(text)) return false
  if (HALF_REMOVED.test(text)) return true
  const numbers = twoNumbers().exec(text.trim())?.slice(1) ?? []
  return numbers.some((number) => /\.\d{3}/.test(number)) && isOnEarth(numbers.map(Number)) && PLACE.test(wordsOf(key))
}

/** Two numbers from 0 to 1 are fractions of a screen or a picture, not a place on a map. */
function isOnEarth(numbers: readonly number[]): boolean {
  const sizes = numbers.map(Math.abs)
  return Math.max(...sizes) <= 180 && Math.min(...sizes) <= 90 && !numbers.every((number) => number >= 0 && number <= 1)
}
