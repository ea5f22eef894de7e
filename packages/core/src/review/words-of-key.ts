import { MAX_KEY_LENGTH } from '../limits'
import { splitWords } from '../metadata-key'
import { createKeyMemory } from './key-memory'
import { looksLikeData } from './name-key'

const remembered = createKeyMemory<string>()

/** The same as `splitWords`, which takes longer than judging the words. Keys that look like data are not remembered. */
export function wordsOf(key: string): string {
  const known = remembered.get(key)
  if (known !== undefined) return known
  const words = splitWords(key)
  if (key.length <= MAX_KEY_LENGTH && !looksLikeData(key)) remembered.set(key, words)
  return words
}
