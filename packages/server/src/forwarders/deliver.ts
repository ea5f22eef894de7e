import type { TelemetryEvent } from '@parel/telemetry-core'
import type { EventPage, TelemetryStore } from '../store/store'
import { askToSend, askWanted, type Patience } from './ask-forwarder'
import { backOffMs } from './back-off'
import { advance, countPending, dropExcess, noticeDeleted, type SpoolLimits } from './count-pending'
import type { Forwarder, SendResult } from './forwarder'
import type { OutboxState } from './outbox-state'
import { pickFields } from './pick-fields'
import { seeClock } from './seen-clock'

/** What one step works with. */
export interface DeliveryOptions {
  readonly store: Pick<TelemetryStore, 'readEvents'>
  readonly forwarder: Forwarder
  /** Secret that makes this destination's ids. */
  readonly key: string
  readonly limits: SpoolLimits
  readonly now: () => number
  /** A number from 0 to 1. */
  readonly random: () => number
  readonly patience: Patience
}

/** An event that is refused or too large is tried so often, alone, before it is set aside. */
const MAX_TRIES = 3
const LONGEST_REST_MS = 86_400_000

/** Counts what waits, sends one batch of it and says where the destination stands then. */
export async function deliverBatch(before: OutboxState, options: DeliveryOptions): Promise<OutboxState> {
  const { store, limits, forwarder, now } = options
  const clock = seeClock(before, now())
  // Once an hour: of a long queue it reads every event.
  const counted = await noticeDeleted(store, await countPending(store, { ...before, ...clock }), clock.clockAt !== before.clockAt)
  const state = await dropExcess(store, counted, limits)
  if (state.pending === 0 || isResting(state, now())) return state
  const page = await store.readEvents({ after: state.cursor, limit: Math.min(state.batchSize, state.pending) })
  // Clean-up took what was never sent.
  if (page.events.length === 0) return advance({ ...state, dropped: state.dropped + state.pending }, { cursor: page.cursor, count: state.pending })
  // To a clock that may be wrong nothing is too old.
  const oldest = state.leapAt === null ? now() - limits.maxAgeMs : -Infinity
  const isExpired = ({ createdAt }: TelemetryEvent) => createdAt < oldest
  const wanted = askWanted(forwarder, page.events.filter((event) => !isExpired(event)))
  const result = wanted?.length === 0 ? ({ outcome: 'sent' } as const) : await send(wanted, options)
  return settle(state, { page, wanted: wanted ?? [], isExpired, result, options })
}

/** A rest that is longer than it was to be was begun by a clock that was put back since. */
function isResting({ nextAttemptAt, restMs }: OutboxState, now: number): boolean {
  return now < nextAttemptAt && nextAttemptAt - now <= restMs
}

function send(events: readonly TelemetryEvent[] | null, { forwarder, key, patience }: DeliveryOptions): Promise<SendResult> {
  return askToSend(forwarder, events && events.map((event) => pickFields(event, forwarder.fields, key)), patience)
}

interface Settlement {
  readonly page: EventPage
  readonly wanted: readonly TelemetryEvent[]
  readonly isExpired: (event: TelemetryEvent) => boolean
  readonly result: SendResult
  readonly options: DeliveryOptions
}

async function settle(state: OutboxState, settlement: Settlement): Promise<OutboxState> {
  const { page, wanted, isExpired, result, options } = settlement
  const dropped = result.dropped ?? 0
  if (result.outcome === 'sent') {
    const counted = { ...state, sent: state.sent + wanted.length - dropped, dropped: state.dropped + dropped + page.events.filter(isExpired).length }
    // Where nothing was wanted, nothing was sent: that tells nothing of the destination.
    return advance(wanted.length > 0 ? recovered(counted, options.forwarder) : behindFailure(counted, options.forwarder), { cursor: page.cursor, count: page.events.length })
  }
  const moved = await advancePartly({ ...state, dropped: state.dropped + dropped }, settlement)
  if (result.outcome === 'refused' || result.outcome === 'too_large') return narrow(moved, settlement)
  // Otherwise one that needs longer than it is given would get the same events for ever.
  const smaller = result.isSlow === true && { batchSize: Math.max(1, Math.floor(sizeOf(state, settlement) / 2)), growsSlowly: true }
  return rest({ ...moved, ...smaller }, result, options)
}

/** How many events the destination was to take and did not. */
function sizeOf(state: OutboxState, { page, result }: Settlement): number {
  return Math.min(state.batchSize, page.events.length - (result.done ?? 0))
}

/** Moves the place behind the events that a destination took before it failed. */
async function advancePartly(state: OutboxState, { page, wanted, isExpired, result, options }: Settlement): Promise<OutboxState> {
  const last = wanted[(result.done ?? 0) - 1]
  if (last === undefined) return state
  const count = page.events.indexOf(last) + 1
  const expired = page.events.slice(0, count).filter(isExpired).length
  const { cursor } = await options.store.readEvents({ after: state.cursor, limit: count })
  const sent = state.sent + (result.done ?? 0) - (result.dropped ?? 0)
  return advance({ ...state, sent, dropped: state.dropped + expired, tries: 0 }, { cursor, count })
}

/** Halves the batch until the event that is refused stands alone; then sets it aside after three tries. */
async function narrow(state: OutboxState, settlement: Settlement): Promise<OutboxState> {
  const { result, options } = settlement
  const size = sizeOf(state, settlement)
  const growsSlowly = state.growsSlowly || result.outcome === 'too_large'
  if (size > 1) return rest({ ...state, batchSize: Math.floor(size / 2), growsSlowly }, { ...result, retryAfterMs: 0 }, options)
  if (state.tries + 1 < MAX_TRIES) return rest({ ...state, tries: state.tries + 1 }, result, options)
  const { cursor, events } = await options.store.readEvents({ after: state.cursor, limit: 1 })
  const dropped = state.dropped + events.length
  // It was this one event that was too much.
  return advance({ ...behindFailure({ ...state, growsSlowly: false }, options.forwarder), dropped, lastError: `set an event aside: ${result.reason ?? 'refused'}` }, { cursor, count: events.length })
}

function rest(state: OutboxState, { outcome, reason, retryAfterMs }: SendResult, { now, random }: DeliveryOptions): OutboxState {
  const failures = state.failures + 1
  // What the destination asks for is the least; a wrong token does not become right within seconds.
  const ownMs = backOffMs(outcome === 'stopped' ? failures + 4 : failures, random)
  const waitMs = retryAfterMs === 0 ? 0 : Math.min(LONGEST_REST_MS, Math.max(ownMs, retryAfterMs ?? 0))
  const isFailing = outcome === 'stopped' || failures >= 3
  return { ...state, failures, nextAttemptAt: now() + waitMs, restMs: waitMs, lastError: reason ?? null, state: isFailing ? 'failing' : 'waiting' }
}

/** A success clears the past. */
function recovered(state: OutboxState, forwarder: Forwarder): OutboxState {
  return { ...behindFailure(state, forwarder), failures: 0, lastError: null, state: 'ok' }
}

/** What comes next is tried at once, in a larger batch. That an event is set aside is no success: where all are refused, each has to wait for longer. */
function behindFailure(state: OutboxState, forwarder: Forwarder): OutboxState {
  // Twice as large each time, every other batch would again be too much for a destination that is slow.
  const batchSize = Math.min(forwarder.batchSize, state.growsSlowly ? state.batchSize + Math.ceil(state.batchSize / 10) : state.batchSize * 2)
  return { ...state, tries: 0, nextAttemptAt: 0, batchSize, growsSlowly: state.growsSlowly && batchSize < forwarder.batchSize }
}
