import { ZERO_BUCKET } from '@parel/telemetry-core'
import type { PageHistograms } from '../store'
import { PackedCounts } from './packed-counts'

// A sixth of pairs of text and number: a page of a busy day has a hundred buckets.

/** Page histograms as they are written: for each page the distance to the bucket before and the count, in turn. */
export type PackedVitals = readonly (readonly [page: string, numbers: readonly number[]])[]

/** Packs page histograms, whatever the order of their buckets. */
export function packVitals(vitals: PageHistograms): PackedVitals {
  return [...vitals].map(([page, histogram]) => {
    let previous = ZERO_BUCKET
    const numbers: number[] = []
    for (const [bucket, count] of [...histogram].sort(([left], [right]) => left - right)) {
      numbers.push(bucket - previous, count)
      previous = bucket
    }
    return [page, numbers]
  })
}

/** Reads what {@link packVitals} wrote. */
export function openVitals(packed: PackedVitals): PageHistograms {
  return new Map(packed.map(([page, numbers]) => [page, new PackedList(numbers)]))
}

class PackedList extends PackedCounts {
  private readonly numbers: readonly number[]

  constructor(numbers: readonly number[]) {
    super()
    this.numbers = numbers
  }

  forEach(see: (count: number, bucket: number, histogram: ReadonlyMap<number, number>) => void): void {
    let bucket = ZERO_BUCKET
    for (let at = 0; at < this.numbers.length; at += 2) {
      bucket += this.numbers[at] ?? 0
      see(this.numbers[at + 1] ?? 0, bucket, this)
    }
  }
}
