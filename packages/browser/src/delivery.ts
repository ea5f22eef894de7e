import * as limits from './delivery-limits'
import type { Environment } from './environment'
import type { Losses } from './losses'
import { createSender } from './sender'
import type { Sender } from './sender-interface'
import { createTransport, type Parcel } from './transport'
import { createOutbox } from './outbox'
import type { TelemetryOptions } from './options'
import { createTail, type Identifiable } from './tail'

/** Delivers cleaned events to the server. `pending_` and `flush_` include the open tail. */
export interface Delivery extends Omit<Sender, 'add_' | 'pump_' | 'adopt_' | 'isAway_'> {
  /** Adds an event and gives it its id. */
  add_(event: Identifiable): void
  /** Looks for what earlier pages could not send. Accesses the storage, which takes milliseconds; resolves when copies can be written. */
  open_(): Promise<unknown> | undefined
}

export interface DeliveryOptions extends Environment {
  /** Absolute, up to and including `?` or `&`. */
  readonly endpoint_: string
  readonly options_: TelemetryOptions
  readonly losses_: Losses
  /** Called when sending has ended for good. */
  onStop_(): void
}

interface Task {
  (): void
  /** Present while the task is scheduled. */
  cancel_?: (() => void) | undefined
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { options_, after_: after, losses_, now_, hasPage_: hasPage } = options
  const { endpoint, exit, flushIntervalMs = 5000, maxBatchEvents = 500 } = options_
  const keepsCopies = hasPage && options_.persistence !== 'memory'
  const covers = hasPage && 'fetchLater' in window && exit !== 'beacon'
  const transport = createTransport(options)
  // Two collectors on one site must not adopt each other's events.
  const suffix = endpoint === '/api/telemetry' ? '' : ` ${endpoint}`
  const outbox = createOutbox(keepsCopies, suffix, losses_)
  /** The open tail, which the browser sends if this page no longer can. */
  const parcel: { -readonly [Key in keyof Parcel]: Parcel[Key] } = {} as Parcel

  /** Runs `task` after `delayMs`, unless it is already scheduled. */
  const once = (delayMs: number, task: Task) => {
    task.cancel_ ??= after(delayMs, () => {
      task.cancel_ = undefined
      task()
    })
  }
  const cancel = (...tasks: Task[]) => {
    for (const task of tasks) task.cancel_ = void task.cancel_?.()
    parcel.abort_ = void parcel.abort_?.()
  }
  /** Closes the tail. The delay that its first event started is over: the next one waits as long again. */
  const cut: Task = () => {
    cancel(cut, cover)
    const segment = tail.cut_()
    if (segment) sender.add_(segment)
  }
  const adopt: Task = () => {
    sender.adopt_()
    once(limits.ADOPT_INTERVAL_MS, adopt)
  }
  const cover: Task = () => {
    parcel.body_ = tail.peek_()
    transport.later_(parcel)
  }
  const tail = createTail({ onFull_: cut, losses_, maxEvents_: maxBatchEvents, now_ })
  const sender = createSender({
    ...options,
    transport_: transport,
    onTooLarge_: tail.shrink_,
    beacon_: exit === 'beacon' || !('keepalive' in Request.prototype),
    outbox_: outbox,
    find_: () => (keepsCopies ? localStorage : null),
    onExit_() {
      cancel(adopt)
      cut()
    },
  })
  return {
    ...sender,
    flush_() {
      cut()
      return sender.flush_()
    },
    add_(event) {
      tail.add_(event)
      if (sender.isAway_()) return sender.pump_()
      // The tail was full and has already been cut.
      if (!tail.pending_()) return
      once(Math.min(flushIntervalMs, covers ? limits.HOUR_MS : limits.UNCOVERED_INTERVAL_MS), cut)
      if (covers) once(parcel.abort_ ? limits.COVER_INTERVAL_MS : limits.COVER_DELAY_MS, cover)
    },
    open_() {
      if (keepsCopies) once(limits.FIRST_ADOPT_MS, adopt)
      return outbox.open_()
    },
    resume_() {
      sender.resume_()
      if (keepsCopies) once(0, adopt)
    },
    stop_(wipe) {
      cancel(cut, cover, adopt)
      sender.stop_(wipe)
      if (wipe) outbox.forget_()
    },
    pending_: () => tail.pending_() + sender.pending_(),
  }
}
