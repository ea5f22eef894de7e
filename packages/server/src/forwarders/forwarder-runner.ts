import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ForwarderHealth } from '@parel/telemetry-core'
import { describeFailure, type TelemetryStore } from '../store/store'
import type { SpoolLimits } from './count-pending'
import { deliverBatch } from './deliver'
import type { Forwarder, ForwarderLog } from './forwarder'
import { beginOutbox, readPlace } from './outbox-place'
import { describeOutbox, type OutboxState, readForwarderKey, writeOutboxState } from './outbox-state'

/** Runs the outbox of every destination. */
export interface ForwarderRunner {
  /** Begins. Resolves when every new destination has its place: what is stored after that is sent. */
  start(): Promise<void>
  /** One round of one destination: sends until nothing waits or it fails. For tests and for hosts without timers. */
  runOnce(name: string): Promise<void>
  /** Stops: what is on its way is given `graceMs`, 3000 if not told, then cut; it will be sent again. */
  stop(graceMs?: number): Promise<void>
  /** State and lag of each destination. */
  health(): readonly ForwarderHealth[]
  /** Which fields each destination gets. */
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** What {@link createForwarderRunner} works with. */
export interface ForwarderRunnerOptions {
  readonly store: () => Promise<Pick<TelemetryStore, 'readEvents' | 'readSetting' | 'writeSetting' | 'acquireLease'>>
  readonly forwarders: readonly Forwarder[]
  readonly now: () => number
  readonly logger: ForwarderLog
  /** Asked before each batch, because a retention may be noted later. Default: 250,000 events and 7 days. */
  readonly limits?: (store: Pick<TelemetryStore, 'readSetting'>) => Promise<SpoolLimits>
  /** Milliseconds between two looks for new events. Default: 2000. */
  readonly intervalMs?: number
  /** Milliseconds that a batch may take. Default: 60000. */
  readonly sendTimeoutMs?: number
  /** A number from 0 to 1, for the jitter. */
  readonly random?: () => number
}

/** After a killed process another one waits so long; while a batch is sent, the lease is renewed. */
const LEASE_MS = 8000
const RENEWAL_MS = 3000
/** Longer than any destination of ours takes; one of the host's own may never answer, and would be waited for as long as the process lives. */
const SEND_TIMEOUT_MS = 60_000
/** Batches of one round, so that a stop never waits for a long queue. */
const MAX_BATCHES = 200

/** Creates the runner. Of many processes on one store, one sends for a destination: the one that holds its lease. */
export function createForwarderRunner(options: ForwarderRunnerOptions): ForwarderRunner {
  const { forwarders, now, intervalMs = 2000 } = options
  const holder = randomUUID()
  const states = new Map<string, OutboxState | null>()
  const stopped = new AbortController()
  const cut = new AbortController()
  const rounds: Promise<void>[] = []
  const roundOf = (forwarder: Forwarder): Round => ({ ...options, forwarder, holder, states, stopped: stopped.signal, cut: cut.signal })
  const round = (forwarder: Forwarder) => withStore(roundOf(forwarder), sendWaiting)
  return {
    async start() {
      const begin = (forwarder: Forwarder) => {
        const place = withStore(roundOf(forwarder), takePlace)
        rounds.push(place.then(() => repeat(() => round(forwarder), { intervalMs, signal: stopped.signal })))
        return place
      }
      await Promise.all(forwarders.map(begin))
    },
    async runOnce(name) {
      const forwarder = forwarders.find((known) => known.name === name)
      if (forwarder !== undefined) await round(forwarder)
    },
    async stop(graceMs = 3000) {
      stopped.abort()
      const timer = setTimeout(() => cut.abort(), graceMs)
      await Promise.all(rounds)
      clearTimeout(timer)
      if (rounds.length > 0) await giveUpLeases(options, holder)
    },
    health: () => forwarders.map(({ name }) => describeOutbox(name, states.get(name) ?? null, now())),
    destinations: forwarders.map(({ name, fields }) => ({ name, fields })),
  }
}

/** So that the next process need not wait for them to run out. */
async function giveUpLeases({ store, forwarders, now, logger }: ForwarderRunnerOptions, holder: string): Promise<void> {
  try {
    const open = await store()
    for (const { name } of forwarders) await open.acquireLease(`forwarder:${name}`, { holder, ttlMs: 1, now: now() })
  } catch (error) {
    // They run out by themselves.
    logger.warn('leases were not given up', { ...describeFailure(error) })
  }
}

async function repeat(act: () => Promise<void>, { intervalMs, signal }: { readonly intervalMs: number; readonly signal: AbortSignal }): Promise<void> {
  while (!signal.aborted) {
    await act()
    if (!signal.aborted) await rest(intervalMs, signal)
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    timer.unref()
    signal.addEventListener('abort', done)
  })
}

type Round = ForwarderRunnerOptions & {
  readonly forwarder: Forwarder
  readonly holder: string
  readonly states: Map<string, OutboxState | null>
  readonly stopped: AbortSignal
  readonly cut: AbortSignal
}

/** A store that fails is tried again with the next round; the host is told the kind of the error and nothing of its text. */
async function withStore(round: Round, work: (round: Round) => Promise<void>): Promise<void> {
  const { forwarder, logger } = round
  try {
    await work(round)
  } catch (error) {
    logger.error('forwarder could not use the store', { forwarder: forwarder.name, ...describeFailure(error) })
  }
}

/** Gives a new destination its place before anything is sent, so that no event of the first moments is passed over. */
async function takePlace({ forwarder, holder, states, now, logger, ...round }: Round): Promise<void> {
  const store = await round.store()
  const { name } = forwarder
  const isOurs = await store.acquireLease(`forwarder:${name}`, { holder, ttlMs: LEASE_MS, now: now() })
  const known = await readPlace(store, { forwarder, logger, isOurs })
  const state = known ?? (isOurs ? await beginOutbox(store, forwarder) : null)
  if (known === null && state !== null) await writeOutboxState(store, name, state)
  states.set(name, state)
}

async function sendWaiting(round: Round): Promise<void> {
  const { forwarder, holder, states, now, logger, stopped } = round
  const store = await round.store()
  const { name } = forwarder
  for (let batches = 0; batches < MAX_BATCHES && !stopped.aborted; batches++) {
    const lease = () => store.acquireLease(`forwarder:${name}`, { holder, ttlMs: LEASE_MS, now: now() })
    const isOurs = await lease()
    const before = await readPlace(store, { forwarder, logger, isOurs })
    if (!isOurs) return void states.set(name, before)
    const after = before === null ? await beginOutbox(store, forwarder) : await whileRenewing(lease, () => deliver(before, round))
    if (!isDeepStrictEqual(before, after)) {
      // Who was away for longer than the lease, in a laptop that slept, would put the place back to where it was: what another has sent since would be sent again.
      const meanwhile = await readPlace(store, { forwarder, logger, isOurs: false })
      if (!isDeepStrictEqual(meanwhile, before)) return void states.set(name, meanwhile)
      await writeOutboxState(store, name, after)
    }
    states.set(name, after)
    tellChange(name, { before, after, logger })
    if (after.pending === 0 || after.nextAttemptAt > now()) return
  }
}

/** A slow destination must not lose its sender to another process in the middle of a batch. */
async function whileRenewing<Result>(lease: () => Promise<boolean>, work: () => Promise<Result>): Promise<Result> {
  // A lease that cannot be renewed runs out; then two may send, and the ids tell the repetition.
  const timer = setInterval(() => void lease().catch(() => false), RENEWAL_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

async function deliver(before: OutboxState, round: Round): Promise<OutboxState> {
  const { forwarder, now, random = Math.random, sendTimeoutMs = SEND_TIMEOUT_MS } = round
  const store = await round.store()
  const limits = (await round.limits?.(store)) ?? { maxPending: 250_000, maxAgeMs: 7 * 86_400_000 }
  const key = await readForwarderKey(store, forwarder.name)
  return deliverBatch(before, { store, forwarder, key, limits, now, random, patience: { timeoutMs: sendTimeoutMs, signal: round.cut } })
}

function tellChange(forwarder: string, { before, after, logger }: { readonly before: OutboxState | null; readonly after: OutboxState; readonly logger: ForwarderLog }): void {
  if (after.state === 'failing' && before?.state !== 'failing') logger.error('forwarder is failing', { forwarder, reason: after.lastError, pending: after.pending })
  if (after.state === 'ok' && before?.state === 'failing') logger.info('forwarder works again', { forwarder, pending: after.pending })
  if (before !== null && after.dropped > before.dropped) logger.error('forwarder dropped events', { forwarder, events: after.dropped - before.dropped, reason: after.lastError })
}
