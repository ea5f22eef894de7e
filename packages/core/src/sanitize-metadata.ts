import { anonymizeUrl } from './anonymize-url'
import { MAX_JSON_LENGTH } from './cleaning-limits'
import { ANYTHING, SMALL, OBJECTS, NAMES, NUMBERS, WORDS, TEXTS, UNSAFE, type Allowance } from './allowance'
import { judgeKey, splitWords } from './metadata-key'
import type { MetadataValue, Metadata } from './event'
import { MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_STRING_LENGTH, MAX_METADATA_VALUES, MAX_METADATA_CHARS } from './limits'
import { cutAtWord, type AnonymizeTextOptions, anonymizeText, REMOVED } from './anonymize-text'

/** Rules of {@link sanitizeMetadata}, and a callback for what it removed. */
export interface SanitizeOptions extends AnonymizeTextOptions {
  /** Keys to keep although they sound sensitive; their values are still cleaned. `apiKey` also means `api_key`. */
  readonly allow?: readonly string[] | undefined
  /** Keys to remove in addition to the sensitive ones. */
  readonly deny?: readonly string[] | undefined
  /** `false` skips the second look, which recognizes names by tables. A page has no such tables and never runs it, so with `false` both give the same result. Default: `true`. */
  readonly review?: boolean | undefined
}

/** Suffix of the key of a list's items. */
const LIST = '[]'

/**
 * Removes personal data from metadata. Keys are judged by their words (`apiKey` is removed, `keyboard` is kept), values by
 * their form. Never throws and never changes its input. Depth, keys, values and characters are limited.
 *
 * @example
 * ```ts
 * sanitizeMetadata({ plan: 'pro', userEmail: 'ada@example.org', path: '/orders/1042' })
 * // => { plan: 'pro', path: '/orders/[id]' }
 * ```
 */
export function sanitizeMetadata(metadata: unknown, options: SanitizeOptions = {}): Metadata {
  let chars = MAX_METADATA_CHARS
  const judge = (key: string, parent: string): Allowance => (isListed(key, options.deny) ? 0 : isListed(key, options.allow) ? ANYTHING : judgeKey(key, parent))
  let values = MAX_METADATA_VALUES
  const cleanObject = (value: object, key: string, depth: number): MetadataValue | undefined => {
    if (depth > MAX_METADATA_DEPTH || ArrayBuffer.isView(value)) return drop('limit')
    const source: object = value instanceof Map ? Object.fromEntries([...value].slice(0, MAX_METADATA_KEYS)) : value instanceof Set ? [...value] : value
    const isList = Array.isArray(source)
    // A sparse array may have a length of a thousand million and no items.
    const items: unknown[] = isList ? source.slice(0, MAX_METADATA_VALUES) : Object.keys(source).slice(0, MAX_METADATA_KEYS)
    const read = (item: unknown) => unwrap(isList ? item : (source as Record<string, unknown>)[item as string])
    // ['authorization', 'Bearer …'] and { name: 'authorization', value: '…' } mean the same as { authorization: '…' }. Two words may also be a list of field names, except inside a list.
    const isField = items.includes('value')
    const label = isList ? items.length === 2 && items[0] : isField && (attempt(read, 'name') || attempt(read, 'key') || attempt(read, 'field'))
    const name = (typeof label === 'string' && label) || (isField && key)
    // A name next to an email address, a phone number or a birthday is a person's name.
    const owner = isList || isField ? '' : items.some((item) => /username|phone|birth|mail$/i.test(item as string)) ? `${key} user` : key
    // Without `value`, a field would be judged differently the second time.
    const clean = (isList ? [] : isField ? { value: null } : {}) as MetadataValue[] & Record<string, MetadataValue>
    for (const item of items) {
      const field = isList ? key + LIST : (item as string)
      const value = attempt(read, item)
      const place = name ? (value === name ? 'name' : name[0] !== '/' && (isList || field === 'value') ? name : field) : field
      chars -= isList ? 0 : field.length
      const cleaned = !isList && judgeKey(field, owner) & UNSAFE ? drop('key') : cleanValue(value, field, depth, isList ? judge(field, '') & (judge(place, '') | (key.endsWith(LIST) ? 0 : WORDS)) : judge(place, owner))
      if (cleaned !== undefined) clean[isList ? clean.length : field] = cleaned
    }
    return clean
  }

  // The callback's return value, such as the new length of a list, must not replace what was removed.
  const drop = (rule: string): undefined => void options.onRemoved?.(rule)
  const cleanText = (text: string, depth: number): string | undefined => {
    // Text that contains JSON is cleaned like the object.
    const held = /^\s{0,9}[[{]/.test(text) && attempt<string, object>(JSON.parse, text.slice(0, MAX_JSON_LENGTH))
    let clean = held ? (JSON.stringify(cleanObject(held, '', depth)) ?? REMOVED) : anonymizeText(text, options)
    // Half a number could pass for a short one, and would be judged differently by the server.
    if (clean.length > MAX_STRING_LENGTH) clean = held ? REMOVED : anonymizeText(`${cutAtWord(clean, MAX_STRING_LENGTH - 1) || REMOVED}…`, options)
    chars -= clean.length
    return chars < 0 ? drop('limit') : clean
  }
  const cleanValue = (value: unknown, key: string, depth: number, allowed: Allowance = ANYTHING): MetadataValue | undefined => {
    if (values-- < 1) return drop('limit')
    if (typeof value === 'boolean' || value === null || value === '') return value
    if (typeof value === 'object') return allowed & OBJECTS ? cleanObject(value, key, depth + 1) : drop('key')
    if (typeof value === 'bigint' || typeof value === 'string') return (allowed & TEXTS && (allowed & NAMES || !/\p{Lo}|^\p{Lu}[^&]* \p{Lu}|[a-z]-\d+$/u.test(`${value}`))) || (allowed & WORDS && isWords(`${value}`)) ? cleanText(`${value}`, depth) : drop('key')
    if (typeof value !== 'number') return undefined
    if (!((allowed & SMALL && value < 1e4) || allowed & NUMBERS)) return drop('key')
    return value > 1e12 && isCard(`${value}`) ? drop('number') : isFinite(value) ? value || 0 : null
  }

  const clean = attempt(() => cleanValue(unwrap(metadata), '', 0), 0)
  return { ...(typeof clean === 'object' && (clean as Metadata)) }
}

function isListed(key: string, list: readonly string[] | undefined): boolean | undefined {
  return list?.map(splitWords).includes(splitWords(key))
}

/** Whether these are words of the app, without a number first or after a letter, as passwords and ids have it; versions may have one. */
function isWords(text: string): boolean {
  const path = `/api/${text}`
  return !/(^|[a-uw-z])-?\d/i.test(text) && anonymizeUrl(path) === path
}

/** The value that JSON would read, or the primitive in a `new String('…')`. An ordinary key of that name can hold anything, so only functions are called. */
function unwrap(value: unknown): unknown {
  if (!value || typeof value !== 'object') return value
  const { valueOf, toJSON } = value as { toJSON?: unknown; valueOf?: unknown }
  const read = typeof toJSON === 'function' ? toJSON : valueOf
  return typeof read === 'function' ? (read.call(value) as unknown) : value
}

/** Whether digits have the check digit and the prefix of a payment card. */
function isCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + (index % 2 ? (+digit * 2) % 9 || +digit : +digit), 0)
  return !(sum % 10) && /^[3-6]\d{12,18}$/.test(digits)
}

function attempt<Input, Output>(read: (input: Input) => Output, input: Input): Output | undefined {
  try {
    return read(input)
  } catch {
    return undefined // A getter or a proxy of the page threw: treat the value as missing.
  }
}
