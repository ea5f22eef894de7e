import { ZERO_BUCKET } from '@parel/telemetry-core'

// A third of core's text form: this is what is kept for years, once for each context and day.

/** Packs counts by ascending bucket: the distance to the bucket before and the count, each as a variable-length integer. */
export function encodeHistogram(histogram: readonly (readonly [number, number])[]): Uint8Array | null {
  if (histogram.length === 0) return null
  const bytes: number[] = []
  let previous = ZERO_BUCKET
  for (const [bucket, count] of histogram) {
    pushInteger(bytes, bucket - previous)
    pushInteger(bytes, count)
    previous = bucket
  }
  return Uint8Array.from(bytes)
}

/** Reads what {@link encodeHistogram} packed, anew each time: a Map of every endpoint would be the larger part of what a report leaves to the collector. */
export function openHistogram(bytes: Uint8Array): ReadonlyMap<number, number> {
  return new PackedHistogram(bytes)
}

// A class because a ReadonlyMap is one.
class PackedHistogram implements ReadonlyMap<number, number> {
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  [Symbol.iterator](): MapIterator<[bucket: number, count: number]> {
    const pairs: [number, number][] = []
    this.forEach((count, bucket) => pairs.push([bucket, count]))
    return pairs.values()
  }

  entries(): MapIterator<[bucket: number, count: number]> {
    return this[Symbol.iterator]()
  }

  keys(): MapIterator<number> {
    return [...this].map(([bucket]) => bucket).values()
  }

  values(): MapIterator<number> {
    return [...this].map(([, count]) => count).values()
  }

  forEach(see: (count: number, bucket: number, histogram: ReadonlyMap<number, number>) => void): void {
    let bucket = ZERO_BUCKET
    let isCount = false
    let value = 0
    let factor = 1
    for (const byte of this.bytes) {
      value += (byte % 128) * factor
      factor *= 128
      if (byte >= 128) continue
      if (isCount) see(value, bucket, this)
      else bucket += value
      isCount = !isCount
      value = 0
      factor = 1
    }
  }

  get(wanted: number): number | undefined {
    let found: number | undefined
    this.forEach((count, bucket) => {
      if (bucket === wanted) found = count
    })
    return found
  }

  has(bucket: number): boolean {
    return this.get(bucket) !== undefined
  }

  get size(): number {
    let buckets = 0
    this.forEach(() => buckets++)
    return buckets
  }
}

function pushInteger(bytes: number[], integer: number): void {
  let rest = integer
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
