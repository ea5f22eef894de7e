import type { TelemetryEvent } from '@parel/telemetry-core'
import type { Counts } from './aggregates'

/** Why an event was not stored. */
export type DropReason =
  | 'invalid'
  | 'too_old'
  | 'future'
  | 'sealed'
  | 'opt_out'
  | 'bot'
  | 'too_many_events'
  | 'oversize'
  | 'unknown_event'
  | 'session_cap'

/** What a batch says about its stream. */
export interface IncomingStream {
  readonly id: string
  /** First sequence number of the batch. Default: `nextSequence` less the events and drops of the batch. */
  readonly firstSequence?: number
  /** One more than the last sequence number of the batch. */
  readonly nextSequence: number
  /** Cumulative losses of the stream by reason, counted by the client. */
  readonly lost: Counts
}

/** What one request brought, already cleaned. */
export interface IncomingBatch {
  readonly events: readonly TelemetryEvent[]
  /** Events of the request that were refused before the store, by reason; counted in the same transaction. */
  readonly dropped: Counts
  /** How often each cleaning rule removed something, by rule. */
  readonly removed: Counts
  /** Events of which a field was left out because of its form, such as a duration that is a text, by field. Default: none. */
  readonly ignored?: Counts
  /** What the client itself says it lost so far in this stream, by reason (cumulative), and how far its sequence has come. */
  readonly stream: IncomingStream | null
  /** Milliseconds since 1970-01-01 UTC. */
  readonly receivedAt: number
}

/** What became of a batch. received = stored + duplicates + dropped, to the unit. */
export interface InsertResult {
  readonly stored: number
  readonly duplicates: number
  readonly dropped: Counts
}
