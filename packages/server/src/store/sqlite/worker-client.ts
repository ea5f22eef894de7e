import type { Worker } from 'node:worker_threads'
import { StoreUnavailableError } from '../store'
import { createBatchEncoder } from './batch-codec'
import { createCallSlots } from './call-slots'
import { unpackResults } from './result-codec'
import { unpackError } from './pack-error'
import { MAX_GROUP_EVENTS, type BatchResult, type Reply, type Request, type ScreenedBatch, type WorkerCallName, type WorkerCalls, type WorkerSettings } from './protocol'

/** The host's end of a worker. */
export interface WorkerClient {
  call<Name extends WorkerCallName>(name: Name, input: WorkerCalls[Name]['in'], signal?: AbortSignal): Promise<WorkerCalls[Name]['out']>
  insert(batch: Omit<ScreenedBatch, 'call' | 'since'>): Promise<BatchResult>
  end(): Promise<void>
}

interface Waiting {
  readonly isInsert: boolean
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

const { timeOrigin } = performance
const isNode = !('deno' in process.versions || 'bun' in process.versions)

/**
 * Starts a worker. It does not keep the process alive while nothing is asked of it.
 *
 * @param onDeath - Told why, once it is gone without having been asked to end.
 */
export function startWorker(settings: WorkerSettings, onDeath: (reason: string) => void): WorkerClient {
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads')
  const worker: Worker = new Thread(locateWorker(), {
    workerData: settings,
    name: `telemetry-${settings.role}`,
    // The host hears of an experimental SQLite once, in its own thread. Deno and Bun know no such flag, and Deno starts no thread with it.
    ...(isNode && { execArgv: ['--disable-warning=ExperimentalWarning'] }),
    // Rows and batches live for milliseconds: a larger nursery would only hold memory of the host.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const waiting = createCallSlots<Waiting>()
  const outbox = createOutbox((request) => worker.postMessage(request))
  let ended: StoreUnavailableError | null = null
  let isAsked = false
  // Who closes waits for the end of the worker: the answer to a call that was still under way must not let the process go first.
  const release = () => void (waiting.size === 0 && !isAsked && worker.unref())
  const settle = (call: number): Waiting | undefined => {
    const found = waiting.take(call)
    if (found?.isInsert === true) outbox.settled()
    release()
    return found
  }
  const failAll = (error: StoreUnavailableError) => {
    for (const { reject } of waiting.takeAll()) reject(error)
    release()
  }
  let cause: string | null = null
  worker.on('message', (reply: Reply) => dispatch(reply, settle))
  worker.on('error', (error) => failAll((ended = describeEnd(settings, (cause = causeOf(error))))))
  worker.on('exit', (code) => {
    const reason = cause ?? `it was ended with exit code ${code}`
    failAll((ended ??= describeEnd(settings, reason)))
    // Only now are its connections closed and its locks free.
    if (!isAsked) onDeath(reason)
  })
  worker.unref()
  const expect = <Output>(isInsert: boolean, send: (call: number) => void): Promise<Output> =>
    new Promise<Output>((resolve, reject) => {
      if (ended !== null) return reject(ended)
      if (waiting.size === 0) worker.ref()
      send(waiting.add({ isInsert, resolve, reject }))
    })
  return {
    call(name, input, signal) {
      let abort = () => {}
      const answer = expect<WorkerCalls[typeof name]['out']>(false, (call) => {
        abort = () => worker.postMessage({ kind: 'abort', call } satisfies Request)
        // A signal that was given before says nothing any more: it is passed on first, so that the call finds it.
        if (signal?.aborted === true) abort()
        worker.postMessage({ kind: 'call', call, name, input } satisfies Request)
        signal?.addEventListener('abort', abort, { once: true })
      })
      // That of a schedule lives as long as the process.
      return signal === undefined ? answer : answer.finally(() => signal.removeEventListener('abort', abort))
    },
    insert: ({ events, dropped, removed, ignored, receivedAt, stream }) =>
      expect(true, (call) => outbox.add({ call, since: timeOrigin + performance.now(), events, dropped, removed, ignored, receivedAt, stream })),
    async end() {
      const isRunning = ended === null
      isAsked = true
      ended ??= new StoreUnavailableError(`The store ${settings.path} is closed.`)
      if (!isRunning) return
      outbox.flush()
      // The worker is asked, not killed: it ends when its connections are closed.
      worker.ref()
      const exited = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage({ kind: 'end' } satisfies Request)
      await exited
    },
  }
}

function describeEnd({ role, path }: WorkerSettings, reason: string): StoreUnavailableError {
  return new StoreUnavailableError(`The ${role} of ${path} ended because ${reason}.`, { publicReason: `The ${role} of the store ended because ${reason}.` })
}

// No messages: they may quote what a client sent.
function causeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it ran out of memory'
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') return 'a file of @parel/telemetry-server is missing here. Keep the package out of the bundle (external) and install it beside it'
  return `of an uncaught ${error.name}`
}

function dispatch(reply: Reply, settle: (call: number) => Waiting | undefined): void {
  if (reply.kind === 'inserted') for (const [call, result] of unpackResults(reply.results)) settle(call)?.resolve(result as never)
  else if (reply.kind === 'answer') settle(reply.call)?.resolve(reply.output as never)
  else for (const call of reply.calls) settle(call)?.reject(unpackError(reply.error))
}

interface Outbox {
  add(batch: ScreenedBatch): void
  /** Says that a batch was answered. */
  settled(): void
  /** Sends what waits, whatever is under way. */
  flush(): void
}

/** What comes while the scribe writes makes the next message, so that more requests share a sync the busier it is; a full group goes at once. */
function createOutbox(post: (request: Request) => void): Outbox {
  const waiting = createBatchEncoder()
  let underWay = 0
  const flush = () => {
    if (waiting.batches === 0) return
    underWay += waiting.batches
    post({ kind: 'insert', batches: waiting.take() })
  }
  const flushWhenIdle = () => {
    if (underWay === 0) flush()
  }
  return {
    flush,
    add(batch) {
      waiting.add(batch)
      if (waiting.batches === 1) setImmediate(flushWhenIdle)
      if (waiting.events >= MAX_GROUP_EVENTS) flush()
    },
    settled() {
      underWay--
      flushWhenIdle()
    },
  }
}

function locateWorker(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./worker-from-sources.mjs', here)
  // In these very words: what copies a server with the files it needs (`output: 'standalone'` of Next.js, Nitro, Vercel) looks for them.
  return new URL('./store-worker.js', import.meta.url)
}
