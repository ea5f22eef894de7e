/** A set of whole numbers from 0 that only grows. */
export interface NumberSet {
  add(value: number): void
  /** How many numbers it holds. A function: a getter would give every set a shape of its own, and the caller could not be compiled well. */
  size(): number
  forEach(see: (value: number) => void): void
}

const firstCapacity = 8
const pendingCapacity = 64
const largestShort = 2 ** 32 - 1
// An odd number near 2^32 divided by the golden ratio: neighbours end up far apart.
const spread = 0x9e3779b1

/**
 * Creates an empty set, for many sets that grow in turn: a day of a million events adds a number to one of five hundred of them a million times. Numbers
 * wait in a short list, so that each table is in the processor's cache while it is searched; a Set a group takes several times as long, and more memory.
 */
export function createNumberSet(): NumberSet {
  // Values plus one, so that 0 says that a place is free. Doubles only when a number does not fit into four bytes.
  let places: Uint32Array | Float64Array = new Uint32Array(firstCapacity)
  let shift = 32 - Math.log2(firstCapacity)
  let held = 0
  const pending = new Float64Array(pendingCapacity)
  let waiting = 0
  const placeOf = (key: number): number => {
    let place = Math.imul(key | 0, spread) >>> shift
    while (places[place] !== 0 && places[place] !== key) place = (place + 1) & (places.length - 1)
    return place
  }
  const moveTo = (table: Uint32Array | Float64Array) => {
    const before = places
    places = table
    shift = 32 - Math.log2(table.length)
    for (const key of before) if (key !== 0) places[placeOf(key)] = key
  }
  const insert = (key: number) => {
    if (key > largestShort && places instanceof Uint32Array) moveTo(new Float64Array(places.length))
    const place = placeOf(key)
    if (places[place] !== 0) return
    places[place] = key
    // Fuller tables make long searches.
    if (++held * 3 > places.length * 2) moveTo(places instanceof Uint32Array ? new Uint32Array(places.length * 2) : new Float64Array(places.length * 2))
  }
  const settle = () => {
    for (let index = 0; index < waiting; index++) insert(pending[index] ?? 0)
    waiting = 0
  }
  return {
    add(value) {
      pending[waiting++] = value + 1
      if (waiting === pendingCapacity) settle()
    },
    size() {
      settle()
      return held
    },
    forEach(see) {
      settle()
      for (const key of places) if (key !== 0) see(key - 1)
    },
  }
}
