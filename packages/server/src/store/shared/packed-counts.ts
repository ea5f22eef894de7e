/** Counts by number, read in their packed form each time: Maps would be most of the garbage of a report. */
// A class because a ReadonlyMap is one.
export abstract class PackedCounts implements ReadonlyMap<number, number> {
  abstract forEach(see: (count: number, key: number, counts: ReadonlyMap<number, number>) => void): void

  [Symbol.iterator](): MapIterator<[key: number, count: number]> {
    const pairs: [number, number][] = []
    this.forEach((count, key) => pairs.push([key, count]))
    return pairs.values()
  }

  entries(): MapIterator<[key: number, count: number]> {
    return this[Symbol.iterator]()
  }

  keys(): MapIterator<number> {
    return [...this].map(([key]) => key).values()
  }

  values(): MapIterator<number> {
    return [...this].map(([, count]) => count).values()
  }

  get(wanted: number): number | undefined {
    let found: number | undefined
    this.forEach((count, key) => {
      if (key === wanted) found = count
    })
    return found
  }

  has(key: number): boolean {
    return this.get(key) !== undefined
  }

  get size(): number {
    let size = 0
    this.forEach(() => size++)
    return size
  }
}
