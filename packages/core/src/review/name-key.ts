import { MAX_KEY_LENGTH } from '../limits'
import { oddsOfName } from './name-model'
import { isScriptName } from './script-name'
import { forTexts } from './latin-pattern'
import { removeOddSpellings } from './odd-spelling'

/** Required odds for a key to be a name, the same as for words inside a text; a logarithm. */
const NEEDED = 0.9
/** Names joined by something other than a space. Each word has one capital, because constants have more. */
const JOINED = /^\p{Lu}[\p{Ll}\p{M}'’]+(?:[_.-]\p{Lu}[\p{Ll}\p{M}'’]+){1,3}$/u
const joinedIn = forTexts(JOINED)
/** The same with nothing between the words, as some languages write keys. */
const JOINED_TIGHT = /^(?:\p{Lu}\p{Ll}[\p{Ll}\p{M}]+){2,4}$/u
const joinedTightIn = forTexts(JOINED_TIGHT)
/** Most keys: all forms of names begin with a capital or have letters of other scripts. */
const NO_NAME = /^[^A-Z\x80-\uffff][ -~]*$/
/** Names with spaces begin with a capital and have another. */
const SPACED = /^\p{Lu}.*[ \u00a0]\p{Lu}/u

/** Whether a key is not a word of the app but a person's name or address: `Priya Sharma`, `Priya_Sharma`, `PriyaSharma`, `محمد أحمد`, `ada@163.example`. */
export function isNameKey(key: string): boolean {
  if (key.length > MAX_KEY_LENGTH) return false
  if (/[@:]/.test(key) && removeOddSpellings(key) !== key) return true
  if (NO_NAME.test(key)) return false
  const text = joinedIn(key).test(key) ? key.replace(/[_.-]/g, ' ') : joinedTightIn(key).test(key) ? key.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') : key
  return (SPACED.test(text) && (oddsOfName(text) ?? -9) > NEEDED) || isScriptName(key)
}

const DATA = /\d{3}|[@:/,;]/

/** Whether a key is a value that was used as a key by mistake. Such keys are not remembered. */
export const looksLikeData = (key: string): boolean => DATA.test(key) || isNameKey(key)
