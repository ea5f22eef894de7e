/** Waiting tasks, at most one of each kind. */
export interface Timers {
  /** Runs `task` after `delayMs`, unless one of this kind waits already. */
  once(kind: string, delayMs: number, task: () => void): void
  cancel(): void
}

export function createTimers(after: (delayMs: number, task: () => void) => () => void): Timers {
  const waiting = new Map<string, () => void>()
  return {
    once(kind, delayMs, task) {
      if (waiting.has(kind)) return
      const run = () => {
        waiting.delete(kind)
        task()
      }
      waiting.set(kind, after(delayMs, run))
    },
    cancel() {
      waiting.forEach((cancel) => cancel())
      waiting.clear()
    },
  }
}
