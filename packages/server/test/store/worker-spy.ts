import workerThreads, { type Worker, type WorkerOptions } from 'node:worker_threads'

/** The worker threads that stores start while a test looks, so that it can end them. */
export interface WorkerSpy {
  /** Those of a role, the newest last. */
  of(role: 'scribe' | 'analyst'): readonly Worker[]
  /** Lets the next one of a role that is started die in the middle of a transaction: with the fifth row that it writes into a table. */
  dieWriting(role: 'scribe' | 'analyst', table: string): void
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

// The thread is gone before the row is written, as when the process is killed: nothing is rolled back by whoever wrote the others.
const trap = (table: string) => `
const { DatabaseSync } = require('node:sqlite')
const { prepare } = DatabaseSync.prototype
DatabaseSync.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql)
  if (!sql.startsWith('INSERT INTO ${table} ')) return statement
  const { run } = statement
  let rows = 0
  statement.run = (...values) => (++rows === 5 ? process.exit(7) : run.apply(statement, values))
  return statement
}`

/** Watches which workers are started, until it is restored. */
export function spyOnWorkers(): WorkerSpy {
  const { Worker: Original } = workerThreads
  const started: { readonly worker: Worker; readonly role: string }[] = []
  const traps = new Map<string, string>()
  class Watched extends Original {
    constructor(file: URL, options: WorkerOptions) {
      const { role } = options.workerData as { readonly role: string }
      const script = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///');${assassin}${traps.get(role) ?? ''}`)}`
      super(file, { ...options, execArgv: ['--import', script], resourceLimits: { ...options.resourceLimits, maxOldGenerationSizeMb: 128 } })
      traps.delete(role)
      started.push({ worker: this, role })
    }
  }
  workerThreads.Worker = Watched as typeof Worker
  const of = (role: string) => started.filter((each) => each.role === role).map(({ worker }) => worker)
  return {
    of,
    dieWriting: (role, table) => void traps.set(role, trap(table)),
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
