import { once } from 'node:events'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

const child = join(import.meta.dirname, 'server-child.ts')
const clients = 4
const eventsPerRequest = 20

/** What a run of kills found. */
export interface KillReport {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged, but not in the file: must be none. */
  readonly lost: number
  /** In the file, but never sent: must be none. */
  readonly phantom: number
  /** Sent and stored, but the answer never came: at most what was in flight. */
  readonly unanswered: number
  readonly inFlight: number
  readonly integrity: string
  /** Sum of the page views of the aggregates, as the last start computed them. */
  readonly aggregated: number
  readonly stored: number
}

interface Books {
  readonly acknowledged: Set<string>
  readonly sent: Set<string>
  inFlight: number
  streams: number
}

/** Starts a server on `path`, kills it under load, starts it again, `kills` times, and compares what survived with what was answered. */
export async function killLoop(path: string, { kills, mode = 'honest' }: { readonly kills: number; readonly mode?: 'honest' | 'early' }): Promise<KillReport> {
  const books: Books = { acknowledged: new Set(), sent: new Set(), inFlight: 0, streams: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const server = await startServerProcess(process.execPath, [child, path, mode])
    const load = Promise.all(Array.from({ length: clients }, () => sendUntilItDies(server.url, books)))
    // Early enough to hit the first requests, late enough to hit a checkpoint: 5 to 150 ms.
    await new Promise((resolve) => setTimeout(resolve, 5 + ((kill * 37) % 146)))
    await kill9(server)
    await load
  }
  return compare(path, books, kills)
}

async function kill9(server: ServerProcess): Promise<void> {
  const gone = once(server.child, 'exit')
  server.child.kill('SIGKILL')
  await gone
}

async function sendUntilItDies(url: string, books: Books): Promise<void> {
  const stream = `stream_of_client_${books.streams++}`
  for (let first = 0; ; first += eventsPerRequest) {
    const ids = Array.from({ length: eventsPerRequest }, (_, index) => `${stream}-${first + index}`)
    const now = Date.now()
    const body = { v: 1, stream, s0: first, sid: null, pf: 'web', t0: now, ev: ids.map(() => [0, 0, '/dashboard']) }
    for (const id of ids) books.sent.add(id)
    try {
      const response = await fetch(`${url}/api/telemetry?v=1&st=${now}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      const answer = (await response.json()) as { readonly accepted?: number }
      if (answer.accepted !== eventsPerRequest) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      // The process died under this request: it may or may not have been written.
      books.inFlight += eventsPerRequest
      return
    }
    for (const id of ids) books.acknowledged.add(id)
  }
}

async function compare(path: string, { acknowledged, sent, inFlight }: Books, kills: number): Promise<KillReport> {
  // One more honest start: it recovers the file and closes the books of the day.
  const server = await startServerProcess(process.execPath, [child, path, 'quiet'])
  const report = (await (await fetch(`${server.url}/api/telemetry?days=2`)).json()) as { readonly summary?: { readonly pageViews: number } }
  await kill9(server)
  const db = new DatabaseSync(path)
  const stored = new Set(db.prepare('SELECT id FROM telemetry_events').all().map(({ id }) => String(id)))
  const integrity = String(Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0])
  db.close()
  return {
    kills, integrity, inFlight,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !stored.has(id)).length,
    phantom: [...stored].filter((id) => !sent.has(id)).length,
    unanswered: [...stored].filter((id) => !acknowledged.has(id)).length,
    aggregated: report.summary?.pageViews ?? -1,
    stored: stored.size,
  }
}
