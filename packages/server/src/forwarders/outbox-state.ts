import { randomBytes } from 'node:crypto'
import type { ForwarderHealth } from '@parel/telemetry-core'
import type { Cursor, TelemetryStore } from '../store/store'

/** What is known of one destination. It lives in the store's settings, so it survives any end of the process. */
export interface OutboxState {
  /** Everything up to here was sent, dropped or not wanted. */
  readonly cursor: Cursor
  /** Everything up to here has been counted. */
  readonly head: Cursor
  /** Events between the two. */
  readonly pending: number
  readonly sent: number
  readonly dropped: number
  readonly failures: number
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nextAttemptAt: number
  readonly oldestPendingAt: number | null
  readonly lastError: string | null
  readonly state: ForwarderHealth['state']
  /** How many events the next batch may have; smaller after a refusal, to find the one that is refused. */
  readonly batchSize: number
  /** Tries of a single event that was refused. */
  readonly tries: number
}

type Settings = Pick<TelemetryStore, 'readSetting' | 'writeSetting'>

/** Prefix of the settings that hold the state of destinations. */
export const OUTBOX_PREFIX = 'forwarder:'

/** The state of a destination that starts at a place. */
export function startState(cursor: Cursor, batchSize: number): OutboxState {
  return {
    cursor, head: cursor, pending: 0, sent: 0, dropped: 0, failures: 0, nextAttemptAt: 0, oldestPendingAt: null, lastError: null, state: 'ok', batchSize, tries: 0,
  }
}

/** Reads the state of a destination; null when it never ran. */
export async function readOutboxState(store: Settings, name: string): Promise<OutboxState | null> {
  const text = await store.readSetting(OUTBOX_PREFIX + name)
  return text === null ? null : (JSON.parse(text) as OutboxState)
}

/** Writes the state of a destination. */
export function writeOutboxState(store: Settings, name: string, state: OutboxState): Promise<void> {
  return store.writeSetting(OUTBOX_PREFIX + name, JSON.stringify(state))
}

/** The key that makes the ids of a destination; made on first use. */
export async function readForwarderKey(store: Settings, name: string): Promise<string> {
  const setting = `forwarder-key:${name}`
  const known = await store.readSetting(setting)
  if (known !== null) return known
  const key = randomBytes(32).toString('base64url')
  await store.writeSetting(setting, key)
  return key
}

/** What the dashboard shows of a destination. */
export function describeOutbox(name: string, state: OutboxState | null, now: number): ForwarderHealth {
  if (state === null) return { name, state: 'waiting', sent: 0, dropped: 0, pending: 0, lagMs: null, lastError: null }
  const { sent, dropped, pending, oldestPendingAt, lastError } = state
  return { name, state: state.state, sent, dropped, pending, lagMs: oldestPendingAt === null ? null : Math.max(0, now - oldestPendingAt), lastError }
}
