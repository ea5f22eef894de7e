import { ARMED, COPY_ASKED, PACKING, COPY_SURE, WAITING, FLYING, splitSegment, type Segment } from './segment'
import { gzip } from './gzip'
import { createBackOff } from './back-off'
import type { SenderOptions, Sender } from './sender-interface'
import { attempt } from './attempt'
import { countLoss, type LossReason } from './losses'
import { STORED, type Answer } from './transport'
import * as limits from './delivery-limits'

const ANSWERED = -1
/** Permanent refusals. 408, 425 and 429 may pass, and then the same request succeeds. */
const REFUSED = /^4(?!08|25|29)/

export function createSender(options: SenderOptions): Sender {
  const { beacon_: beacon, transport_: transport, now_: now, outbox_: outbox } = options
  const backOff = createBackOff(options)
  /** Unacknowledged segments, oldest first. */
  const segments = new Set<Segment>()
  const sum = (measure: (segment: Segment) => number) => {
    let total = 0
    for (const segment of segments) total += measure(segment)
    return total
  }
  /** Deletes a segment and its copy; with a reason it counts as a loss. */
  const remove = (segment: Segment, reason?: LossReason) => {
    segments.delete(segment)
    segment.abort_?.()
    if (reason) countLoss(options.losses_, reason, segment.count_)
    outbox.remove_(segment)
  }
  const find = (...states: Segment['state_'][]) => [...segments].filter(({ state_ }) => states.includes(state_))
  const pending = () => sum(({ count_ }) => count_)
  /** Waiting segments, compressed or not: when the page is left there is no time to finish. */
  const findWaiting = () => find(PACKING, WAITING)
  /** Aborts requests, and cancels what the browser was to send. */
  const abort = ({ abort_ }: Segment) => abort_?.()
  let packs = true
  /** Drops the oldest until at most this many events are left. */
  const trim = (maxEvents: number, reason: LossReason) => {
    for (const segment of segments) {
      if (segment.state_ !== FLYING && (pending() > maxEvents || sum(({ body_ }) => body_.length) > limits.MAX_BYTES)) remove(segment, reason)
    }
  }
  let keepaliveBytes = 0
  /** Consecutive requests that failed immediately, as if a content blocker stopped them; permanently {@link ANSWERED} after the first response. */
  let strikes = 0
  let away = false
  let leaving = false
  let stopped = false
  const flushed: (() => void)[] = []
  let cancelTimer: (() => void) | undefined
  let exiting: Promise<void> | undefined
  const isOpen = () => !stopped && now() >= backOff.openAt_()

  /** As soon as the current task has finished: a page that is being left still runs its microtasks, but no timers. */
  const exitSoon = async () => {
    await undefined
    exiting = undefined
    if (away && !stopped) exit(false)
  }
  const pump = () => {
    const open = isOpen()
    let next
    cancelTimer?.()
    if (away) exiting ??= exitSoon()
    // While requests fail, one at a time probes whether the server is back.
    while ((next = find(WAITING)[0]) && open && !away && find(FLYING).length < (backOff.failures_() ? 1 : limits.MAX_FLIGHTS)) {
      if (next.createdAt_ < now() - limits.MAX_AGE_MS) remove(next, 'expired')
      else void launch(next, true)
    }
    if (next && !open && !stopped) {
      cancelTimer = options.after_(backOff.openAt_() - now() + 1, pump)
      // Whatever has to wait is copied immediately: nobody knows how this page will end.
      if (strikes < 0) outbox.put_(segments, Math.max(backOff.openAt_(), now()) + limits.LEASE_MS, true)
    }
    if (!find(FLYING, PACKING)[0]) flushed.splice(0).forEach((resolve) => resolve())
  }
  /** Sends, with keep-alive if it still fits. */
  const launch = async (segment: Segment, wantsKeepalive: boolean) => {
    const bytes = wantsKeepalive ? readRoom(segment) : 0
    const known = backOff.failures_()
    segment.state_ = FLYING
    keepaliveBytes += bytes
    const answer = await transport.send_(segment, bytes > 0)
    keepaliveBytes -= bytes
    if (!segments.has(segment)) return
    segment.state_ = WAITING
    const { status_: status } = answer
    if (status) strikes = ANSWERED
    if (status === STORED) {
      remove(segment)
      if (backOff.failures_()) adopt()
      backOff.succeeded_(answer.waitMs_)
    } else if (status === 413) split(segment)
    else if (status === 415 && segment.packed_) {
      packs = false
      segment.packed_ = undefined
    } else if (status === 401 || status === 403) stop()
    else if (REFUSED.test(String(status)) || (!backOff.failures_() && ++segment.failures_ > limits.MAX_TRIES)) remove(segment, 'rejected')
    else retry(segment, answer, bytes, known)
    pump()
  }
  const add = async (segment: Segment) => {
    segments.add(segment)
    trim(limits.MAX_EVENTS, 'overflow')
    if (away) return
    if (packs && segment.body_.length >= limits.MIN_GZIP_CHARS) {
      segment.state_ = PACKING
      segment.packed_ = await gzip(segment.body_)
      // An exit may have sent the text already.
      if (segment.state_ === PACKING) segment.state_ = WAITING
    }
    pump()
    // If the page crashes, or is closed while it is busy, whatever waits for its turn would be lost.
    if (isOpen() && segment.state_ === WAITING) transport.later_(segment)
  }
  const retry = (segment: Segment, { elapsed_: elapsedMs, status_: status, waitMs_: waitMs }: Answer, keepaliveBytes: number, known: number) => {
    // To the end of the queue, so that one bad segment does not hold up the others.
    segments.delete(segment)
    segments.add(segment)
    if (status >= 400) return backOff.failed_(waitMs, known)
    if (!options.isOnline_()) return backOff.rest_(limits.OFFLINE_PROBE_MS)
    const isStrike = !away && strikes >= 0 && elapsedMs < limits.INSTANT_MS // A hidden page may have used up the quota by itself.
    if (isStrike && ++strikes >= limits.MAX_STRIKES) {
      trim(limits.MAX_BLOCKED_EVENTS, 'blocked')
      segments.forEach(outbox.remove_)
      backOff.rest_(limits.BLOCKED_MS * 2 ** (strikes - limits.MAX_STRIKES))
    } else if (keepaliveBytes && !away && !backOff.failures_()) {
      // Other scripts on the page may have used up the browser's keep-alive quota: the second attempt does without.
      backOff.rest_(0)
      void launch(segment, false)
    } else if (isStrike) backOff.rest_(limits.STRIKE_REST_MS)
    else backOff.failed_(0, known)
  }
  /** The server refuses it as too large. */
  const split = (segment: Segment) => {
    options.onTooLarge_()
    const halves = attempt(() => splitSegment(segment)) ?? []
    remove(segment, halves[0] ? undefined : 'too_large')
    halves.forEach(add)
  }
  /** Size of a segment as the browser counts it; 0 if it no longer fits. */
  const readRoom = ({ packed_, body_ }: Segment) => {
    // Not a TextEncoder: Jest's jsdom has none.
    const bytes = packed_?.length ?? new Blob([body_]).size
    return keepaliveBytes + bytes > limits.MAX_KEEPALIVE_BYTES ? 0 : bytes
  }

  /** Sends in a way that outlives the page, if the browser still has room. */
  const leave = (segment: Segment) => {
    const room = readRoom(segment)
    // The browser refuses `fetchLater` immediately; it reports a refused keep-alive request only after the page is gone.
    if (beacon ? transport.beacon_(segment) : (leaving || !room) && transport.later_(segment)) segment.state_ = ARMED
    else if (room && !beacon) void launch(segment, true)
  }
  const exit = (isLeaving: boolean) => {
    away = true
    options.onExit_()
    // Sticky: browsers report "hidden" after "pagehide", and that must not take the copies back from the next page.
    leaving ||= isLeaving
    // Behind a content blocker nothing is worth a write or an attempt.
    if (strikes >= limits.MAX_STRIKES) return
    const isHealthy = strikes < 0 && !backOff.failures_()
    outbox.put_([...segments].filter(({ light_ }) => !(isHealthy && light_)), leaving ? 0 : now() + limits.LEASE_MS)
    // Segments that were handed to the browser while they waited are scheduled again.
    findWaiting().forEach(abort)
    if (!isOpen()) return
    const waiting = findWaiting() // Newest first, then from the oldest on.
    ;[...waiting.splice(-1), ...waiting].slice(0, limits.MAX_EXIT_REQUESTS).forEach(leave)
    // A request in flight may be refused when nobody is there to notice. Once is enough, however many exit events the page gets.
    for (const segment of find(FLYING))
      if (leaving && !segment.copy_ && !segment.light_ && transport.later_({ ...segment, abort_: undefined })) segment.copy_ = COPY_ASKED
  }
  const online = () => {
    backOff.succeeded_(0)
    adopt()
    pump()
  }
  const resume = async () => {
    if (!away) return
    away = leaving = false
    for (const segment of find(ARMED)) segment.state_ = WAITING
    const keys = await outbox.adopt_(0)
    // Another page may have adopted and delivered a copy in the meantime.
    for (const segment of findWaiting()) if (segment.copy_ === COPY_SURE && keys?.includes(segment.key_) === false) remove(segment)
    pump()
  }
  const flush = () =>
    new Promise<void>((resolve) => {
      flushed.push(resolve)
      // The outcome of a beacon is unknown: the flush can only wait until it is handed over.
      if (away) exit(false)
      pump()
    })
  const adopt = () => {
    const take = (segment: Segment) => stopped || [...segments].some(({ key_ }) => key_ === segment.key_) || void add(segment)
    if (!stopped && !away) void outbox.adopt_(now(), take)
  }
  const stop = (wipe?: boolean) => {
    if (stopped) return
    stopped = true
    cancelTimer?.()
    ;(wipe ? segments : findWaiting()).forEach(abort)
    if (wipe) backOff.succeeded_(0, true)
    segments.clear()
    pump() // Pending flushes have nothing left to wait for.
    options.onStop_()
  }
  return { pump_: pump, stop_: stop, isStopped_: () => stopped, online_: online, adopt_: adopt, pending_: pending, add_: add, exit_: exit, isAway_: () => away, resume_: resume, flush_: flush }
}
