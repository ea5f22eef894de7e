/** A set of whole numbers from 0 that only grows. */
export interface NumberSet {
  add(value: number): void
  /** How many numbers it holds. A function: a getter would give every set a shape of its own, and the caller could not be compiled well. */
  size(): number
  forEach(see: (value: number) => void): void
}

const pendingCapacity = 64

/**
 * Creates an empty set, for many sets that grow in turn: a day of a million events adds a number to one of five hundred of them a million times. Numbers
 * wait in a short list, so that each table is in the processor's cache while it is searched; a Set a group takes several times as long, and more memory.
 */
export function createNumberSet(): NumberSet {
  let places: Places = createTable()
  let [least, greatest] = [Infinity, -Infinity]
  const pending = new Float64Array(pendingCapacity)
  let waiting = 0
  const settle = () => {
    for (let index = 0; index < waiting; index++) {
      const value = pending[index] ?? 0
      const isBelow = value < least
      if (isBelow) least = value
      if (value > greatest) greatest = value
      // Sessions of a day are numbered in a row: a group that many of them saw needs one bit for each.
      while (!places.add(value)) places = greatest - least < places.size() * bitsOfNumber ? toBits(places, { least, greatest, isBelow }) : toTable(places)
    }
    waiting = 0
  }
  return {
    add(value) {
      pending[waiting++] = value
      if (waiting === pendingCapacity) settle()
    },
    size() {
      settle()
      return places.size()
    },
    forEach(see) {
      settle()
      places.forEach(see)
    },
  }
}

/** Where the numbers of a set are. */
interface Places {
  /** False when there is no room for the number. */
  add(value: number): boolean
  size(): number
  forEach(see: (value: number) => void): void
}

const bitsOfWord = 32
/** Bits that a number may take before a table is smaller. */
const bitsOfNumber = 64
const firstCapacity = 8
const largestShort = 2 ** 32 - 2
// An odd number near 2^32 divided by the golden ratio: neighbours end up far apart.
const spread = 0x9e3779b1

interface Range {
  readonly least: number
  readonly greatest: number
  /** Whether it grew downwards last. */
  readonly isBelow: boolean
}

function toBits(places: Places, { least, greatest, isBelow }: Range): Places {
  // Room for more on the side to which it grows.
  const room = Math.ceil((greatest - least + bitsOfWord) / 4)
  const bits = createBits(isBelow ? Math.max(0, least - room) : least, isBelow ? greatest : greatest + room)
  places.forEach(bits.add)
  return bits
}

function toTable(places: Places): Places {
  const table = createTable(2 ** Math.ceil(Math.log2(places.size() * 2 + firstCapacity)))
  places.forEach(table.add)
  return table
}

/** One bit for each number of a range. */
function createBits(first: number, last: number): Places {
  const base = first - (first % bitsOfWord)
  const words = new Uint32Array(Math.ceil((last + 1 - base) / bitsOfWord))
  let held = 0
  return {
    size: () => held,
    add(value) {
      const index = Math.floor((value - base) / bitsOfWord)
      const word = words[index]
      if (word === undefined) return false
      const bit = 1 << (value - base) % bitsOfWord
      if ((word & bit) !== 0) return true
      words[index] = word | bit
      held++
      return true
    },
    forEach(see) {
      words.forEach((word, index) => {
        for (let rest = word; rest !== 0; rest &= rest - 1) see(base + index * bitsOfWord + (31 - Math.clz32(rest & -rest)))
      })
    },
  }
}

/** Each number in a place that comes from it. Says that it is full when it is two thirds full: fuller ones make long searches. */
function createTable(capacity = firstCapacity): Places {
  // Values plus one, so that 0 says that a place is free. Eight bytes only when a number does not fit into four.
  let places: Uint32Array | Float64Array = new Uint32Array(capacity)
  const shift = 32 - Math.log2(capacity)
  let held = 0
  return {
    size: () => held,
    add(value) {
      const key = value + 1
      let place = Math.imul(key | 0, spread) >>> shift
      while (places[place] !== 0 && places[place] !== key) place = (place + 1) & (capacity - 1)
      if (places[place] === key) return true
      if ((held + 1) * 3 > capacity * 2) return false
      if (value > largestShort && places instanceof Uint32Array) places = Float64Array.from(places)
      places[place] = key
      held++
      return true
    },
    forEach(see) {
      for (const key of places) if (key !== 0) see(key - 1)
    },
  }
}
