import { ZERO_BUCKET } from '@parel/telemetry-core'
import { PackedCounts } from './packed-counts'

// A third of the size of core's text form. This form is kept for years, once for each context and day.

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

/** Reads what {@link encodeHistogram} packed. */
export function openHistogram(bytes: Uint8Array): ReadonlyMap<number, number> {
  return new PackedHistogram(bytes)
}

class PackedHistogram extends PackedCounts {
  private readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super()
    this.bytes = bytes
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
}

function pushInteger(bytes: number[], integer: number): void {
  let rest = integer
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
