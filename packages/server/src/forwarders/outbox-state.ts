import { randomBytes } from 'node:crypto'
import type { ForwarderHealth } from '@parel/telemetry-core'
import * as v from 'valibot'
import type { Cursor, TelemetryStore } from '../store/store'
import type { SeenClock } from './seen-clock'

/** What is known of one destination. It lives in the store's settings, so it survives any end of the process. */
export interface OutboxState extends SeenClock {
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
  /** How long the rest until then is, in milliseconds: a longer one was begun by a clock that was put back since. */
  readonly restMs: number
  /** Of the first event that waits; null where that is not known. */
  readonly oldestPendingAt: number | null
  readonly lastError: string | null
  readonly state: ForwarderHealth['state']
  /** How many events the next batch may have; smaller after a refusal, to find the one that is refused. */
  readonly batchSize: number
  /** Whether larger batches were too much for the destination, so that it gets them little by little. */
  readonly growsSlowly: boolean
  /** Tries of a single event that was refused. */
  readonly tries: number
}

type Settings = Pick<TelemetryStore, 'readSetting' | 'writeSetting'>

/** Prefix of the settings that hold the state of destinations. */
export const OUTBOX_PREFIX = 'forwarder:'

/** The state of a destination that starts at a place. */
export function startState(cursor: Cursor, batchSize: number): OutboxState {
  return {
    cursor, head: cursor, pending: 0, sent: 0, dropped: 0, failures: 0, nextAttemptAt: 0, restMs: 0, oldestPendingAt: null, lastError: null, state: 'ok', batchSize, growsSlowly: false, tries: 0,
    clockAt: 0, leapAt: null,
  }
}

const count = v.pipe(v.number(), v.minValue(0))
// An earlier version noted no more than that a destination rests, of which an hour was usually the most.
const longestUnnotedRestMs = 3_600_000
const form = v.pipe(v.string(), v.parseJson(), v.object({
  cursor: v.string(), head: v.string(), pending: count, sent: count, dropped: count, failures: count, nextAttemptAt: v.number(), oldestPendingAt: v.nullable(v.number()),
  lastError: v.nullable(v.string()), state: v.picklist(['ok', 'waiting', 'failing']), batchSize: v.pipe(v.number(), v.integer(), v.minValue(1)), tries: count,
  restMs: v.optional(count, longestUnnotedRestMs), growsSlowly: v.optional(v.boolean(), false), clockAt: v.optional(count, 0), leapAt: v.optional(v.nullable(v.number()), null),
}))

/** What stands in a store of a destination: nothing of one that never ran; of a damaged text the place, where that can be read. */
export type StoredOutbox = { readonly state: OutboxState | null } | { readonly state: 'damaged'; readonly cursor: Cursor | null }

/** Reads a state as it is stored. */
export function parseOutboxState(text: string | null): StoredOutbox {
  if (text === null) return { state: null }
  const parsed = v.safeParse(form, text)
  return parsed.success ? { state: parsed.output } : { state: 'damaged', cursor: /^\{"cursor":"([^"\\]{1,64})"/.exec(text)?.[1] ?? null }
}

/** Reads the state of a destination. */
export async function readOutboxState(store: Settings, name: string): Promise<StoredOutbox> {
  return parseOutboxState(await store.readSetting(OUTBOX_PREFIX + name))
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
