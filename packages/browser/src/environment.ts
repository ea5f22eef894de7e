/** Everything the client uses from outside, so that tests and other runtimes can supply their own. */
export interface Environment {
  /** Whether there is a page: a window and a document. */
  readonly hasPage_: boolean
  /** The browser's own `fetch`, taken before anything else can wrap it. Call it as a plain function: browsers refuse it as a method of anything but the window. */
  readonly fetch_: typeof globalThis.fetch
  /** Milliseconds since 1970-01-01 UTC. */
  now_(): number
  /** Milliseconds of a monotonic clock. */
  elapsed_(): number
  /** 0 to 1. */
  random_(): number
  /** False when the browser reports that it is offline. */
  isOnline_(): boolean
  /** Runs `task` once; the returned function cancels it. */
  after_(delayMs: number, task: () => void): () => void
}

/** The real environment of this code. */
export function readEnvironment(): Environment {
  return {
    hasPage_: typeof document !== 'undefined',
    fetch_: globalThis.fetch,
    // Whole milliseconds: a page that follows its server's clock may return fractions, and a stream with a decimal point in its name is refused.
    now_: () => Math.floor(Date.now()),
    elapsed_: () => performance.now(),
    isOnline_: () => globalThis.navigator?.onLine !== false,
    random_: Math.random,
    after_(delayMs, task) {
      const timer = setTimeout(task, delayMs) as ReturnType<typeof setTimeout> & { unref?(): void }
      // In Node a pending timer must not keep the process alive.
      timer.unref?.()
      return () => clearTimeout(timer)
    },
  }
}
