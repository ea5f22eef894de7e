import { splitWords } from '../metadata-key'

/**
 * The same text for every spelling of a key, such as `apiKey` and `api_key`. Letters beyond ASCII count too: for `splitWords` they only separate words, and all keys
 * without a Latin letter would be one.
 */
export function sameKey(key: string): string {
  return splitWords(key) + key.replace(/[\0-~]/g, '').toLowerCase()
}
