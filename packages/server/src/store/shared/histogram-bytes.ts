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

/** Reads what {@link encodeHistogram} packed. */
export function decodeHistogram(bytes: Uint8Array): ReadonlyMap<number, number> {
  const histogram = new Map<number, number>()
  let bucket = ZERO_BUCKET
  let isCount = false
  let value = 0
  let factor = 1
  for (const byte of bytes) {
    value += (byte % 128) * factor
    factor *= 128
    if (byte >= 128) continue
    if (isCount) histogram.set(bucket, value)
    else bucket += value
    isCount = !isCount
    value = 0
    factor = 1
  }
  return histogram
}

function pushInteger(bytes: number[], integer: number): void {
  let rest = integer
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
