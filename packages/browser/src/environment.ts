/** Everything the client takes from outside, so that tests and other runtimes can give their own. */
export interface Environment {
  /** Whether there is a page: a window and a document. */
  readonly hasPage_: boolean
  /** The browser's own, taken before anybody else can wrap it again. */
  readonly fetch_: typeof globalThis.fetch
  /** May throw, as it does in a sandboxed frame; the first look costs part of a millisecond. */
  indexedDB_(): IDBFactory | undefined
  /** Milliseconds since 1970-01-01 UTC. */
  now_(): number
  /** Milliseconds of a clock that nobody sets. */
  elapsed_(): number
  /** 0 to 1. */
  random_(): number
  /** False when the browser says that it has no network. */
  isOnline_(): boolean
  /** Runs `task` once; the result cancels it. */
  after_(delayMs: number, task: () => void): () => void
}

/** The surroundings this code really has. */
export function readEnvironment(): Environment {
  return {
    hasPage_: typeof document !== 'undefined',
    fetch_: globalThis.fetch?.bind(globalThis),
    indexedDB_: () => indexedDB,
    // Whole, because a page that goes by the clock of its server may have put in a fraction, and a stream with a point in its name is refused.
    now_: () => Math.floor(Date.now()),
    elapsed_: () => performance.now(),
    random_: Math.random,
    isOnline_: () => globalThis.navigator?.onLine !== false,
    after_(delayMs, task) {
      const timer = setTimeout(task, delayMs) as ReturnType<typeof setTimeout> & { unref?(): void }
      // In Node a waiting timer must not keep the process alive.
      timer.unref?.()
      return () => clearTimeout(timer)
    },
  }
}
