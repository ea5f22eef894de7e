import { REMOVED } from '../anonymize-text'
import { sanitizeMetadata } from '../sanitize-metadata'

/** Suffix of the key of a list in a list, which holds pairs, whatever its key is. */
export const LIST = '[]'

const MAXIMUM_REMEMBERED = 10_000
/** Whether a placeholder stays, by the key of the enclosing object and its own. An app has few keys below which values are removed. */
const remembered = new Map<string, Map<string, boolean>>()
let room = MAXIMUM_REMEMBERED

/** Whether the first look would keep the rest of a text: below a code or an id it keeps only words, and a placeholder is not one. */
export function staysWhenSent(parent: string, key: string, text: string): boolean {
  if (text !== REMOVED) return isKept(parent, key, text)
  const siblings = remembered.get(parent) ?? new Map<string, boolean>()
  const known = siblings.get(key)
  if (known !== undefined) return known
  if (room-- < 1) {
    remembered.clear()
    room = MAXIMUM_REMEMBERED
  }
  const stays = isKept(parent, key, text)
  remembered.set(parent, siblings.set(key, stays))
  return stays
}

function isKept(parent: string, key: string, text: string): boolean {
  const clean = sanitizeMetadata(parent ? { [parent]: { [key]: text } } : { [key]: text })
  const own = parent ? clean[parent] : clean
  return typeof own === 'object' && own !== null && (own as Readonly<Record<string, unknown>>)[key] === text
}

/** The same in a list. */
export function staysInList(key: string, text: string): boolean {
  const own = key.endsWith(LIST) ? key.slice(0, -LIST.length) : key
  const list = own === key ? [text] : [[text]]
  return JSON.stringify(sanitizeMetadata({ [own]: list })[own]) === JSON.stringify(list)
}
