import { attempt } from './attempt'
import { readPage, type Page } from './page'

/** Everything the client takes from outside, so that tests and other runtimes can give their own. */
export interface Environment {
  /** Null outside of a page. */
  readonly page: Page | null
  /** The browser's own, taken before anybody else can wrap it again. */
  readonly fetch: typeof globalThis.fetch
  readonly indexedDB: IDBFactory | undefined
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
  /** Milliseconds of a clock that nobody sets. */
  elapsed(): number
  /** 0 to 1. */
  random(): number
  /** Runs `task` once; the result cancels it. */
  after(delayMs: number, task: () => void): () => void
}

/** The surroundings this code really has. */
export function readEnvironment(): Environment {
  return {
    page: readPage(),
    fetch: globalThis.fetch?.bind(globalThis),
    // In a sandboxed frame even the look at it throws.
    indexedDB: attempt(() => globalThis.indexedDB),
    now: Date.now,
    elapsed: () => performance.now(),
    random: Math.random,
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      // In Node a waiting timer must not keep the process alive.
      if (typeof timer === 'object') (timer as { unref?: () => void }).unref?.()
      return () => clearTimeout(timer)
    },
  }
}
