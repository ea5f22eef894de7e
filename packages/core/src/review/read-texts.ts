import { MAX_STRING_LENGTH } from '../limits'
import { splitWords } from '../metadata-key'

const MAXIMUM_VALUES = 500

/**
 * The words of every text in metadata, written like those of a key, and how often they occur: any of them may be the name of a field, `{ name: 'email', value: '…' }`, to which `allow`
 * applies as well.
 * Undefined if `allow` may also apply to something that this cannot see: a text that holds JSON, an object with its own way of being written, or more values than this reads.
 */
export function readTexts(metadata: unknown): ReadonlyMap<string, number> | undefined {
  const texts = new Map<string, number>()
  let room = MAXIMUM_VALUES
  const read = (value: unknown): boolean => {
    if (room-- < 1 || typeof value === 'function') return false
    if (typeof value === 'string') {
      const words = splitWords(value.slice(0, MAX_STRING_LENGTH))
      texts.set(words, (texts.get(words) ?? 0) + 1)
    }
    if (typeof value !== 'object' || value === null) return typeof value !== 'string' || !/^\s{0,9}[[{]/.test(value)
    return (Array.isArray(value) || isPlain(value)) && Object.values(value).every(read)
  }
  return read(metadata) ? texts : undefined
}

const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null
