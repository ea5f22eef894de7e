import { anonymizeText, type AnonymizeTextOptions, REMOVED } from './anonymize-text'
import { isWordSegment } from './classify-segment'
import type { Metadata, MetadataValue } from './event'
import { MAX_KEY_LENGTH, MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_STRING_LENGTH } from './limits'
import { judgeKey, type KeyVerdict, splitWords } from './metadata-key'

/** How {@link sanitizeMetadata} decides, and who hears of it. */
export interface SanitizeOptions extends AnonymizeTextOptions {
  /** Keys that stay although their name sounds sensitive; their values are still cleaned. `apiKey` also means `api_key`. */
  readonly allow?: readonly string[] | undefined
  /** Keys that go, beside the sensitive ones. */
  readonly deny?: readonly string[] | undefined
}

interface Walk extends SanitizeOptions {
  /** Values that may still be added. */
  left: number
  /** Characters that may still be added. */
  chars: number
}

const MAX_VALUES = 100
const MAX_CHARS = 1600

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
  const walk: Walk = { ...options, left: MAX_VALUES, chars: MAX_CHARS }
  const clean = cleanValue(metadata, '', 1, walk)
  return clean !== null && typeof clean === 'object' ? ({ ...clean } as Metadata) : {}
}

function cleanValue(value: unknown, parent: string, depth: number, walk: Walk): MetadataValue | undefined {
  if (walk.left-- <= 0) return undefined
  switch (typeof value) {
    case 'string':
      return cleanString(value, depth, walk)
    case 'number':
      return cleanNumber(value, walk)
    case 'boolean':
      return value
    case 'bigint':
      return cleanString(String(value), depth, walk)
    case 'object':
      try {
        return cleanObject(value, parent, depth, walk)
      } catch {
        return undefined // A getter or a proxy of the page threw: its value is not ours to know.
      }
    default:
      return undefined
  }
}

function cleanObject(value: object | null, parent: string, depth: number, walk: Walk): MetadataValue | undefined {
  if (value === null) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  const plain = 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON() as unknown) : value.valueOf()
  if (plain === null || typeof plain !== 'object') return cleanValue(plain, parent, depth, walk)
  if (depth > MAX_METADATA_DEPTH || ArrayBuffer.isView(plain)) return undefined
  if (plain instanceof Map) return cleanEntries(takeEntries(plain), parent, depth, walk)
  if (Array.isArray(plain) || plain instanceof Set) return cleanList([...takeItems(plain)], parent, depth, walk)
  return cleanEntries(ownEntries(plain as Record<string, unknown>), parent, depth, walk)
}

function* ownEntries(value: Record<string, unknown>): Iterable<[string, () => unknown]> {
  for (const key in value) if (Object.hasOwn(value, key)) yield [key, () => value[key]]
}

function* takeEntries(map: Map<unknown, unknown>): Iterable<[string, () => unknown]> {
  for (const [key, value] of map) if (typeof key === 'string' || typeof key === 'number') yield [String(key), () => value]
}

function* takeItems(items: Iterable<unknown>): Iterable<unknown> {
  let count = 0
  for (const item of items) {
    if (count++ >= MAX_VALUES) return
    yield item
  }
}

function cleanEntries(entries: Iterable<[string, () => unknown]>, parent: string, depth: number, walk: Walk): Metadata {
  const clean: Record<string, MetadataValue> = {}
  let pairVerdict: KeyVerdict = 'keep'
  let count = 0
  for (const [key, read] of entries) {
    if (count++ >= MAX_METADATA_KEYS || walk.left <= 0) {
      walk.onRemoved?.('limit')
      break
    }
    const value = attempt(read)
    const isName = /^(?:name|key|field|header|label|id|property)$/i.test(key) && typeof value === 'string'
    if (isName) pairVerdict = judge(value, parent, walk)
    const isValue = /^(?:value|values|val|content|data|text)$/i.test(key)
    const cleaned = cleanEntry(key, value, { parent, depth, walk, verdict: isValue && pairVerdict !== 'keep' ? pairVerdict : undefined })
    if (cleaned !== undefined) clean[key] = cleaned
  }
  return clean
}

interface Place {
  readonly parent: string
  readonly depth: number
  readonly walk: Walk
  readonly verdict: KeyVerdict | undefined
}

function cleanEntry(key: string, value: unknown, { parent, depth, walk, verdict }: Place): MetadataValue | undefined {
  if (!isSafeKey(key)) return drop(walk, 'key')
  const judged = verdict ?? judge(key, parent, walk)
  walk.chars -= key.length
  if (judged === 'drop' && value !== null && !(typeof value === 'boolean' && /[A-Z_.-]/.test(key))) return drop(walk, 'key')
  if (judged === 'identifier' && isIdentifier(value)) return drop(walk, 'identifier')
  return cleanValue(value, key, typeof value === 'object' ? depth + 1 : depth, walk)
}

function cleanList(items: readonly unknown[], parent: string, depth: number, walk: Walk): MetadataValue[] {
  const [first, second] = items
  const isPair = items.length === 2 && typeof first === 'string' && judge(first, '', walk) === 'drop'
  if (isPair && typeof second === 'string' && judge(second, '', walk) === 'keep') return [first, REMOVED]
  const clean: MetadataValue[] = []
  for (const item of items) {
    const cleaned = cleanValue(item, parent, typeof item === 'object' ? depth + 1 : depth, walk)
    if (cleaned !== undefined) clean.push(cleaned)
  }
  return clean
}

function judge(key: string, parent: string, walk: Walk): KeyVerdict {
  if (walk.allow || walk.deny) {
    const words = splitWords(key).replaceAll(' ', '')
    const names = (list: readonly string[] = []) => list.some((name) => splitWords(name).replaceAll(' ', '') === words)
    if (names(walk.deny)) return 'drop'
    if (names(walk.allow)) return 'keep'
  }
  return judgeKey(key, parent)
}

// A key is a word of the app. What looks like data was used as a key by mistake.
function isSafeKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && key !== '__proto__' && key !== 'constructor' && key !== 'prototype' && (/^[A-Za-z_$][\w$.:-]{0,8}$/.test(key) || anonymizeText(key) === key)
}

function isIdentifier(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && !isWordSegment(value))
}

function cleanNumber(value: number, walk: Walk): MetadataValue | undefined {
  if (!Number.isFinite(value)) return null
  return value > 1e12 && Number.isSafeInteger(value) && isCard(String(value)) ? drop(walk, 'card') : value
}

function cleanString(text: string, depth: number, walk: Walk): MetadataValue | undefined {
  const json = /^\s{0,9}[[{]/.test(text) ? cleanJson(text, depth, walk) : undefined
  const clean = json ?? anonymizeText(text, walk)
  const short = clean.length > MAX_STRING_LENGTH ? `${clean.slice(0, MAX_STRING_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean
  walk.chars -= short.length
  return walk.chars < 0 ? drop(walk, 'limit') : short
}

// Text that holds an object is cleaned like the object.
function cleanJson(text: string, depth: number, walk: Walk): string | undefined {
  if (text.length > 4096) return undefined
  try {
    const clean = JSON.stringify(cleanValue(JSON.parse(text), '', depth, walk) ?? null)
    return clean.length > MAX_STRING_LENGTH ? REMOVED : clean
  } catch {
    return undefined // Not JSON after all: it is cleaned as text.
  }
}

/** Digits with the check digit and the beginning of a payment card. */
export function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false
  let sum = 0
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = Number(digits[index]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined // A getter of the page threw: its value is not ours to know.
  }
}

function drop(walk: Walk, rule: string): undefined {
  walk.onRemoved?.(rule)
  return undefined
}
