import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()
let isWatching = false

/** Ends a child together with this process. Otherwise whatever a failed test has started would keep running beside all later tests. */
export function endWithProcess<Child extends ChildProcess>(child: Child): Child {
  running.add(child)
  child.once('exit', () => running.delete(child))
  if (!isWatching) watch()
  return child
}

function watch(): void {
  isWatching = true
  process.once('exit', endAll)
  // Vitest ends its workers by a signal, and a signal ends a process without its last event.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      endAll()
      process.kill(process.pid, signal)
    })
  }
}

function endAll(): void {
  for (const child of running) child.kill('SIGKILL')
}
