/**
 * Counts by whole number from 0 to 4,294,967,294, for many small tables that grow in turn: eight bytes a place, where an entry of a Map takes some forty.
 */
export interface NumberCounts {
  /** Number plus one and count in turn; 0 says that a place is free. */
  cells: Uint32Array
  /** Places that are taken. */
  taken: number
}

const firstCapacity = 8
// An odd number near 2^32 divided by the golden ratio: neighbours end up far apart.
const spread = 0x9e3779b1

/** Creates an empty table. */
export function createNumberCounts(): NumberCounts {
  return { cells: new Uint32Array(firstCapacity * 2), taken: 0 }
}

/** Adds to the count of a number; a negative `times` takes away again. */
export function addCount(counts: NumberCounts, key: number, times = 1): void {
  const { cells } = counts
  const place = placeOf(cells, key + 1)
  cells[place + 1] = (cells[place + 1] ?? 0) + times
  if (cells[place] !== 0) return
  cells[place] = key + 1
  // Fuller tables make long searches.
  if (++counts.taken * 3 > cells.length) grow(counts)
}

/** @returns 0 for a number that was never added. */
export function countOf({ cells }: NumberCounts, key: number): number {
  return cells[placeOf(cells, key + 1) + 1] ?? 0
}

/** Sees every number whose count is not 0, in no order. */
export function eachCount({ cells }: NumberCounts, see: (key: number, count: number) => void): void {
  for (let at = 0; at < cells.length; at += 2) {
    const count = cells[at + 1] ?? 0
    if (count !== 0) see((cells[at] ?? 0) - 1, count)
  }
}

function placeOf(cells: Uint32Array, key: number): number {
  const last = cells.length - 1
  let place = (Math.imul(key, spread) >>> Math.clz32(last)) & -2
  while (cells[place] !== 0 && cells[place] !== key) place = (place + 2) & last
  return place
}

function grow(counts: NumberCounts): void {
  const before = counts.cells
  const cells = (counts.cells = new Uint32Array(before.length * 2))
  for (let at = 0; at < before.length; at += 2) {
    const [key = 0, count = 0] = [before[at], before[at + 1]]
    if (key === 0) continue
    const place = placeOf(cells, key)
    cells[place] = key
    cells[place + 1] = count
  }
}
