/** Half-open range of sequence numbers. */
export type SequenceRange = readonly [from: number, to: number]

/** How far the sequence of a stream has come, and which parts of it never arrived. */
export interface StreamProgress {
  readonly next: number
  readonly missing: readonly SequenceRange[]
  /** Missing numbers that are no longer looked for. */
  readonly abandoned: number
}

export const newStream: StreamProgress = { next: 0, missing: [], abandoned: 0 }

// A stream with more holes than this is beyond repair; the oldest holes are given up and stay counted.
const maxRanges = 32

/** Notes that a range of a stream arrived. Holes open when a later range comes first and close when the late one follows. */
export function noteArrival(progress: StreamProgress, [from, to]: SequenceRange): StreamProgress {
  const left = progress.missing.flatMap(([start, end]): SequenceRange[] =>
    [[start, Math.min(end, from)] as const, [Math.max(start, to), end] as const].filter(([first, last]) => first < last),
  )
  const missing = from > progress.next ? [...left, [progress.next, from] as const] : left
  const given = missing.slice(0, Math.max(0, missing.length - maxRanges))
  return { next: Math.max(progress.next, to), missing: missing.slice(given.length), abandoned: progress.abandoned + sumRanges(given) }
}

/** Sequence numbers that never arrived. */
export function countMissing({ missing, abandoned }: StreamProgress): number {
  return sumRanges(missing) + abandoned
}

function sumRanges(ranges: readonly SequenceRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0)
}
