import { anonymizeText, type AnonymizeTextOptions, cutAtWord, REMOVED } from './anonymize-text'
import { classifyPath } from './classify-path'
import type { Metadata, MetadataValue } from './event'
import { MAX_KEY_LENGTH, MAX_METADATA_CHARS, MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_METADATA_VALUES, MAX_STRING_LENGTH } from './limits'
import { type Allowance, ANYTHING, judgeKey, NUMBERS, OBJECTS, splitWords, TEXTS, WORDS } from './metadata-key'

/** How {@link sanitizeMetadata} decides, and who hears of it. */
export interface SanitizeOptions extends AnonymizeTextOptions {
  /** Keys that stay although their name sounds sensitive; their values are still cleaned. `apiKey` also means `api_key`. */
  readonly allow?: readonly string[] | undefined
  /** Keys that go, beside the sensitive ones. */
  readonly deny?: readonly string[] | undefined
}

/** Text that holds JSON is read up to this many characters. */
const MAX_JSON_LENGTH = 4096
/** Ends the key of what stands in a list. */
const LIST = '[]'

/**
 * Keeps what an event may say and drops who it was about. Keys are judged by their words (`apiKey` goes, `keyboard` stays), values by
 * their form. Never throws, never changes its input, and always ends: depth, keys, values and characters are limited.
 *
 * @example
 * ```ts
 * sanitizeMetadata({ plan: 'pro', userEmail: 'ada@example.org', path: '/orders/1042' })
 * // => { plan: 'pro', path: '/orders/[id]' }
 * ```
 */
export function sanitizeMetadata(metadata: unknown, options: SanitizeOptions = {}): Metadata {
  let values = MAX_METADATA_VALUES
  let chars = MAX_METADATA_CHARS

  const drop = (rule: string): undefined => options.onRemoved?.(rule) as undefined
  const isListed = (key: string, list: readonly string[] = []) => list.some((name) => splitWords(name) === splitWords(key))
  const judge = (name: string, parent: string): Allowance => {
    const key = name.slice(0, MAX_KEY_LENGTH)
    return isListed(key, options.deny) ? 0 : isListed(key, options.allow) ? ANYTHING : judgeKey(key, parent)
  }

  const cleanText = (text: string, depth: number): string | undefined => {
    // Text that holds an object is cleaned like the object.
    const held = /^\s{0,9}[[{]/.test(text) && attempt(() => JSON.parse(text.slice(0, MAX_JSON_LENGTH)) as object)
    let clean = held ? (JSON.stringify(cleanObject(held, '', depth)) ?? REMOVED) : anonymizeText(text, options)
    if (clean.length > MAX_STRING_LENGTH) clean = held ? REMOVED : anonymizeText(cutAtBlank(clean), options)
    chars -= clean.length
    return chars < 0 ? drop('limit') : clean
  }
  const cleanValue = (given: unknown, key: string, depth: number, allowed: Allowance = ANYTHING): MetadataValue | undefined => {
    const value = unwrap(given)
    if (values-- < 1) return drop('limit')
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'object') return allowed & OBJECTS ? cleanObject(value, key, depth + 1) : drop('key')
    if (typeof value === 'string' || typeof value === 'bigint') return allowed & TEXTS || (allowed & WORDS && isWords(`${value}`)) ? cleanText(`${value}`, depth) : drop('key')
    if (typeof value !== 'number') return undefined
    if (!(allowed & NUMBERS)) return drop('key')
    return value > 1e12 && isCard(`${value}`) ? drop('number') : Number.isFinite(value) ? value || 0 : null
  }
  const cleanObject = (plain: object, key: string, depth: number): MetadataValue | undefined => {
    if (depth > MAX_METADATA_DEPTH || ArrayBuffer.isView(plain)) return drop('limit')
    if (plain instanceof Set || Array.isArray(plain)) return cleanList([...plain].slice(0, MAX_METADATA_VALUES), key, depth)
    return cleanFields(plain, key, depth)
  }
  const cleanList = (items: unknown[], key: string, depth: number): MetadataValue[] => {
    const [name, value] = items
    // A pair such as ['authorization', 'Bearer …'], but not a list of field names, which is never a list in a list.
    const isPair = items.length === 2 && typeof name === 'string' && !(judge(name, key) & TEXTS)
    const allowed = key.endsWith(LIST) ? 0 : WORDS
    return items.map((item, index) => (isPair && index ? (cleanValue(value, '', depth, allowed) ?? REMOVED) : cleanValue(item, key + LIST, depth))).filter((item) => item !== undefined)
  }
  const cleanFields = (fields: object, parent: string, depth: number): Metadata => {
    const clean: Record<string, MetadataValue> = {}
    const keys = fields instanceof Map ? [...fields.keys()] : Object.keys(fields)
    const read = (key: unknown) => unwrap(fields instanceof Map ? fields.get(key) : attempt(() => (fields as Record<string, unknown>)[key as string]))
    // { name: 'authorization', value: '…' } says the same as { authorization: '…' }.
    const name = keys.includes('value') && ['name', 'key', 'field'].map(read).find((value) => value)
    // Whose mail address stands beside a name is the one who is named.
    const owner = keys.some((key) => /mail$/i.test(String(key))) ? 'user' : parent
    for (const field of keys.slice(0, MAX_METADATA_KEYS)) {
      const key = String(field)
      const value = read(field)
      const place = typeof name !== 'string' ? key : value === name ? 'name' : key === 'value' ? name : key
      chars -= key.length
      const cleaned = isSafeKey(key) ? cleanValue(value, key, depth, judge(place, owner)) : drop('key')
      if (cleaned !== undefined) clean[key] = cleaned
    }
    return clean
  }

  const clean = attempt(() => cleanValue(metadata, '', 0))
  return clean && typeof clean === 'object' ? ({ ...clean } as Metadata) : {}
}

// Half a number could pass for a short one, and would be judged differently by the server.
function cutAtBlank(text: string): string {
  return `${cutAtWord(text, MAX_STRING_LENGTH - 1) || REMOVED}…`
}

/** Words of the app, with no number behind a word that could be a password. */
function isWords(text: string): boolean {
  const path = `/api/${text.slice(0, MAX_STRING_LENGTH)}`
  return !/[a-z]{4}(?<!auth)\d/i.test(text) && classifyPath(path, true) === path
}

// A key is a word of the app. What looks like data was used as a key by mistake.
function isSafeKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && !/^(?:__proto__|constructor|prototype)$/.test(key) && anonymizeText(key) === key
}

/** What JSON would see, or the value in a `new String('…')`. A key of that name can hold anything. */
function unwrap(value: unknown): unknown {
  const call = (method: 'toJSON' | 'valueOf', otherwise: unknown) => attempt(() => {
    const read = (value as Record<string, unknown>)[method]
    return typeof read === 'function' ? (read.call(value) as unknown) : otherwise
  })
  return value && typeof value === 'object' ? call('toJSON', call('valueOf', value)) : value
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined // A getter or a proxy of the page threw: its value is not ours to know.
  }
}

/** Digits with the check digit and the beginning of a payment card. */
function isCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + (index % 2 ? (+digit * 2) % 9 || +digit : +digit), 0)
  return !(sum % 10) && /^[3-6]\d{12,18}$/.test(digits)
}
