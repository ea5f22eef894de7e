import type { Counts, IncomingBatch, InsertResult } from '../store'
import { countMissing, newStream, noteArrival, type StreamProgress } from '../shared/stream-ranges'

/** Counts of everything that came and what became of it. */
export interface MemoryLedger {
  note(batch: IncomingBatch, result: InsertResult): void
  readonly totals: { received: number; stored: number; duplicates: number }
  readonly dropped: ReadonlyMap<string, number>
  readonly removed: ReadonlyMap<string, number>
  readonly ignored: ReadonlyMap<string, number>
  clientLost(): Counts
  gaps(): number
}

const noCounts: Counts = new Map()

/** Creates an empty ledger. */
export function createMemoryLedger(): MemoryLedger {
  const totals = { received: 0, stored: 0, duplicates: 0 }
  const dropped = new Map<string, number>()
  const removed = new Map<string, number>()
  const ignored = new Map<string, number>()
  const streams = new Map<string, StreamProgress>()
  const lost = new Map<string, Map<string, number>>()
  return {
    totals,
    dropped,
    removed,
    ignored,
    note(batch, result) {
      totals.stored += result.stored
      totals.duplicates += result.duplicates
      totals.received += result.stored + result.duplicates + sumCounts(result.dropped)
      addCounts(dropped, result.dropped)
      addCounts(removed, batch.removed)
      addCounts(ignored, batch.ignored ?? noCounts)
      if (batch.stream === null) return
      const { id, nextSequence, firstSequence = nextSequence - batch.events.length - sumCounts(batch.dropped) } = batch.stream
      streams.set(id, noteArrival(streams.get(id) ?? newStream, [firstSequence, nextSequence]))
      const known = lost.get(id) ?? new Map<string, number>()
      for (const [reason, count] of batch.stream.lost) known.set(reason, Math.max(known.get(reason) ?? 0, count))
      lost.set(id, known)
    },
    clientLost() {
      const total = new Map<string, number>()
      for (const counts of lost.values()) addCounts(total, counts)
      return total
    },
    gaps: () => [...streams.values()].reduce((sum, progress) => Math.min(sum + countMissing(progress), Number.MAX_SAFE_INTEGER), 0),
  }
}

function sumCounts(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function addCounts(total: Map<string, number>, counts: Counts): void {
  for (const [name, count] of counts) total.set(name, Math.min((total.get(name) ?? 0) + count, Number.MAX_SAFE_INTEGER))
}
