/**
 * A set of whole numbers from 0 that only grows. Made for many sets that grow in turn: a day of a million events adds a number to one of five hundred of
 * them a million times. So it is one object without functions of its own, and what is asked for most, a bit, is found without a search.
 */
export interface NumberSet {
  /** How many numbers it holds. */
  size: number
  /** One bit for each number from `first` on, where numbers are near each other: sessions of a day are numbered in a row. Else empty. */
  bits: Int32Array
  first: number
  /** How many numbers have a bit. */
  room: number
  /** Otherwise each number plus one in a place that comes from it; 0 says that a place is free. Eight bytes only where a number does not fit into four. */
  places: Uint32Array | Float64Array
}

const bitsOfWord = 32
/** Bits that a number may take before a table is smaller. */
const bitsOfNumber = 64
const firstCapacity = 8
const largestShort = 2 ** 32 - 2
// An odd number near 2^32 divided by the golden ratio: neighbours end up far apart.
const spread = 0x9e3779b1
const noBits = new Int32Array(0)
const noPlaces = new Uint32Array(0)

/** Creates an empty set. */
export function createNumberSet(): NumberSet {
  return { size: 0, bits: noBits, first: 0, room: 0, places: new Uint32Array(firstCapacity) }
}

/** Adds a number; nothing happens when it is there already. */
export function addNumber(set: NumberSet, value: number): void {
  const index = value - set.first
  if (index < 0 || index >= set.room) return addOutside(set, value)
  const bit = 1 << (index & (bitsOfWord - 1))
  const word = set.bits[index >>> 5] ?? 0
  if ((word & bit) !== 0) return
  set.bits[index >>> 5] = word | bit
  set.size++
}

/** Sees every number, in no order. */
export function eachNumber(set: NumberSet, see: (value: number) => void): void {
  for (const key of set.places) if (key !== 0) see(key - 1)
  set.bits.forEach((word, index) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) see(set.first + index * bitsOfWord + (31 - Math.clz32(rest & -rest)))
  })
}

function addOutside(set: NumberSet, value: number): void {
  if (set.room === 0 && addToTable(set, value)) return
  const { least, greatest } = rangeWith(set, value)
  if (greatest - least < set.size * bitsOfNumber) toBits(set, { least, greatest, isBelow: least === value })
  else toTable(set)
  addNumber(set, value)
}

/** @returns False when there is no room. Fuller than two thirds makes long searches. */
function addToTable(set: NumberSet, value: number): boolean {
  const key = value + 1
  const { places } = set
  const shift = Math.clz32(places.length) + 1
  let place = Math.imul(key | 0, spread) >>> shift
  while (places[place] !== 0 && places[place] !== key) place = (place + 1) & (places.length - 1)
  if (places[place] === key) return true
  if ((set.size + 1) * 3 > places.length * 2) return false
  if (value > largestShort && places instanceof Uint32Array) set.places = Float64Array.from(places)
  set.places[place] = key
  set.size++
  return true
}

interface Range {
  readonly least: number
  readonly greatest: number
  /** Whether it grows downwards. */
  readonly isBelow: boolean
}

function rangeWith(set: NumberSet, value: number): Omit<Range, 'isBelow'> {
  if (set.room > 0) return { least: Math.min(set.first, value), greatest: Math.max(set.first + set.room - 1, value) }
  let [least, greatest] = [value, value]
  eachNumber(set, (held) => {
    if (held < least) least = held
    if (held > greatest) greatest = held
  })
  return { least, greatest }
}

function toBits(set: NumberSet, { least, greatest, isBelow }: Range): void {
  // Room for more on the side to which it grows.
  const room = Math.ceil((greatest - least + bitsOfWord) / 2)
  const before = { ...set }
  const from = isBelow ? Math.max(0, least - room) : least
  set.first = from - (from % bitsOfWord)
  const words = Math.ceil(((isBelow ? greatest : greatest + room) + 1 - set.first) / bitsOfWord)
  set.bits = new Int32Array(words)
  set.room = words * bitsOfWord
  set.places = noPlaces
  if (before.room > 0) return set.bits.set(before.bits, (before.first - set.first) / bitsOfWord)
  set.size = 0
  eachNumber(before, (held) => addNumber(set, held))
}

function toTable(set: NumberSet): void {
  const before = { ...set }
  set.bits = noBits
  set.first = 0
  set.room = 0
  set.size = 0
  set.places = new Uint32Array(2 ** Math.ceil(Math.log2(before.size * 2 + firstCapacity)))
  eachNumber(before, (held) => addToTable(set, held))
}
