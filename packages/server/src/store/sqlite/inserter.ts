import { estimateEventBytes } from '../shared/event-size'
import { StoreBusyError, type IncomingBatch, type InsertResult, type TelemetryStore } from '../store'
import { packBatch } from './pack-batch'
import type { BatchResult } from './protocol'
import type { SqliteStoreOptions } from './sqlite-store'
import type { WorkerClient } from './worker-client'

/** Hands batches to the scribe, and turns away what does not fit beside those that wait. */
export interface Inserter {
  readonly insert: TelemetryStore['insert']
  /** Rejects as the last insert did, for a while; after that, by writing nothing, but durably. */
  proveWritable(): Promise<void>
}

/** For how many milliseconds a failed insert means "not ready": a small write may still fit into a full file when a batch does not. */
const failureCountsMs = 10_000
const nothing: IncomingBatch = { events: [], dropped: new Map(), removed: new Map(), stream: null, receivedAt: 0 }

type Limits = Pick<SqliteStoreOptions, 'path' | 'maxQueuedEvents' | 'maxQueuedBytes'>

/** Creates the inserter of a file. */
export function createInserter(options: Limits, scribe: () => Promise<WorkerClient>): Inserter {
  const room = createRoom(options)
  let failure: { readonly error: unknown; readonly at: number } | null = null
  // Never holds the batch: its events are written for the scribe at once, and their objects can go.
  const settle = async (writing: Promise<BatchResult>, place: Place): Promise<InsertResult> => {
    try {
      const { stored, duplicates, dropped } = await writing
      failure = null
      return { stored, duplicates, dropped: new Map(dropped) }
    } catch (error) {
      if (!(error instanceof StoreBusyError)) failure = { error, at: performance.now() }
      throw error
    } finally {
      room.leave(place)
    }
  }
  const write = (batch: IncomingBatch): Promise<InsertResult> => {
    try {
      const place = room.enter(batch)
      return settle(scribe().then((worker) => worker.insert(packBatch(batch))), place)
    } catch (error) {
      return Promise.reject(error)
    }
  }
  return {
    insert: write,
    async proveWritable() {
      if (failure === null) return
      if (performance.now() - failure.at < failureCountsMs) throw failure.error
      await write(nothing)
    },
  }
}

/** What a batch takes while it waits. */
interface Place {
  readonly events: number
  readonly bytes: number
}

/** What waits to be written. */
interface Room {
  /** Throws {@link StoreBusyError} when the batch does not fit; one alone always does. */
  enter(batch: IncomingBatch): Place
  leave(place: Place): void
}

function createRoom({ maxQueuedEvents = 10_000, maxQueuedBytes = 16 * 1024 * 1024, path }: Limits): Room {
  let events = 0
  let bytes = 0
  return {
    enter(batch) {
      // A batch without events waits too, for what it says of its stream.
      const weight = Math.max(1, batch.events.length)
      let size = 0
      for (const event of batch.events) size += estimateEventBytes(event)
      if (events > 0 && (events + weight > maxQueuedEvents || bytes + size > maxQueuedBytes)) {
        throw new StoreBusyError(`${events} events of about ${bytes} bytes wait to be written to ${path}.`)
      }
      events += weight
      bytes += size
      return { events: weight, bytes: size }
    },
    leave(place) {
      events -= place.events
      bytes -= place.bytes
    },
  }
}
