import { REMOVED } from '../anonymize-text'
import type { AnonymizeUrlOptions } from '../anonymize-url'
import { MAX_TEXT_ROUNDS } from '../cleaning-limits'
import type { Metadata, MetadataValue } from '../event'
import { MAX_METADATA_CHARS, MAX_METADATA_DEPTH, MAX_STRING_LENGTH } from '../limits'
import { countChars } from './count-chars'
import { isExactPlace } from './exact-place'
import { isGroupedCode } from './grouped-code'
import { judgeReviewKey, type KeyKind } from './judge-key'
import { judgeChange, judgeField } from './judge-field'
import { isHalfOfName, judgeBeside } from './judge-beside'
import { judgeText } from './judge-text'
import { isNameKey } from './name-key'
import { oddsOfWord } from './name-model'
import { isNumberPlate } from './number-plate'
import { isRecordNumber } from './record-number'
import { isOrdinaryKey } from './ordinary-key'
import { reviewRoutesIn } from './review-text'
import { sameKey } from './same-key'
import { LIST, staysInList, staysWhenSent } from './stays-when-sent'
import { removeToldSecrets } from './told-secret'
import { removeUserAgents } from './user-agent'

/** Rules of {@link reviewMetadata}, and a callback for what it removed. */
export interface ReviewOptions extends AnonymizeUrlOptions {
  /** Keys whose values are kept. `fullTitle` also means `full_title`. */
  readonly allow?: readonly string[] | undefined
  /** Called with `key`, `name`, `user_agent` or `address` for each value that was removed or changed, never with what it was. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

/**
 * The server's second look at metadata that `sanitizeMetadata` returned: removes people's names and values under keys for people, with tables that are
 * too large for a page. Returns the same object if nothing is removed. Never throws, never changes its input.
 *
 * @example
 * ```ts
 * reviewMetadata({ captain: 'kowalski', note: 'Priya Sharma called', city: 'San Francisco', button: 'Sign Up' })
 * // => { note: '[removed] called', city: 'San Francisco', button: 'Sign Up' }
 * ```
 */
export function reviewMetadata(metadata: Metadata, options: ReviewOptions = {}): Metadata {
  if (typeof metadata !== 'object' || metadata === null) return metadata
  try {
    return reviewToFit(metadata, options)
  } catch {
    options.onRemoved?.('key')
    return {} // A getter or a proxy threw, so nobody knows what it holds.
  }
}

function reviewToFit(metadata: Metadata, options: ReviewOptions): Metadata {
  const reviewed = reviewUntilSame(metadata, options, REMOVED)
  // A placeholder is longer than a short name. If the result would be too long for an event, the placeholder is a single character.
  const isLong = reviewed !== metadata && countChars(reviewed) > Math.max(MAX_METADATA_CHARS, countChars(metadata))
  return isLong ? reviewUntilSame(metadata, { ...options, onRemoved: undefined }, '…') : reviewed
}

/** A removal can change the meaning of the rest of a field, so repeat until nothing changes. */
function reviewUntilSame(metadata: Metadata, options: ReviewOptions, placeholder: string): Metadata {
  const walker = createWalker(options, placeholder)
  let reviewed = metadata
  for (let before: Metadata | undefined, round = 0; reviewed !== before && round < MAX_TEXT_ROUNDS; round++) {
    before = reviewed
    reviewed = walker.object(before, '', 'plain', 0)
  }
  return reviewed
}

const JSON_BEGINS = /^\s{0,9}(?:\{|\[(?!removed\]))/
const DIGIT = /\d/
/** Fast path for most texts: all rules but those for names of one word need a digit, a sign, a letter of another script or the 20 letters of a cloud key. */
const WORD = /^[A-Za-z]{1,19}$/
/** Below keys of these kinds, a single word can be somebody's name, or has to go whatever it is. */
const OF_SOMEBODY: ReadonlySet<KeyKind> = new Set<KeyKind>(['hidden', 'person', 'doer', 'weak', 'firm'])

type Values = { readonly [key: string]: MetadataValue }

function createWalker({ allow, onRemoved, routes, strict }: ReviewOptions, placeholder: string) {
  const allowed = new Set(allow?.map(sameKey))
  // Most apps allow nothing, and splitting a key into words is slow.
  const isAllowed = (key: string) => allowed.size > 0 && allowed.has(sameKey(key))
  const addresses = { routes, strict, onRemoved }
  const drop = (rule: string): undefined => void onRemoved?.(rule)

  /** Texts that stayed as they are, so that they need no look in the next round. */
  const settled = new Map<string, KeyKind>()
  const text = (given: string, key: string, kind: KeyKind, depth: number): string | undefined => {
    if (allowed.size === 0 && settled.get(given) === kind) return given
    // A placeholder is not a list; finding that out by parsing would cost more than everything else.
    const beginsJson = JSON_BEGINS.test(given)
    const held = beginsJson && depth <= MAX_METADATA_DEPTH ? parseHeld(given) : undefined
    if (held) {
      const inner = value(held, key, kind, depth + 1)
      return inner === held ? given : fit(JSON.stringify(inner))
    }
    const routed = given.includes('/') && !isAllowed(key) ? reviewRoutesIn(given, addresses) : given
    if (routed.length > given.length && placeholder !== REMOVED) return placeholder
    const bare = removeUserAgents(routed)
    if (bare !== routed) drop('user_agent')
    const untold = kind === 'thing' ? bare : removeToldSecrets(bare)
    const clean = judgeText(untold, kind)
    if (clean === given && !beginsJson) settled.set(given, kind)
    return clean === given && untold === bare ? given : replace(given, routed, bare, untold, clean, kind)
  }
  /** Tells what was removed, and leaves what may stay. */
  const replace = (given: string, routed: string, bare: string, untold: string, clean: string, kind: KeyKind): string | undefined => {
    if (untold !== bare) drop('key')
    if (clean === given) return given
    if (clean === routed) return fit(clean)
    if (clean === REMOVED && (kind === 'person' || kind === 'doer')) return bare === clean ? undefined : drop('key')
    if (clean !== untold) drop('name')
    return fit(clean.replaceAll(REMOVED, (found, place: number) => (routed.startsWith(found, place) ? found : placeholder)))
  }
  const fit = (clean: string | undefined) => (clean !== undefined && clean.length <= MAX_STRING_LENGTH ? clean : placeholder)
  const value = (given: MetadataValue, key: string, kind: KeyKind, depth: number): MetadataValue | undefined => {
    if (typeof given === 'string' && (given === REMOVED || (WORD.test(given) && !OF_SOMEBODY.has(kind)))) return given
    if (given === '' || given === null || (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'object')) return given
    if ((typeof given !== 'string' || DIGIT.test(given)) && (isPlace(key, given) || isNumber(key, given))) return drop('key')
    // Masked values say nothing.
    if (kind === 'hidden' && typeof given !== 'object' && !String(given).includes('*') && given !== REMOVED) return drop('key')
    if (typeof given === 'string' && kind !== 'thing' && isGroupedCode(given)) return drop('key')
    if (typeof given === 'string') return kind === 'secret' && /\d/.test(given) && !given.includes('*') ? drop('key') : text(given, key, kind, depth)
    if (typeof given === 'number') return kind === 'secret' && !isCoarse(given) ? drop('key') : given
    return Array.isArray(given) ? list(given as readonly MetadataValue[], key, kind, depth) : object(given as Values, key, kind, depth)
  }
  /** A list below a key for people or secrets loses its removed items; its length then no longer shows whether it was a pair. */
  const list = (given: readonly MetadataValue[], key: string, kind: KeyKind, depth: number): readonly MetadataValue[] | undefined => {
    const [first] = given
    const named = given.length === 2 && typeof first === 'string' && !/\s/.test(first) ? kindOf(first, key) : kind
    // Two words may be two field names.
    const told = named === 'hidden' ? 'secret' : named === 'person' && areFields(key, given) ? kind : named
    const second = /^(person|secret|doer)$/.test(told) ? told : kind
    const reviewed = given.map((item, index) => {
      if (index === 1 && typeof first === 'string' && given.length === 2 && isPlace(first, item)) return drop('key')
      const looked = value(item, Array.isArray(item) && !key.endsWith(LIST) ? key + LIST : key, index === 1 ? second : kind, depth + 1)
      return typeof looked === 'string' && looked !== item && !staysInList(key, looked) ? drop('key') : looked
    })
    if (reviewed.every((item, index) => item === given[index])) return given
    const left = reviewed.filter((item) => item !== undefined)
    if (!left.length) return []
    // The first half of a pair decides about the other, so it is dropped completely instead of in part.
    if (given.length === 2 && typeof first === 'string' && reviewed[0] !== first) return [null, reviewed[1] ?? null]
    return left.length === given.length ? left : left.some((item) => typeof item !== 'object') && left.length < 3 ? undefined : left
  }
  const object = (given: Values, parent: string, around: KeyKind, depth: number): Values => {
    if (depth > MAX_METADATA_DEPTH + 2) return {}
    let entries: (readonly [string, MetadataValue])[] | undefined
    for (const key of Object.keys(given)) {
      const item = given[key] as MetadataValue
      const isOrdinary = isOrdinaryKey(key)
      // `brands` may be counted by name.
      const isGone = !isOrdinary && isNameKey(key) && !(around === 'thing' && parent.endsWith('s')) && !isAllowed(key)
      const reviewed = isGone ? drop('key') : isOrdinary ? ordinary(given, key, parent, around, depth) : field(given, key, parent, around, depth)
      if (reviewed === item && !isGone) {
        entries?.push([key, item])
        continue
      }
      entries ??= entriesBefore(given, key)
      // The sanitizer judges a field by its name and by having a value, so these stay in place.
      if ('value' in given && /^(name|key|field)$/.test(key)) {
        if (item) entries.push([key, typeof item === 'string' ? placeholder : (reviewed ?? true)])
      } else if (reviewed !== undefined) entries.push([key, reviewed])
      else if (key === 'value') entries.push([key, null])
    }
    return entries ? Object.fromEntries(entries) : given
  }
  const ordinary = (given: Values, key: string, parent: string, around: KeyKind, depth: number): MetadataValue | undefined => {
    const told = kindOf(key, parent)
    return sendable(given, key, parent, value(given[key] as MetadataValue, key, inherit(told === 'name' ? judgeBeside(told, key, given) : told, around), depth + 1))
  }
  /** Below a key whose meaning depends on what stands beside it. */
  const field = (given: Values, key: string, parent: string, around: KeyKind, depth: number): MetadataValue | undefined => {
    const item = given[key] as MetadataValue
    const named = key === 'value' ? nameOf(given) : undefined
    const isNamed = key === 'value' && named !== undefined && !isAllowed(key)
    const told = isNamed ? kindOf(named, parent) : key === 'value' && [given.type, given.filter, given.facet, given.attribute, given.dimension].some((type) => isThing(type, parent)) ? 'thing' : kindOf(key, parent)
    const kind = isHalfOfName(key, given) ? 'person' : (isAllowed(key) || isNamed ? undefined : (judgeChange(key, given) ?? judgeField(key, given))) ?? (told === 'plain' || told === 'name' ? judgeBeside(told, key, given) : told)
    return sendable(given, key, parent, isNamed && isPlace(named, item) ? drop('key') : value(item, key, inherit(kind, around), depth + 1))
  }
  /** Nothing, if the first look would take out what is left. */
  const sendable = (given: Values, key: string, parent: string, looked: MetadataValue | undefined) => (typeof looked === 'string' && looked !== given[key] && !staysWhenSent(parent, key, looked) ? drop('key') : looked)
  const isPlace = (key: string, given: MetadataValue) => isExactPlace(key, given) && !isAllowed(key)
  const isNumber = (key: string, given: MetadataValue) => typeof given === 'string' && (isNumberPlate(key, given) || isRecordNumber(key, given)) && !isAllowed(key)
  /** `{ type: 'brand', value: 'Ralph Lauren' }` */
  const isThing = (type: MetadataValue | undefined, parent: string) => typeof type === 'string' && /^\w{1,20}$/.test(type) && kindOf(type, parent) === 'thing'
  const kindOf = (key: string, parent: string) => (isAllowed(key) ? 'thing' : judgeReviewKey(key, parent))
  return { object }
}

/** What a key says about its value; a key that says nothing passes on what the one around it says about secrets. */
const inherit = (kind: KeyKind, around: KeyKind): KeyKind => ((kind === 'plain' || kind === 'name') && (around === 'secret' || around === 'hidden') ? around : kind)

/** The entries in front of a key. */
function entriesBefore(given: Values, key: string): (readonly [string, MetadataValue])[] {
  const entries = Object.entries(given)
  return entries.slice(0, entries.findIndex(([each]) => each === key))
}

/** The name of a field; the sanitizer also judges the value by it. */
const nameOf = (field: Values) => [field.name, field.key, field.field, field.column, field.property].find((name) => typeof name === 'string')

/** Whether words are field names of a form: `fields: ['naam', 'woonplaats']`. A list in this list holds a field and its value. */
const areFields = (key: string, list: readonly MetadataValue[]) =>
  /(?:^|_)(?:field|column)s$|(?:Field|Column)s$/.test(key) && list.every((item) => typeof item === 'string' && /^\p{Ll}[\p{Ll}\p{M}_]*$/u.test(item) && oddsOfWord(item) <= 0)

/** A place on a map to within a kilometre reveals less than a city does. */
const isCoarse = (number: number) => /^-?\d{1,3}\.\d\d?$/.test(`${number}`)

function parseHeld(text: string): MetadataValue | undefined {
  try {
    const held = JSON.parse(text) as MetadataValue
    return typeof held === 'object' && held !== null ? held : undefined
  } catch {
    return undefined // A text that only begins like JSON is treated as text.
  }
}
