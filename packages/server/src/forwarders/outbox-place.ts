import type { TelemetryStore } from '../store/store'
import type { Forwarder, ForwarderLog } from './forwarder'
import { type OutboxState, readOutboxState, startState, writeOutboxState } from './outbox-state'

type PlaceStore = Pick<TelemetryStore, 'readEvents' | 'readSetting' | 'writeSetting'>

/** What {@link readPlace} works with. */
export interface PlaceOptions {
  readonly forwarder: Forwarder
  readonly logger: ForwarderLog
  /** Whether this process sends for the destination: nobody else writes its state. */
  readonly isOurs: boolean
}

/** Reads where a destination stands; null when it never ran. What is damaged is told once, because it is written anew: thrown, nothing would be sent any more. */
export async function readPlace(store: PlaceStore, { forwarder, logger, isOurs }: PlaceOptions): Promise<OutboxState | null> {
  const stored = await readOutboxState(store, forwarder.name)
  if (stored.state !== 'damaged') return stored.state
  if (!isOurs) return null
  const state = stored.cursor === null ? await beginOutbox(store, forwarder) : startState(stored.cursor, forwarder.batchSize)
  await writeOutboxState(store, forwarder.name, state)
  const from = stored.cursor === null ? 'with what is stored from now on, and what waited is not sent' : 'where it was'
  logger.error(`the state of a forwarder is damaged in the database; it goes on ${from}, and its counts begin anew`, { forwarder: forwarder.name })
  return state
}

/** A new destination gets what is stored from now on, never the past: nobody agreed to that. */
export async function beginOutbox(store: Pick<TelemetryStore, 'readEvents'>, { batchSize }: Forwarder): Promise<OutboxState> {
  const { cursor } = await store.readEvents({ limit: 1 })
  return startState(cursor, batchSize)
}
