import type { Environment } from './environment'
import type { Losses } from './losses'
import type { Outbox } from './outbox'
import type { Segment } from './segment'
import type { FindStorage } from './stored-item'
import type { Transport } from './transport'

/** Brings segments to the server: two requests at a time, nothing lost without being counted. */
export interface Sender {
  /** While the page is away it stays as it is, because there is no time to compress. */
  add_(segment: Segment): void
  /** Sends what may be sent now. */
  pump_(): void
  /** The page hides, or is left (`leaving`): sends and stores everything, synchronously. */
  exit_(leaving: boolean): void
  /** The page is back. */
  resume_(): void
  /** The network is back. */
  online_(): void
  /** Takes over what earlier pages could not send. */
  adopt_(): void
  /** Never sends again; `wipe` also breaks off what is under way, and forgets everything. */
  stop_(wipe?: boolean): void
  isStopped_(): boolean
  /** The page is hidden or left. */
  isAway_(): boolean
  /** Events waiting for an acknowledgement. */
  pending_(): number
  /** Resolves when nothing is under way and nothing more may be sent now. */
  flush_(): Promise<void>
}

export interface SenderOptions extends Pick<Environment, 'now_' | 'after_' | 'random_' | 'isOnline_'> {
  readonly transport_: Transport
  /** Uses the beacon when the page is left. */
  readonly beacon_: boolean
  readonly outbox_: Outbox
  /** Where the tabs of the site share the end of the server's pause. */
  readonly find_: FindStorage
  readonly losses_: Losses
  /** The server refuses bodies of this size. */
  onTooLarge_(): unknown
  /** The page goes away: what is not sealed yet must be added now. */
  onExit_(): void
  /** Sending has ended for good. */
  onStop_(): void
}
