import { MAX_KEY_LENGTH } from '../limits'
import { oddsOfName } from './name-model'

/** How sure it must be that a key is a name, as sure as of the words of a text; a logarithm of odds. */
const NEEDED = 0.9
/** Names joined by something else than a blank: each word has one capital, for constants have more. */
const JOINED = /^\p{Lu}[\p{Ll}\p{M}'’]+(?:[_.-]\p{Lu}[\p{Ll}\p{M}'’]+){1,3}$/u
/** The same without anything between them, as keys of some languages are written. */
const JOINED_TIGHT = /^(?:\p{Lu}\p{Ll}[\p{Ll}\p{M}]+){2,4}$/u
/** Names with blanks begin with a capital and have another. */
const SPACED = /^\p{Lu}.*[ \u00a0]\p{Lu}/u

/** Whether a key is no word of the app, but the name of a person: `Priya Sharma`, `Priya_Sharma`, `PriyaSharma`. */
export function isNameKey(key: string): boolean {
  if (key.length > MAX_KEY_LENGTH) return false
  const text = JOINED.test(key) ? key.replace(/[_.-]/g, ' ') : JOINED_TIGHT.test(key) ? key.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') : key
  return SPACED.test(text) && (oddsOfName(text) ?? -9) > NEEDED
}
