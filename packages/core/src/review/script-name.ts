import { REMOVED } from '../anonymize-text'
import type { KeyKind } from './judge-key'
import { isScriptPlace, NAMED_SCRIPT, roleOfScriptWord, type ScriptRole } from './script-role'
import { compileAtOnce } from './compile-at-once'

/** What separates words. Marks of direction, joiners, and the quotes in `ד"ר` are parts of a word. */
const BETWEEN = /([^\p{L}\p{M}\u200b-\u200f\u202a-\u202e\u2066-\u2069'"’״׳]+)/u
const between = compileAtOnce(BETWEEN, true)
/** What separates the parts of one name. */
const GAP = /^(?:[.,،]?[ \u00a0]|[-_.\u05be])$/
const MAXIMUM_PARTS = 4

/** Thai has no space between a title and a name, nor between words. `คุณสมบัติ`, a property, only begins like a title. */
const THAI_TITLED = /(?<title>คุณ(?!สมบัติ|ภาพ|ค่า|ลักษณะ|ธรรม|วุฒิ|ประโยชน์)|นางสาว|นาง(?!สาว)|นาย|ด\.[ชญ]\.|ดร\.) ?(?<given>[\u0e01-\u0e4e]{2,20})(?: (?<surname>[\u0e01-\u0e4e]{2,30}))?/g

/** A part of a name: a word, with the particle before it. */
interface Part {
  readonly role: ScriptRole
  /** The index after its last word. */
  readonly end: number
}
/** Reads the part of a name that begins at a word, and the one that follows a part. */
interface Reader {
  at(index: number): Part | undefined
  after(part: Part | undefined): Part | undefined
}

/**
 * Removes names of people in Armenian and in scripts that have no capitals. Without capitals, only words that are hardly anything but names tell a name from other words, so at least
 * one of them is needed, and beside it no frequent word. Returns `[removed]` for a text that is a name.
 */
export function removeScriptNames(text: string, kind: KeyKind): string {
  if (!NAMED_SCRIPT.test(text)) return text
  const untitled = text.replace(THAI_TITLED, removeTitled)
  const tokens = untitled.split(between())
  const read = createReader(tokens)
  if (isPlace(tokens)) return untitled
  if (isWhole(tokens.length, read, kind)) return REMOVED
  let clean = ''
  for (let index = 0; index < tokens.length; ) {
    const found = findEnd(read, index, kind)
    const end = Math.max(index + 1, found)
    clean += found > index && !isPlace(tokens.slice(index, end)) ? REMOVED : tokens.slice(index, end).join('')
    index = end
  }
  return clean
}

/** `رام الله`, `תל אביב`: every second token is a word. */
const isPlace = (tokens: readonly string[]) => tokens.length > 2 && tokens.length < 2 * MAXIMUM_PARTS && isScriptPlace(tokens.filter((_token, index) => index % 2 === 0))

/** Whether a text is nothing but a name, with no word that could be something else. */
export function isScriptName(text: string): boolean {
  return NAMED_SCRIPT.test(text) && removeScriptNames(text, 'title') === REMOVED
}

function removeTitled(found: string, title: string, given: string, surname: string | undefined): string {
  if (!/^(?:given|perhapsGiven)$/.test(roleOfScriptWord(given))) return found
  const isLast = surname === undefined || roleOfScriptWord(surname) !== 'word'
  return `${title}${REMOVED}${isLast ? '' : ` ${surname}`}`
}

function createReader(tokens: readonly string[]): Reader {
  const roles = new Map<string, ScriptRole>()
  const roleAt = (index: number) => {
    const word = tokens[index] ?? ''
    const role = roles.get(word) ?? roleOfScriptWord(word)
    roles.set(word, role)
    return role
  }
  const isJoined = (index: number) => index < tokens.length && GAP.test(tokens[index - 1] ?? '')
  const at = (index: number): Part | undefined => {
    if (index % 2 || index >= tokens.length) return undefined
    const role = roleAt(index)
    if (!isJoined(index + 2)) return { role, end: index + 1 }
    // `عبد الله`
    if (role === 'servant' && (tokens[index + 2] ?? '').startsWith('ال')) return { role: 'given', end: index + 3 }
    if (role === 'particle') return { role: /^(?:given|surname|perhaps)/.test(roleAt(index + 2)) ? 'surname' : roleAt(index + 2), end: index + 3 }
    return { role, end: index + 1 }
  }
  return { at, after: (part) => (part && isJoined(part.end + 1) ? at(part.end + 1) : undefined) }
}

const isGiven = (part: Part | undefined) => part?.role === 'given'
const isSure = (part: Part | undefined) => isGiven(part) || part?.role === 'surname'
const isPossible = (part: Part | undefined) => isSure(part) || part?.role === 'perhapsGiven' || part?.role === 'perhapsSurname'
const mayBelong = (part: Part | undefined) => isPossible(part) || part?.role === 'unknown'

/** Whether all words are one name. */
function isWhole(length: number, read: Reader, kind: KeyKind): boolean {
  const beginning = read.at(0)
  const hasTitle = beginning?.role === 'title'
  const parts: Part[] = []
  for (let part = hasTitle ? read.after(beginning) : beginning; part && parts.length <= MAXIMUM_PARTS; part = read.after(part)) parts.push(part)
  if (parts.at(-1)?.end !== length || parts.length > MAXIMUM_PARTS) return false
  const [first] = parts
  if (parts.length < 2) return hasTitle ? isPossible(first) : /^(?:name|weak|firm)$/.test(kind) && isGiven(first)
  if (kind === 'title') return parts.every(isPossible) && parts.some(isSure)
  return parts.some(isSure) && parts.every(mayBelong)
}

/** Where the name ends that begins at a word; the same index if none does. */
function findEnd(read: Reader, start: number, kind: KeyKind): number {
  const first = read.at(start)
  if (!first) return start
  const second = read.after(first)
  // `السيد كريم`: a title says that a word is a name.
  if (first.role === 'title' && isPossible(second)) return endOf(read, second)
  return isPair(first, second, kind) ? endOf(read, second) : start
}

function isPair(first: Part, second: Part | undefined, kind: KeyKind): boolean {
  if (kind === 'title') return isSure(first) && isSure(second) && (isGiven(first) || isGiven(second))
  return isSure(first) ? mayBelong(second) : mayBelong(first) && isSure(second)
}

/** A name goes on as long as nothing but names follow. */
function endOf(read: Reader, part: Part | undefined): number {
  let end = part?.end ?? 0
  for (let more = read.after(part); more && isSure(more); more = read.after(more)) end = more.end
  return end
}
