import { once } from 'node:events'
import { join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { compareWithFile, type KillReport } from './compare-with-file.ts'
import { type Batch, eventsPerRequest, sendBatch } from './send-batch.ts'

const child = join(import.meta.dirname, 'server-child.mjs')
const clients = 4
const dayMs = 86_400_000

/** How the server under test behaves, see `server-child.mjs`. */
export type ServerMode = 'honest' | 'early' | 'mute' | 'quiet' | 'normal'

/** Starts the server under test on a file. */
export async function startServer(path: string, mode: ServerMode): Promise<ServerProcess> {
  return startServerProcess(process.execPath, [child, path, mode, String(await claimPort())])
}

/** Ends a process as a power cut would, as far as a process can see. */
export async function killHard({ child: victim }: ServerProcess): Promise<void> {
  const gone = once(victim, 'exit')
  victim.kill('SIGKILL')
  await gone
}

/** What was sent, and what became of it as far as the clients know. */
export interface Books {
  readonly acknowledged: Set<string>
  readonly sent: Set<string>
  /** Batches whose answer never came; the next life of the server gets them first. */
  readonly unanswered: Batch[]
  /** Events that were in flight when a server died, over all deaths. */
  inFlight: number
  streams: number
}

interface KillOptions {
  readonly kills: number
  readonly mode?: ServerMode
  /** Number of the first kill. Kills of different numbers come at different moments. Default: 0. */
  readonly first?: number
}

/**
 * Starts a server on `path`, kills it under load, starts it again, `kills` times, and compares what survived with what was answered. Half of the events are
 * of yesterday, so that aggregation works while it is killed.
 */
export async function killLoop(path: string, { kills, mode = 'honest', first = 0 }: KillOptions): Promise<KillReport> {
  const books: Books = { acknowledged: new Set(), sent: new Set(), unanswered: [], inFlight: 0, streams: 0 }
  for (let kill = first; kill < first + kills; kill++) {
    const server = await startServer(path, mode)
    const again = books.unanswered.splice(0)
    const load = Promise.all(Array.from({ length: clients }, (_, client) => sendUntilItDies(server.url, books, again.slice(client, client + 1))))
    // From the first request to after some dozens, and anywhere between two answers. Not random, so that a failure comes back.
    await untilAnswered(books, (kill * 7) % 40)
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 23))
    await killHard(server)
    await load
  }
  // One more start: it recovers the file and closes the books of the days.
  const server = await startServer(path, 'quiet')
  const report = (await (await fetch(`${server.url}/api/telemetry?days=3`)).json()) as { readonly summary?: { readonly pageViews: number } }
  await killHard(server)
  return compareWithFile(path, books, { kills, aggregated: report.summary?.pageViews ?? -1 })
}

async function untilAnswered(books: Books, answers: number): Promise<void> {
  const enough = books.acknowledged.size + answers * eventsPerRequest
  while (books.acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 1))
}

async function sendUntilItDies(url: string, books: Books, again: readonly Batch[]): Promise<void> {
  const stream = `stream_of_client_${books.streams++}`
  for (const batch of again) if (!(await send(url, books, batch))) return
  for (let first = 0; ; first += eventsPerRequest) {
    const ev = Array.from({ length: eventsPerRequest }, (_, index) => [0, (index % 2) * -dayMs, '/dashboard'])
    if (!(await send(url, books, { v: 1, stream, s0: first, sid: null, pf: 'web', t0: Date.now(), ev } as Batch))) return
  }
}

/** Sends a batch; false when the server died under it. */
async function send(url: string, books: Books, batch: Batch): Promise<boolean> {
  const answer = await sendBatch(url, books, batch)
  if (answer === 'busy') throw new Error('503: alone on its file, a server is never too busy for four clients')
  if (answer === 'unanswered') books.unanswered.push(batch)
  return answer === 'stored'
}
