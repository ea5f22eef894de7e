import { bucketOf as computeBucket } from '@parel/telemetry-core'

// A logarithm an event would be the dearest step of a fold; nearly all durations are below this.
const tableSize = 16_384
const table = Int16Array.from({ length: tableSize }, (_, duration) => computeBucket(duration))

/** Core's histogram bucket of a duration in whole milliseconds, from a table. */
export function bucketOf(duration: number): number {
  return table[duration] ?? computeBucket(duration)
}
