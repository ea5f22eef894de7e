import type { MetadataValue } from '../event'
import { splitWords } from '../metadata-key'

/** What one place on a map is called. */
const PLACE = / (geo|loc|location|pos|position|geo ?(loc|location|point|pos|position)|lat ?l(ng|on|ong)|l(ng|on|ong) ?lat|ll|point|cent(er|re)|gps|place|marker|waypoint|origin|destination|pickup|drop ?off)s? $/
const MAXIMUM_LENGTH = 60
const TWO_NUMBERS = /^(?:geo:|POINT ?)?\(?([-+]?\d{1,3}(?:\.\d+)?)[° NSEW]{0,3}(?:[,;]\s?| )([-+]?\d{1,3}(?:\.\d+)?)[° NSEW]{0,3}\)?$/i

/** What the first look has left of two numbers. */
const HALF_REMOVED = /^\[removed\],? ?-?\d{1,3}\.\d{3,}$|^-?\d{1,3}\.\d{3,},? ?\[removed\]$/

/** Whether a value is a place on a map by its key and its two numbers, and nearer than two decimals tell: these say less than a city. */
export function isExactPlace(key: string, value: MetadataValue): boolean {
  const text = Array.isArray(value) ? value.length === 2 && value.every((item) => typeof item !== 'object') && value.join(',') : value
  if (typeof text !== 'string' || text.length > MAXIMUM_LENGTH) return false
  if (HALF_REMOVED.test(text)) return true
  const numbers = TWO_NUMBERS.exec(text.trim())?.slice(1) ?? []
  return numbers.some((number) => /\.\d{3}/.test(number)) && isOnEarth(numbers.map(Number)) && PLACE.test(splitWords(key))
}

/** Two shares of a screen or a picture are none of a map. */
function isOnEarth(numbers: readonly number[]): boolean {
  const sizes = numbers.map(Math.abs)
  return Math.max(...sizes) <= 180 && Math.min(...sizes) <= 90 && !numbers.every((number) => number >= 0 && number <= 1)
}
