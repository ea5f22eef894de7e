import { createStreamId, type TelemetryEvent } from '@parel/telemetry-core'
import { createBackOff } from './back-off'
import type { Environment } from './environment'
import type { Losses } from './losses'
import type { TelemetryOptions } from './options'
import { createOutbox } from './outbox'
import { createSegments } from './segments'
import { createSender } from './sender'
import { createSharedPause } from './shared-pause'
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
const MAX_COVER_CHARS = 16 * 1024
const ADOPT_INTERVAL_MS = 30_000
const FIRST_ADOPT_MS = 1000

export function createDelivery({ endpoint, options, environment, losses, onStop }: DeliveryOptions): Delivery {
  const { page, now, after } = environment
  const stream = createStreamId(now())
  const keepsCopies = page && options.persistence !== 'memory'
  const covers = page && 'fetchLater' in page.window && options.exit !== 'beacon'
  const outbox = createOutbox({
    indexedDB: keepsCopies ? environment.indexedDB : undefined,
    suffix: options.endpoint === '/api/telemetry' ? '' : ` ${options.endpoint}`,
    onExpired: (events) => losses.count('expired', events),
  })
  const transport = createTransport({ endpoint, fetch: environment.fetch, now, window: page?.window })
  const sender = createSender({
    ...environment,
    transport,
    outbox,
    backOff: createBackOff({ ...environment, shared: createSharedPause(keepsCopies ? page : null) }),
    timeoutMs: options.requestTimeoutMs ?? TIMEOUT_MS,
    beacon: options.exit === 'beacon' || !('keepalive' in Request.prototype),
    isOnline: () => page?.window.navigator.onLine !== false,
    lost: losses.count,
    exitSoon: () => exitSoon(),
    onTooLarge: () => segments.shrink(),
    onStop,
  })
  const segments = createSegments({
    stream,
    platform: options.platform ?? 'web',
    maxEvents: options.maxBatchEvents ?? MAX_EVENTS,
    losses,
    onFull(segment) {
      takeCoverBack()
      sender.add(segment, away)
    },
  })
  const flushIntervalMs = options.flushIntervalMs ?? FLUSH_INTERVAL_MS
  const timers = new Map<string, () => void>()
  let uncover: (() => void) | null = null
  let away = false
  let leaving = false
  let exiting: Promise<void> | undefined

  /** One waiting timer of each kind. */
  const once = (kind: string, delayMs: number, task: () => void) => {
    if (timers.has(kind)) return
    const run = () => {
      timers.delete(kind)
      task()
    }
    timers.set(kind, after(delayMs, run))
  }
  const cancelTimers = () => {
    timers.forEach((cancel) => cancel())
    timers.clear()
  }
  const takeCoverBack = () => {
    uncover?.()
    uncover = null
  }
  /** The dead man's copy: the browser sends it when this page can no longer do so. */
  const cover = () => {
    takeCoverBack()
    const body = segments.peek()
    if (segments.size() && body.length <= MAX_COVER_CHARS) uncover = transport.later(body)
  }
  const cut = (inHurry: boolean) => {
    takeCoverBack()
    const segment = segments.cut()
    if (segment) sender.add(segment, inHurry)
  }
  const exit = () => {
    cancelTimers()
    cut(true)
    sender.exit(leaving)
  }
  /** A page that is going away lives on for its microtasks, but for no timer. */
  const exitSoon = () => {
    exiting ||= Promise.resolve().then(() => {
      exiting = undefined
      if (away) exit()
    })
  }
  const adoptAgain = () => {
    sender.adopt()
    once('adopt', ADOPT_INTERVAL_MS, adoptAgain)
  }
  return {
    stream,
    sequence: segments.sequence,
    append(event) {
      if (sender.isStopped()) return
      outbox.open()
      segments.append(event)
      if (away) return exitSoon()
      once('flush', covers ? flushIntervalMs : Math.min(flushIntervalMs, UNCOVERED_INTERVAL_MS), () => cut(false))
      if (covers) once('cover', COVER_DELAY_MS, cover)
    },
    flush() {
      cut(false)
      sender.pump()
      return sender.settled()
    },
    start() {
      if (keepsCopies) once('adopt', FIRST_ADOPT_MS, adoptAgain)
    },
    exit(isLeaving) {
      away = true
      leaving ||= isLeaving
      exit()
    },
    resume() {
      if (!away) return
      away = leaving = false
      sender.resume()
      if (keepsCopies) once('adopt', 0, adoptAgain)
    },
    online: sender.online,
    stop: sender.stop,
    isStopped: sender.isStopped,
    halt(wipe) {
      cancelTimers()
      takeCoverBack()
      if (!wipe) return sender.stop()
      segments.clear()
      sender.clear()
      outbox.destroy()
    },
    pending: () => segments.size() + sender.pending(),
  }
}
