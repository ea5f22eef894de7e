import type { CallResult, EncodedResults, Pairs } from './protocol'

const width = 3
const none: Pairs = []

/** Writes results for the host: nearly all are three numbers, and copying an object for each would cost several times as much. */
export function packResults(results: readonly CallResult[]): EncodedResults {
  const counts: number[] = []
  const dropped: (readonly [number, Pairs])[] = []
  for (const [call, result] of results) {
    counts.push(call, result.stored, result.duplicates)
    if (result.dropped.length > 0) dropped.push([call, result.dropped])
  }
  return { counts, dropped }
}

/** Reads what {@link packResults} wrote. */
export function* unpackResults({ counts, dropped }: EncodedResults): Generator<CallResult> {
  const known = new Map(dropped)
  for (let at = 0; at < counts.length; at += width) {
    const [call = 0, stored = 0, duplicates = 0] = [counts[at], counts[at + 1], counts[at + 2]]
    yield [call, { stored, duplicates, dropped: known.get(call) ?? none }]
  }
}
