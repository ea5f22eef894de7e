import type { BackOff } from './back-off'
import { createFlights } from './flights'
import { judgeAnswer } from './judge-answer'
import type { LossReason } from './losses'
import type { Outbox } from './outbox'
import { createQueue } from './queue'
import type { Segment } from './segments'
import { readText, splitSegment } from './split-segment'
import type { Answer, Transport } from './transport'

/** Brings segments to the server: two requests at a time, nothing lost without being counted. */
export interface Sender {
  /** `inHurry` sends it as it is, because there is no time to compress. */
  add(segment: Segment, inHurry?: boolean): void
  /** Sends what may be sent now. */
  pump(): void
  /** The page hides, or is left: sends and stores everything, synchronously. */
  exit(leaving: boolean): void
  /** The page is back. */
  resume(): void
  /** The network is back. */
  online(): void
  /** Takes over what earlier pages could not send. */
  adopt(): void
  /** A policy forbids the endpoint: never tries again. */
  stop(): void
  isStopped(): boolean
  /** Forgets everything and breaks off what is under way. */
  clear(): void
  /** Events waiting for an acknowledgement. */
  pending(): number
  /** Resolves when nothing is under way and nothing more may be sent now. */
  settled(): Promise<void>
}

export interface SenderOptions {
  readonly transport: Transport
  readonly outbox: Outbox
  readonly backOff: BackOff
  readonly timeoutMs: number
  /** Uses the beacon when the page is left. */
  readonly beacon: boolean
  now(): number
  isOnline(): boolean
  lost(reason: LossReason, events: number): void
  /** The server refuses bodies of this size. */
  onTooLarge(): void
  /** Calls `exit` before the page has lost its last chance. */
  exitSoon(): void
  /** Sending has ended for good. */
  onStop(): void
  /** Runs `task` once; the result cancels it. */
  after(delayMs: number, task: () => void): () => void
}

const MAX_FLIGHTS = 2
// The browser's quota of bytes is reached sooner, unless thousands of events wait in small segments.
const MAX_EXIT_REQUESTS = 32
const MAX_AGE_MS = 24 * 3_600_000
const MAX_TRIES = 20
const LEASE_MS = 30_000
/** A browser that is offline says when it is back, but not always. */
const OFFLINE_PROBE_MS = 60_000
/** Failures this fast, before any success, come from a filter in the browser, or from a server that is just restarting. */
const INSTANT_MS = 100
const MAX_STRIKES = 3
const STRIKE_REST_MS = 20_000
const BLOCKED_MS = 600_000
const MAX_BLOCKED_EVENTS = 100

export function createSender(options: SenderOptions): Sender {
  const { outbox, backOff, now, lost } = options
  let strikes = 0
  let blocks = 0
  let hasAnswered = false
  let away = false
  let leaving = false
  let stopped = false
  let era = 0
  let cancelTimer: (() => void) | undefined
  const settle: (() => void)[] = []

  const queue = createQueue({ lost, onDrop: outbox.remove, onReady: () => pump() })
  const flights = createFlights({
    ...options,
    onAnswer(segment, answer, keepalive) {
      receive(segment, answer, keepalive)
      pump()
    },
  })
  const launch = (segment: Segment, wantsKeepalive: boolean) =>
    flights.launch(segment, wantsKeepalive, away ? 0 : options.timeoutMs)
  const isBlocked = () => strikes >= MAX_STRIKES
  const isOpen = () => !stopped && now() >= backOff.openAt()
  const forget = (segment: Segment) => {
    queue.remove(segment)
    outbox.remove(segment)
  }
  const drop = (segment: Segment, reason: LossReason) => {
    lost(reason, segment.count)
    forget(segment)
  }
  const store = (segments: readonly Segment[], lease: number) => {
    if (segments.length && !isBlocked()) outbox.put(segments, lease)
  }
  /** Whatever has to wait is copied at once: nobody knows how this page will end. */
  const storeNew = () =>
    store(queue.waiting().filter(({ copy }) => copy === 'none'), Math.max(backOff.openAt(), now()) + LEASE_MS)
  const stop = () => {
    if (stopped) return
    stopped = true
    cancelTimer?.()
    queue.clear()
    options.onStop()
  }

  const pump = () => {
    // While failing, one request at a time asks whether the server is back.
    const maxFlights = backOff.failures() ? 1 : MAX_FLIGHTS
    if (away) options.exitSoon()
    while (!away && isOpen() && flights.count() < maxFlights) {
      const segment = queue.next()
      if (!segment) break
      if (segment.createdAt < now() - MAX_AGE_MS) drop(segment, 'expired')
      else launch(segment, true)
    }
    schedule()
  }
  const schedule = () => {
    cancelTimer?.()
    if (!stopped && queue.next() && !isOpen()) {
      cancelTimer = options.after(backOff.openAt() - now() + 1, pump)
      if (hasAnswered) storeNew()
    }
    if (!flights.count() && !queue.isPacking() && !(queue.next() && isOpen())) {
      settle.splice(0).forEach((resolve) => resolve())
    }
  }
  const receive = (segment: Segment, answer: Answer, keepalive: boolean) => {
    const verdict = judgeAnswer(answer)
    if (answer.status) {
      strikes = 0
      hasAnswered = true
    }
    if (verdict === 'delivered') return delivered(segment, answer)
    if (verdict === 'rejected') return drop(segment, 'rejected')
    if (verdict === 'stop') return stop()
    if (verdict === 'split') return void split(segment)
    if (verdict === 'plain') return void unpack(segment)
    if (!backOff.failures()) segment.tries++
    if (segment.tries > MAX_TRIES) return drop(segment, 'rejected')
    queue.postpone(segment)
    if (verdict === 'wait') backOff.failed(answer.waitMs)
    else unreachable(segment, answer, keepalive)
  }
  const delivered = (segment: Segment, answer: Answer) => {
    blocks = 0
    forget(segment)
    if (backOff.failures()) adopt()
    backOff.succeeded(answer.waitMs)
  }
  const unreachable = (segment: Segment, { status, elapsedMs }: Answer, keepalive: boolean) => {
    if (!options.isOnline()) return backOff.rest(OFFLINE_PROBE_MS)
    const isStrike = !status && !hasAnswered && elapsedMs < INSTANT_MS
    if (isStrike && ++strikes >= MAX_STRIKES) {
      queue.trim(MAX_BLOCKED_EVENTS, 'blocked')
      queue.all().forEach((other) => outbox.remove(other))
      return backOff.rest(BLOCKED_MS * 2 ** blocks++)
    }
    // Strangers on the page may have used up what the browser allows for keep-alive: the second try does without.
    if (keepalive && !away && !backOff.failures()) {
      backOff.rest(0)
      return launch(segment, false)
    }
    if (isStrike) backOff.rest(STRIKE_REST_MS)
    else backOff.failed(0)
  }
  const split = async (segment: Segment) => {
    options.onTooLarge()
    segment.state = 'flying'
    const halves = await splitSegment(segment).catch(() => [])
    if (!halves.length) lost('too_large', segment.count)
    forget(segment)
    halves.forEach((half) => queue.add(half))
    pump()
  }
  const unpack = async (segment: Segment) => {
    queue.stopPacking()
    if (typeof segment.body === 'string') return drop(segment, 'rejected')
    segment.state = 'flying'
    segment.body = await readText(segment)
    segment.state = 'waiting'
    pump()
  }

  const exit = (isLeaving: boolean) => {
    away = true
    // Sticky: browsers say "hidden" after "pagehide", and that must not take the copies back from the next page.
    leaving ||= isLeaving
    const isHealthy = hasAnswered && !backOff.failures()
    store(queue.all().filter((segment) => !(isHealthy && segment.light)), leaving ? 0 : now() + LEASE_MS)
    if (!isOpen() || isBlocked()) return
    const waiting = queue.waiting()
    ;[...waiting.splice(-1), ...waiting].slice(0, MAX_EXIT_REQUESTS).every((segment) => flights.leave(segment, leaving))
    // A request under way may yet be refused when nobody is there to hear it.
    if (leaving) queue.all().filter(({ state, copy, light }) => state === 'flying' && copy === 'none' && !light).forEach(flights.cover)
  }
  const resume = () => {
    away = leaving = false
    flights.disarm()
    void outbox.keys().then((keys) => {
      // Another page may have adopted and delivered a copy meanwhile.
      if (keys) queue.waiting().forEach((segment) => segment.copy === 'sure' && !keys.has(segment.key) && queue.remove(segment))
      pump()
    })
  }
  const adopt = () => {
    if (stopped || away) return
    const mine = era
    void outbox.adopt(now()).then((segments) => {
      if (mine === era) segments.filter(({ key }) => !queue.has(key)).forEach((segment) => queue.add(segment))
    })
  }
  const online = () => {
    backOff.reset()
    adopt()
    pump()
  }
  const clear = () => {
    era++
    cancelTimer?.()
    flights.abort()
    queue.clear()
    backOff.clear()
  }
  const settled = () =>
    new Promise<void>((resolve) => {
      settle.push(resolve)
      schedule()
    })
  const { add, events: pending } = queue
  return { add, pump, exit, resume, online, adopt, stop, clear, pending, settled, isStopped: () => stopped }
}
