import type { MessagePort } from 'node:worker_threads'
import { createCalendar, type Calendar } from '@parel/telemetry-core'
import { createAnalyst, type Analyst } from './analyst/analyst'
import { decodeBatches } from './batch-codec'
import { packError } from './pack-error'
import { packResults } from './result-codec'
import { prepareFile } from './prepare-file'
import type { Reply, Request, WorkerCalls, WorkerSettings } from './protocol'
import { createScribe, type Scribe } from './scribe/scribe'
import { forgetPlaces } from './scribe/forget-places'
import { acquireLease, writeSetting } from './scribe/settings'
import { isBusy, toStoreError } from './sqlite-failure'

// The entry of a worker thread: everything that touches the file happens here, so that a slow or locked disk never stalls the host.

const { parentPort, workerData, receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads')
if (parentPort !== null) serve(parentPort, workerData as WorkerSettings)

function serve(port: MessagePort, settings: WorkerSettings): void {
  const send = (reply: Reply) => port.postMessage(reply)
  const answer = createAnswers(settings)
  const aborted = new Set<number>()
  const running = new Map<number, Promise<unknown>>()
  const commit = () => {
    const scribe = answer.scribe()
    if (scribe === null || scribe.pending === 0) return
    const { results, failures, waiting } = scribe.commit()
    if (results.length > 0) send({ kind: 'inserted', results: packResults(results) })
    for (const failure of failures) send({ kind: 'failed', ...failure })
    // New requests wait in the port; look at them before the next try.
    if ((waiting || scribe.pending > 0) && !isEnding) setImmediate(drain)
  }
  let isEnding = false
  const end = () => {
    isEnding = true
    // What was promised is kept: batches and running jobs come first.
    for (const [call] of running) aborted.add(call)
    void Promise.allSettled(running.values()).then(() => {
      while ((answer.scribe()?.pending ?? 0) > 0) commit()
      answer.close()
      endThread(port)
    })
  }
  const handle = (request: Request) => {
    if (request.kind === 'insert') return answer.scribe()?.add(decodeBatches(request.batches))
    if (request.kind === 'abort') return void aborted.add(request.call)
    if (request.kind === 'end') return end()
    const { call, name, input } = request
    const isAborted = () => aborted.has(call)
    const done = answer.call(name, input, isAborted).then(
      (output) => send({ kind: 'answer', call, output }),
      (error: unknown) => send({ kind: 'failed', calls: [call], error: packError(toStoreError(error, settings.path)) }),
    )
    running.set(call, done.finally(() => (running.delete(call), aborted.delete(call))))
  }
  // Everything that arrived while the last group was written goes into the next: the sync of one pays for all.
  const drain = () => {
    for (let next = takeNext(port); next !== undefined; next = takeNext(port)) handle(next.message as Request)
    commit()
  }
  port.on('message', (request: Request) => {
    handle(request)
    drain()
  })
}

const isDeno = 'deno' in process.versions

/** The next message that has arrived already. The port to the host cannot be asked in Deno: there, each message comes with an event of its own. */
const takeNext: typeof receiveMessageOnPort = (port) => (isDeno ? undefined : receiveMessageOnPort(port))

/** A thread ends with its port; in Deno the port cannot be closed, but the thread can. */
function endThread(port: MessagePort): void {
  if (isDeno) (globalThis as unknown as { close(): void }).close()
  else port.close()
}

const retryMs = 5

/** Tries again while another process holds the lock, as long as an insert would. */
async function patiently<Output>({ busyTimeoutMs }: WorkerSettings, work: () => Output): Promise<Output> {
  const deadline = performance.now() + busyTimeoutMs
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}

interface Answers {
  scribe(): Scribe | null
  close(): void
  call(name: string, input: unknown, isAborted: () => boolean): Promise<unknown>
}

function createAnswers(settings: WorkerSettings): Answers {
  let scribe: Scribe | null = null
  let analyst: Analyst | null = null
  let clock: Calendar | null = null
  const open = () => {
    const timeZone = settings.role === 'scribe' ? prepareFile(settings) : (settings.timeZone ?? 'UTC')
    clock = createCalendar(timeZone)
    if (settings.role === 'scribe') scribe ??= createScribe(settings, clock)
    else analyst ??= createAnalyst(settings, clock)
    scribe?.db()
    return { timeZone }
  }
  const calls = new Map<string, (input: never) => unknown>([
    // Of several processes that create one file at once, one is first; the others wait.
    ['open', () => patiently(settings, open)],
    ['check', () => scribe && void scribe.db()],
    ['acquireLease', (input: never) => patiently(settings, () => scribe && acquireLease(scribe.db(), input))],
    ['forgetPlaces', ({ now, retentionDays }: WorkerCalls['forgetPlaces']['in']) => patiently(settings, () => scribe && clock && forgetPlaces(scribe.db(), clock.dayOf(now) - retentionDays - 1))],
    ['writeSetting', (input: never) => patiently(settings, () => scribe && writeSetting(scribe.db(), input))],
  ])
  return {
    scribe: () => scribe,
    close() {
      scribe?.close()
      analyst?.close()
    },
    async call(name, input, isAborted) {
      const own = calls.get(name)
      if (own !== undefined) return own(input as never)
      const method = analyst?.[name as keyof Analyst] as ((input: unknown, isAborted: () => boolean) => unknown) | undefined
      if (method === undefined) throw new TypeError(`There is no call ${name}.`)
      return method(input, isAborted)
    },
  }
}
