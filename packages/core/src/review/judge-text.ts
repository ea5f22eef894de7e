import { cutAtWord, REMOVED } from '../anonymize-text'
import { MAX_TEXT_LENGTH, MAX_TEXT_ROUNDS } from '../cleaning-limits'
import type { KeyKind } from './judge-key'
import { isCommonWord, oddsOfName, oddsOfWord } from './name-model'

/** How sure it must be that a text of two to four words is a name, by what its key says; logarithms of odds. */
const NEEDED: Readonly<Record<KeyKind, number>> = { secret: 0, person: -2, doer: -1, weak: -0.5, plain: 0.75, title: 3, thing: Infinity }
/** How sure it must be of the words of a longer text. */
const NEEDED_INSIDE = 1.2

// Two words with capitals, an initial or a particle between them: most texts have none.
const TWO_CAPITALS = /(?<![\p{L}\p{M}\d])\p{Lu}[\p{L}\p{M}'’.-]{0,30},?[ \u00a0](?:[a-z]{1,5} ){0,3}\p{Lu}/u
const RUN = /(?<![\p{L}\p{M}\d_@#/.-])\p{Lu}[\p{L}\p{M}'’-]{0,30}\.?(?:[ \u00a0](?:(?:v[ao]n|de[rln]?|d[aio]s?|del(?:la)?|la|le|e[ln]|al|bin|binti?|ibn|y|e|ten|ter|zu[mr]?) ){0,2}\p{Lu}[\p{L}\p{M}'’-]{0,30}\.?){1,7}(?![\p{L}\p{M}\d_@])/gu
/** Whom a letter begins with. */
const GREETING = /(?<=(?:^|[\n.!] ?)(?:Hi|Hello|Hey|Dear|Hallo|Liebe|Lieber|Bonjour|Cher|Chère|Hola|Querid[oa]|Estimad[oa]|Ciao|Car[oa]|Olá|Hej|Cześć|Merhaba) )\p{Lu}\p{Ll}[\p{L}\p{M}'’-]{0,30}(?=[,!.:]|$)/gu
/** Words of a run that are tried together. */
const MAXIMUM_WORDS = 4

/** What is left of a text under a key of some kind: the text itself, `[removed]`, or the text without the names in it. */
export function judgeText(text: string, kind: KeyKind): string {
  if (kind === 'thing' || text === REMOVED) return text
  const bare = text.replace(/^@/, '')
  const isWho = kind === 'person' || kind === 'doer'
  if (isWho && (isHandle(bare) || isSmallName(bare))) return REMOVED
  const odds = oddsOfName(bare)
  if (odds !== undefined && (odds > NEEDED[kind] || (isWho && !bare.split(/[ ,.-]+/).every((word) => word.length < 2 || isCommonWord(word))))) return REMOVED
  return kind === 'title' ? text : removeNames(text.replace(GREETING, (name) => (oddsOfWord(name) > 0 ? REMOVED : name)))
}

/** Takes the names of persons out of a longer text. */
export function removeNames(text: string): string {
  let clean = text.length > MAX_TEXT_LENGTH * 2 ? cutAtWord(text, MAX_TEXT_LENGTH) + REMOVED : text
  for (let before = '', round = 0; clean !== before && round < MAX_TEXT_ROUNDS && TWO_CAPITALS.test(clean); round++) {
    before = clean
    clean = before.replace(RUN, takeOut)
  }
  return clean
}

/** The longest name first, from the left: `Yesterday Ada Byron` loses two words. */
function takeOut(run: string): string {
  const words = run.split(/[ \u00a0]/)
  for (let start = 0; start < words.length - 1; start++) {
    for (let end = Math.min(words.length, start + MAXIMUM_WORDS); end > start + 1; end--) {
      const found = words.slice(start, end).join(' ')
      if (!isSureName(found)) continue
      return [...words.slice(0, start), REMOVED + (found.endsWith('.') ? '.' : ''), ...words.slice(end)].join(' ')
    }
  }
  return run
}

function isSureName(text: string): boolean {
  const bare = text.replace(/\.$/, '')
  const odds = oddsOfName(bare)
  // In a sentence any two words may stand side by side: each of them must be a name.
  return odds !== undefined && odds > NEEDED_INSIDE && bare.split(/[ -]/).every((word) => !/^\p{Lu}\p{L}+$/u.test(word) || oddsOfWord(word) > -1)
}

/** `kowalski`, `jane.doe`, `bob-the-builder`, `Ada`: one word of letters, of which a part is no common word. Codes are in capitals or in camel case. */
function isHandle(text: string): boolean {
  if (text.length > 40 || text.length < 2 || !/^\p{L}[\p{L}\p{M}'’]*(?:[._~-][\p{L}\p{M}'’]+){0,3}[._~-]?\d{0,4}$/u.test(text)) return false
  if (/\p{Ll}\p{Lu}/u.test(text) || /^\p{Lu}{1,4}$/u.test(text)) return false
  const parts = text.replace(/\d+$/, '').split(/[._~-]/).filter((part) => part.length > 1)
  return parts.some((part) => !isCommonWord(part) || (/^\p{Lu}/u.test(part) && oddsOfWord(part) > 0))
}

/** `ada byron` in small letters. */
function isSmallName(text: string): boolean {
  if (text.length > 40 || !/^\p{Ll}+(?: \p{Ll}+){1,2}$/u.test(text)) return false
  const odds = text.split(' ').map(oddsOfWord)
  return Math.min(...odds) > 0 && Math.max(...odds) > 1
}
