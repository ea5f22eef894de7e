/** Counts by whole number from 0 to 4,294,967,294, for many small tables that grow in turn. */
export interface NumberCounts {
  /** Adds to a count; a negative number takes away again. */
  add(key: number, times: number): void
  get(key: number): number
  /** Sees every number whose count is not 0, in no order. */
  forEach(see: (key: number, count: number) => void): void
  /** Places that {@link forEach} looks at. */
  size(): number
}

const firstCapacity = 8
// An odd number near 2^32 divided by the golden ratio: neighbours end up far apart.
const spread = 0x9e3779b1

/** Creates an empty table: eight bytes a place, where an entry of a Map takes some forty. */
export function createNumberCounts(): NumberCounts {
  // Number plus one and count in turn; 0 says that a place is free.
  let cells = new Uint32Array(firstCapacity * 2)
  let shift = 32 - Math.log2(firstCapacity)
  let held = 0
  const placeOf = (key: number): number => {
    let place = (Math.imul(key, spread) >>> shift) * 2
    while (cells[place] !== 0 && cells[place] !== key) place = (place + 2) & (cells.length - 1)
    return place
  }
  const grow = () => {
    const before = cells
    cells = new Uint32Array(before.length * 2)
    shift--
    for (let at = 0; at < before.length; at += 2) {
      const [key = 0, count = 0] = [before[at], before[at + 1]]
      if (key === 0) continue
      const place = placeOf(key)
      cells[place] = key
      cells[place + 1] = count
    }
  }
  return {
    add(key, times) {
      const place = placeOf(key + 1)
      cells[place + 1] = (cells[place + 1] ?? 0) + times
      if (cells[place] !== 0) return
      cells[place] = key + 1
      // Fuller tables make long searches.
      if (++held * 3 > cells.length) grow()
    },
    get: (key) => cells[placeOf(key + 1) + 1] ?? 0,
    size: () => cells.length / 2,
    forEach(see) {
      for (let at = 0; at < cells.length; at += 2) {
        const count = cells[at + 1] ?? 0
        if (count !== 0) see((cells[at] ?? 0) - 1, count)
      }
    },
  }
}
