import { createStreamId, type TelemetryEvent } from '@parel/telemetry-core'
import { createBackOff } from './back-off'
import type { Environment } from './environment'
import type { Losses } from './losses'
import type { TelemetryOptions } from './options'
import { createDeadMan } from './dead-man'
import { createOutbox, type Outbox } from './outbox'
import type { Page } from './page'
import { createSegments, type Segment } from './segments'
import { createSender } from './sender'
import { createSharedPause } from './shared-pause'
import { createTimers } from './timers'
import { createTransport } from './transport'

/** From a cleaned event to the server. */
export interface Delivery {
  readonly stream: string
  /** The sequence number of the next event. */
  sequence(): number
  append(event: TelemetryEvent): void
  /** Sends the open tail now. */
  flush(): Promise<void>
  /** Begins to look for what earlier pages left behind. */
  start(): void
  exit(leaving: boolean): void
  resume(): void
  online(): void
  stop(): void
  isStopped(): boolean
  /** Stops every timer; `wipe` also forgets everything, on the device too. */
  halt(wipe: boolean): void
  pending(): number
}

export interface DeliveryOptions {
  readonly endpoint: string
  readonly options: TelemetryOptions
  readonly environment: Environment
  readonly losses: Losses
  onStop(): void
}

const FLUSH_INTERVAL_MS = 5000
/** Without `fetchLater` nothing covers the tail against a crash. */
const UNCOVERED_INTERVAL_MS = 2000
const MAX_EVENTS = 200
const TIMEOUT_MS = 10_000
const COVER_DELAY_MS = 1000
const ADOPT_INTERVAL_MS = 30_000
const FIRST_ADOPT_MS = 1000

export function createDelivery({ endpoint, options, environment, losses, onStop }: DeliveryOptions): Delivery {
  const { page, now, after } = environment
  const stream = createStreamId(now())
  const keepsCopies = page !== null && options.persistence !== 'memory'
  const covers = page && 'fetchLater' in page.window && options.exit !== 'beacon'
  const transport = createTransport({ endpoint, fetch: environment.fetch, now, window: page?.window })
  const outbox = openOutbox(options, keepsCopies ? environment.indexedDB : undefined, losses)
  const backOff = createBackOff({ ...environment, shared: createSharedPause(keepsCopies ? page : null) })
  const hooks = { lost: losses.count, onTooLarge: () => segments.shrink(), exitSoon: () => exitSoon(), onStop }
  const sender = createSender({ ...readSenderOptions(options, page), ...environment, ...hooks, transport, outbox, backOff })
  const onFull = (segment: Segment) => {
    deadMan.takeBack()
    sender.add(segment, away)
  }
  const { platform = 'web', maxBatchEvents: maxEvents = MAX_EVENTS, flushIntervalMs = FLUSH_INTERVAL_MS } = options
  const segments = createSegments({ stream, platform, maxEvents, losses, onFull })
  const deadMan = createDeadMan(transport, segments)
  const timers = createTimers(after)
  let away = false
  let leaving = false
  let exiting: Promise<void> | undefined

  const cut = (inHurry: boolean) => {
    deadMan.takeBack()
    const segment = segments.cut()
    if (segment) sender.add(segment, inHurry)
  }
  const leave = () => {
    timers.cancel()
    cut(true)
    sender.exit(leaving)
  }
  /** A page that is going away lives on for its microtasks, but for no timer. */
  const exitSoon = () => {
    exiting ||= Promise.resolve().then(() => {
      exiting = undefined
      if (away) leave()
    })
  }
  const adopt = () => {
    sender.adopt()
    timers.once('adopt', ADOPT_INTERVAL_MS, adopt)
  }
  const append = (event: TelemetryEvent) => {
    if (sender.isStopped()) return
    outbox.open()
    segments.append(event)
    if (away) return exitSoon()
    timers.once('flush', covers ? flushIntervalMs : Math.min(flushIntervalMs, UNCOVERED_INTERVAL_MS), () => cut(false))
    if (covers) timers.once('cover', COVER_DELAY_MS, deadMan.cover)
  }
  const flush = () => {
    cut(false)
    sender.pump()
    return sender.settled()
  }
  const start = () => {
    if (keepsCopies) timers.once('adopt', FIRST_ADOPT_MS, adopt)
  }
  const exit = (isLeaving: boolean) => {
    away = true
    leaving ||= isLeaving
    leave()
  }
  const resume = () => {
    if (!away) return
    away = leaving = false
    sender.resume()
    if (keepsCopies) timers.once('adopt', 0, adopt)
  }
  const halt = (wipe: boolean) => {
    timers.cancel()
    deadMan.takeBack()
    if (!wipe) return sender.stop()
    segments.clear()
    sender.clear()
    outbox.destroy()
  }
  const { sequence } = segments
  const { online, stop, isStopped } = sender
  const pending = () => segments.size() + sender.pending()
  return { stream, sequence, append, flush, start, exit, resume, online, stop, isStopped, halt, pending }
}

function openOutbox({ endpoint }: TelemetryOptions, indexedDB: IDBFactory | undefined, losses: Losses): Outbox {
  // Collectors of one site must not adopt each other's events.
  const suffix = endpoint === '/api/telemetry' ? '' : ` ${endpoint}`
  return createOutbox({ indexedDB, suffix, onExpired: (events) => losses.count('expired', events) })
}

function readSenderOptions({ requestTimeoutMs, exit }: TelemetryOptions, page: Page | null) {
  return {
    timeoutMs: requestTimeoutMs ?? TIMEOUT_MS,
    beacon: exit === 'beacon' || !('keepalive' in Request.prototype),
    isOnline: () => page?.window.navigator.onLine !== false,
  }
}
