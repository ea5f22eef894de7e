import { type Allowance, ANYTHING, UNSAFE } from '../allowance'
import type { Metadata } from '../event'
import { MAX_METADATA_CHARS, MAX_METADATA_DEPTH, MAX_METADATA_KEYS, MAX_METADATA_VALUES } from '../limits'
import { judgeKey } from '../metadata-key'
import { isOfSomebody, ROLE } from './allow-things'
import { countChars } from './count-chars'
import { isHarmlessForm } from './harmless-form'
import { firmIn, isHarmlessValue, isMeasured, MAXIMUM_COUNT, isOpener, type Place } from './harmless-value'
import { isLabel } from './harmless-words'
import { sameKey } from './same-key'

/** Metadata without the values that are certainly harmless, and the way to put these back. */
export interface Aside {
  /** What the first look has to clean: the same object if nothing was set aside. */
  readonly rest: unknown
  /** Puts back what was set aside. What would make the metadata too long is dropped instead. */
  putBack(clean: Metadata): Metadata
}

type Path = readonly (string | number)[]
type Scalar = string | number

/** Stands for a value that was set aside: the first look keeps it below every key that it keeps at all. */
const PLACEHOLDER = true

/**
 * Sets aside the values that the first look would remove or change although only the tables, or the key together with the form, show that they are harmless: `{ email: 'is required' }`.
 * Put them back when the first look is done; the second look checks them like everything else.
 *
 * @param deny - Keys whose values stay where they are, to be removed.
 * @example
 * ```ts
 * const aside = setAside({ email: 'is required', plan: 'pro' }, {})
 * aside.rest
 * // => { email: true, plan: 'pro' }
 * aside.putBack({ email: true, plan: 'pro' })
 * // => { email: 'is required', plan: 'pro' }
 * ```
 */
export function setAside(metadata: unknown, { deny = [] }: { readonly deny?: readonly string[] | undefined }): Aside {
  try {
    const found = findHarmless(metadata, new Set(deny.map(sameKey)))
    if (found.length) return { rest: found.reduce((left: unknown, [path]) => replaceAt(left, path, () => PLACEHOLDER), metadata), putBack: (clean) => putAllBack(clean, found) }
  } catch {
    // A getter or a proxy threw: the first look handles it.
  }
  return { rest: metadata, putBack: (clean) => clean }
}

/** Reads what the first look reads, in the same order. */
function findHarmless(metadata: unknown, denied: ReadonlySet<string>): readonly (readonly [Path, Scalar])[] {
  const found: (readonly [Path, Scalar])[] = []
  const path: (string | number)[] = []
  let room = MAX_METADATA_VALUES
  const read = (value: unknown, parent: string, depth: number): void => {
    if (depth > MAX_METADATA_DEPTH || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) readList(value, parent, depth)
    else if (isPlain(value)) readObject(value as Readonly<Record<string, unknown>>, parent, depth)
  }
  const readList = (list: readonly unknown[], parent: string, depth: number): void => {
    const items = list.slice(0, MAX_METADATA_VALUES)
    // The first look takes single values out of a list, and then an item is no longer where it was.
    if (!items.every(isPlain)) return
    for (const [index, item] of items.entries()) {
      path[depth] = index
      if (room-- > 0) read(item, parent, depth + 1)
    }
  }
  const readObject = (object: Readonly<Record<string, unknown>>, parent: string, depth: number): void => {
    const keys = Object.keys(object).slice(0, MAX_METADATA_KEYS)
    // Whatever names a field has to stay in place, and so has its value.
    const isField = keys.includes('value')
    const owner = isOfSomebody(keys.join()) ? `${parent} user` : parent
    const type = typeof object.type === 'string' && object.type.length < 20 ? object.type : undefined
    for (const key of keys) {
      if (room-- < 1) return
      path[depth] = key
      const item = object[key]
      if (isField || !mayBeHarmless(item, key, parent)) read(item, key, depth + 1)
      else judge(item, { key, parent, type, allowance: judgeKey(key, owner) }, depth + 1)
    }
  }
  const judge = (item: unknown, place: Place, depth: number): void => {
    const { key, allowance } = place
    if (allowance & UNSAFE) return
    const own = isHarmless(item, place) ? [item] : Array.isArray(item) && (areLabels(item, allowance) || areHarmless(item, place)) ? item : undefined
    if (!own) return read(item, key, depth)
    if (denied.size > 0 && denied.has(sameKey(key))) return
    // A list of two may be a name and its value, so a list is set aside as a whole.
    for (const [index, each] of own.entries()) if (isScalar(each)) found.push([own === item ? [...path.slice(0, depth), index] : path.slice(0, depth), each])
  }
  read(metadata, '', 0)
  return found
}

const COUNTED = /id|cookie/i

/** Judging a key takes longer than all else, and of numbers only these few are ever set aside. */
function mayBeHarmless(value: unknown, key: string, parent: string): boolean {
  return typeof value === 'number' ? COUNTED.test(key) || (value < MAXIMUM_COUNT && key.endsWith('s')) || isMeasured(parent) : (typeof value === 'string' && value !== '') || (Array.isArray(value) && !isPlain(value[0]))
}

function isHarmless(value: unknown, place: Place): value is Scalar {
  if (!isScalar(value)) return false
  if (place.allowance !== ROLE && place.allowance !== ANYTHING) return isHarmlessValue(value, place)
  return typeof value === 'string' && (isHarmlessForm(value, place.key, place.parent) || (place.allowance === ROLE && (MACHINE.test(value) || firmIn(value).test(value))))
}

/** `worker: 'node-7'`: below a key that sounds like a role, what else would be a handle with a number. */
const MACHINE = /^(?:node|worker|web|pod|db|runner|executor|thread|shard|gpu|cpu|consumer|broker|server|instance|container|process|replica|queue|job|pool|agent)-\d{1,3}$/

const areHarmless = (items: readonly unknown[], place: Place) => items.length > 0 && items.length <= MAX_METADATA_VALUES && items.every((each) => each === null || each === '' || isHarmless(each, place))

/** `['Email marketing', 'Phone calls']`: the first of two texts is no key if both are labels of several words. */
function areLabels(items: readonly unknown[], allowance: Allowance): boolean {
  const [first] = items
  return allowance === ANYTHING && items.length === 2 && items.every((each) => typeof each === 'string' && isLabel(each)) && typeof first === 'string' && judgeKey(first, '') !== ANYTHING && !first.split(' ').some(isOpener)
}

const isScalar = (value: unknown): value is Scalar => typeof value === 'number' || (typeof value === 'string' && value !== '')

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function putAllBack(clean: Metadata, found: readonly (readonly [Path, Scalar])[]): Metadata {
  let room = MAX_METADATA_CHARS - countChars(clean)
  return found.reduce((left, [path, value]) => {
    room -= typeof value === 'string' ? value.length : 0
    return replaceAt(left, path, (held) => (held !== PLACEHOLDER ? held : room < 0 ? undefined : value)) as Metadata
  }, clean)
}

/** Copies what leads to a value, and replaces that; what the first look has dropped stays away. */
function replaceAt(place: unknown, path: Path, replace: (held: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replace(place)
  if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return place
  if (Array.isArray(place)) return place.slice(0, MAX_METADATA_VALUES).map((item: unknown, index) => (index === key ? (replaceAt(item, rest, replace) ?? null) : item))
  const entries = Object.keys(place).slice(0, MAX_METADATA_KEYS).map((each) => [each, (place as Readonly<Record<string, unknown>>)[each]] as const)
  return Object.fromEntries(entries.map(([each, item]) => [each, each === key ? replaceAt(item, rest, replace) : item] as const).filter(([each, item]) => each !== key || item !== undefined))
}
