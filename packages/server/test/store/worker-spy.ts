import workerThreads, { type Worker, type WorkerOptions } from 'node:worker_threads'

/** The worker threads that stores start while a test looks, so that it can end them. */
export interface WorkerSpy {
  /** Those of a role, the newest last. */
  of(role: 'scribe' | 'analyst'): readonly Worker[]
  /** Ends the newest one of a role in its own way, and waits until it is gone. */
  kill(role: 'scribe' | 'analyst', how?: Death): Promise<void>
  restore(): void
}

/** How a worker ends: stopped from outside, by `process.exit`, by an uncaught error, by running out of memory. */
export type Death = 'terminate' | 'exit' | 'throw' | 'memory'

// Runs inside the worker before anything else, and waits there for the word.
const assassin = `
const channel = new BroadcastChannel('death of ' + require('node:worker_threads').threadId)
channel.onmessage = ({ data }) => {
  if (data === 'exit') process.exit(7)
  if (data === 'memory') for (const kept = []; ; ) kept.push(new Array(100_000).fill(kept.length))
  throw new TypeError('mail of ada@shop.example')
}
channel.unref()`

/** Watches which workers are started, until it is restored. */
export function spyOnWorkers(): WorkerSpy {
  const { Worker: Original } = workerThreads
  const started: { readonly worker: Worker; readonly role: string }[] = []
  class Watched extends Original {
    constructor(file: URL, options: WorkerOptions) {
      const script = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///');${assassin}`)}`
      super(file, { ...options, execArgv: ['--import', script], resourceLimits: { ...options.resourceLimits, maxOldGenerationSizeMb: 128 } })
      started.push({ worker: this, role: (options.workerData as { readonly role: string }).role })
    }
  }
  workerThreads.Worker = Watched as typeof Worker
  const of = (role: string) => started.filter((each) => each.role === role).map(({ worker }) => worker)
  return {
    of,
    async kill(role, how = 'terminate') {
      const worker = of(role).at(-1)
      if (worker === undefined) throw new Error(`No ${role} runs.`)
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      if (how === 'terminate') await worker.terminate()
      else tell(worker.threadId, how)
      await gone
    },
    restore: () => void (workerThreads.Worker = Original),
  }
}

function tell(threadId: number, word: Death): void {
  const channel = new BroadcastChannel(`death of ${threadId}`)
  channel.postMessage(word)
  channel.close()
}
