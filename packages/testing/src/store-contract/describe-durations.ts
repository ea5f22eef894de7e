import { ZERO_BUCKET } from '@parel/telemetry-core'

// After the definitions, with nothing of the code that a store uses.

/** The duration columns of a row. */
export function describeDurations(durations: readonly number[]) {
  const sorted = [...durations].sort((left, right) => left - right)
  const histogram = new Map<number, number>()
  for (const bucket of sorted.map(bucketWith)) histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1)
  return {
    durationCount: sorted.length,
    durationSum: sorted.reduce((sum, duration) => sum + duration, 0),
    durationMin: sorted[0] ?? null,
    durationMax: sorted.at(-1) ?? null,
    p50: between(sorted, 50),
    p95: between(sorted, 95),
    p99: between(sorted, 99),
    histogram,
  }
}

/** The per cent of the way from the first rank to the last, with linear interpolation between the two closest ranks. */
function between(sorted: readonly number[], perCent: number): number | null {
  if (sorted.length === 0) return null
  // In hundredths, so that the rank is a whole number wherever it should be one.
  const hundredths = perCent * (sorted.length - 1)
  const part = (hundredths % 100) / 100
  const below = sorted[Math.floor(hundredths / 100)] ?? 0
  const above = sorted[Math.ceil(hundredths / 100)] ?? 0
  return below + (above - below) * part
}

// Where the buckets of 0 to 27 doublings end, 32 to each; the last holds a day.
const ends = Array.from({ length: 27 * 32 + 1 }, (_, index) => 2 ** (index / 32))

/** The first bucket that does not end before the duration. */
function bucketWith(duration: number): number {
  return duration === 0 ? ZERO_BUCKET : ends.findIndex((end) => end >= duration) - 1
}
