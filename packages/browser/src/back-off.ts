import type { Environment } from './environment'
import * as limits from './delivery-limits'
import { readItem, writeItem, type FindStorage } from './stored-item'

/** When the next request may leave. */
export interface BackOff {
  /** Failures in a row. */
  failures_(): number
  /** Time from which sending is allowed; in the past when it is now. */
  openAt_(): number
  /**
   * Something failed; `waitMs` is what the server asked for, or 0.
   *
   * @param known - How many failures there were when the request left: those that fail together are one.
   */
  failed_(waitMs: number, known: number): void
  /** Something failed, and we wait this long for a reason of our own. */
  rest_(ms: number): void
  /** All is well; the server asks for `pauseMs` of rest. With 0, what it asked for before still holds, unless that is to be forgotten, too. */
  succeeded_(pauseMs: number, forgets?: boolean): void
}

/** Key of the end of the server's pause in `localStorage`, shared by the tabs of the site. */
const PAUSE_KEY = 'parel.pause'

export interface BackOffOptions extends Pick<Environment, 'now_' | 'random_'> {
  /** Where the tabs of the site share the end of the server's pause. */
  readonly find_: FindStorage
}

/** Full jitter: many pages that failed together must not come back together. Without storage each tab learns of a pause by itself. */
export function createBackOff({ now_: now, random_: random, find_: find }: BackOffOptions): BackOff {
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
    // A clock may have been set back since, and another tab's may have been wrong: more than an hour ahead is not believed.
    openAt_: () => Math.max(...[until, pausedUntil, Number(readItem(find, PAUSE_KEY))].filter((time) => time <= now() + limits.HOUR_MS)),
    failures_: () => failures,
    rest_: rest,
    succeeded_(pauseMs, forgets) {
      failures = until = 0
      if (pauseMs || forgets) pause(pauseMs)
    },
  }
}
