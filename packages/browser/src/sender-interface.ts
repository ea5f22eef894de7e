import type { Environment } from './environment'
import type { Losses } from './losses'
import type { Outbox } from './outbox'
import type { Segment } from './segment'
import type { FindStorage } from './stored-item'
import type { Transport } from './transport'

/** Sends segments to the server: two requests at a time, and no loss goes uncounted. */
export interface Sender {
  /** While the page is hidden or left, the segment is not compressed, because there is no time. */
  add_(segment: Segment): void
  /** Sends what may be sent now. */
  pump_(): void
  /** The page is hidden, or left (`leaving`): sends and stores everything, synchronously. */
  exit_(leaving: boolean): void
  /** The page is visible again. */
  resume_(): void
  /** The network is back. */
  online_(): void
  /** Takes over what earlier pages could not send. */
  adopt_(): void
  /** Never sends again; `wipe` also aborts requests in flight, and deletes everything. */
  stop_(wipe?: boolean): void
  isStopped_(): boolean
  /** Whether the page is hidden or left. */
  isAway_(): boolean
  /** Number of events that wait for an acknowledgement. */
  pending_(): number
  /** Resolves when no request is in flight and nothing more may be sent now. */
  flush_(): Promise<void>
}

export interface SenderOptions extends Pick<Environment, 'now_' | 'after_' | 'random_' | 'isOnline_'> {
  readonly transport_: Transport
  /** Use `sendBeacon` when the page is left. */
  readonly beacon_: boolean
  readonly outbox_: Outbox
  /** The storage where the tabs of the site share the end of the server's pause. */
  readonly find_: FindStorage
  readonly losses_: Losses
  /** The server refuses bodies of this size. */
  onTooLarge_(): unknown
  /** The page is being left: what is not sealed yet must be added now. */
  onExit_(): void
  /** Sending has ended for good. */
  onStop_(): void
}
