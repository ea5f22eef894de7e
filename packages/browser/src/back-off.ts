/** When the next request may leave. */
export interface BackOff {
  /** Time from which sending is allowed; in the past when it is now. */
  openAt(): number
  /** Failures in a row. */
  failures(): number
  /** Something failed; `waitMs` is what the server asked for, or 0. */
  failed(waitMs: number): void
  /** The server answered well, and asks for `pauseMs` of rest, usually 0. */
  succeeded(pauseMs: number): void
  /** Waits at least this long, for a reason of our own. */
  rest(ms: number): void
  /** Forgets our own waiting, but never what the server asked for. */
  reset(): void
  /** Forgets everything, in the storage too. */
  clear(): void
}

export interface BackOffOptions {
  now(): number
  random(): number
  /** The end of the server's pause, shared by the tabs of the site; writing 0 removes it. */
  readonly shared: { read(): number; write(until: number): void }
}

const MAX_DELAY_MS = 60_000
const MAX_PAUSE_MS = 3_600_000

/** Full jitter: many pages that failed together must not come back together. */
export function createBackOff({ now, random, shared }: BackOffOptions): BackOff {
  let failures = 0
  let until = 0
  let pausedUntil = 0
  const pause = (ms: number) => {
    pausedUntil = now() + Math.min(ms, MAX_PAUSE_MS)
    shared.write(pausedUntil)
  }
  return {
    // Another tab's clock or hand may have written anything: more than an hour ahead is not believed.
    openAt: () => Math.max(until, pausedUntil, Math.min(shared.read() || 0, now() + MAX_PAUSE_MS)),
    failures: () => failures,
    failed(waitMs) {
      failures++
      if (waitMs) pause(waitMs + 250 + random() * 750)
      else until = now() + random() * Math.min(MAX_DELAY_MS, 1000 * 2 ** failures)
    },
    succeeded(pauseMs) {
      failures = until = 0
      if (pauseMs) pause(pauseMs)
    },
    rest(ms) {
      failures++
      until = now() + ms
    },
    reset() {
      failures = until = 0
    },
    clear() {
      failures = until = pausedUntil = 0
      shared.write(0)
    },
  }
}
