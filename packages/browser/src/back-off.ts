import type { Environment } from './environment'
import { readItem, writeItem, type FindStorage } from './stored-item'
import * as limits from './delivery-limits'

/** Decides when the next request may be sent. */
export interface BackOff {
  /** Consecutive failures. */
  failures_(): number
  /** Time from which sending is allowed; in the past if it is allowed now. */
  openAt_(): number
  /**
   * Records a failure; `waitMs` is the wait that the server asked for, or 0.
   *
   * @param known - The number of failures when the request was sent: requests that fail together count once.
   */
  failed_(waitMs: number, known: number): void
  /** Records a failure, with a wait of our own choice. */
  rest_(ms: number): void
  /** Records a success; the server asks for a pause of `pauseMs`. With 0, an earlier pause stays in force, unless `forgets` is set. */
  succeeded_(pauseMs: number, forgets?: boolean): void
}

/** Key in `localStorage` for the end of the server's pause, shared by the tabs of the site. */
const PAUSE_KEY = 'parel.pause'

export interface BackOffOptions extends Pick<Environment, 'now_' | 'random_'> {
  /** The storage where the tabs of the site share the end of the server's pause. */
  readonly find_: FindStorage
}

/** Full jitter: pages that failed together must not retry together. Without storage each tab learns of a pause by itself. */
export function createBackOff({ random_: random, now_: now, find_: find }: BackOffOptions): BackOff {
  let failures = 0
  let until = 0
  let pausedUntil = 0
  const rest = (ms: number) => {
    failures++
    until = now() + Math.min(ms, limits.HOUR_MS)
  }
  const pause = (ms: number) => writeItem(find, PAUSE_KEY, (pausedUntil = ms && now() + Math.min(ms, limits.HOUR_MS)))
  return {
    failed_(waitMs, known) {
      if (known === failures) rest(waitMs ? 0 : random() * Math.min(limits.MAX_DELAY_MS, 2000 * 2 ** failures))
      if (waitMs) pause(waitMs + 250 + random() * 750)
    },
    // A clock may have been set back since, and another tab's clock may have been wrong: a time more than an hour ahead is ignored.
    openAt_: () => Math.max(...[until, pausedUntil, Number(readItem(find, PAUSE_KEY))].filter((time) => time <= now() + limits.HOUR_MS)),
    failures_: () => failures,
    rest_: rest,
    succeeded_(pauseMs, forgets) {
      failures = until = 0
      if (pauseMs || forgets) pause(pauseMs)
    },
  }
}
