import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startServerProcess, type ServerProcess } from '../../src/server-process.ts'

/** What some rounds of kills left. */
export interface KillResult {
  readonly acknowledged: number
  /** Acknowledged and not stored. */
  readonly lost: number
  /** Stored and never sent. */
  readonly phantom: number
  /** Stored without an answer, in the round with most: at most what was in flight. */
  readonly unanswered: number
  readonly stored: number
  readonly integrity: string
}

interface RoundOptions {
  readonly database: string
  readonly mode: 'real' | 'early'
  readonly round: number
}

export const connections = 8
export const eventsPerRequest = 3
const dayMs = 86_400_000

/** Kills a server in the middle of its work again and again, and compares what it acknowledged with what its file holds. */
export async function runKillRounds({ database, mode, rounds }: { readonly database: string; readonly mode: 'real' | 'early'; readonly rounds: number }): Promise<KillResult> {
  const sent = new Set<string>()
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const server = await startChild(database, mode)
    const senders = Array.from({ length: connections }, (_, connection) => send({ server, stream: `r${round}c${connection}x${'k'.repeat(8)}`, sent, acknowledged }))
    // Spread over the life of a batch, a commit, an aggregation; not random, so that a failure comes back.
    await new Promise((resolve) => setTimeout(resolve, 20 + ((round * 37) % 280)))
    server.child.kill('SIGKILL')
    await once(server.child, 'exit')
    await Promise.all(senders)
  }
  return compare(database, { sent, acknowledged })
}

/** Starts the server of {@link RoundOptions.mode} on a file. */
export function startChild(database: string, mode: RoundOptions['mode']): Promise<ServerProcess> {
  return startServerProcess(process.execPath, [join(import.meta.dirname, 'child-server.ts'), database, mode])
}

interface SendOptions {
  readonly server: ServerProcess
  readonly stream: string
  readonly sent: Set<string>
  readonly acknowledged: Set<string>
}

async function send({ server, stream, sent, acknowledged }: SendOptions): Promise<void> {
  for (let sequence = 0; ; sequence += eventsPerRequest) {
    const ids = Array.from({ length: eventsPerRequest }, (_, index) => `${stream}-${sequence + index}`)
    // Yesterday's events make aggregation work while it is killed.
    const events = ids.map((id, index) => ({ id, type: 'page_view', page: '/dashboard', createdAt: Date.now() - (index % 2) * dayMs }))
    for (const id of ids) sent.add(id)
    try {
      const answer = await fetch(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) })
      await answer.json()
      if (answer.status === 200) for (const id of ids) acknowledged.add(id)
    } catch {
      return // The kill: what was in flight counts neither way.
    }
  }
}

function compare(database: string, { sent, acknowledged }: Pick<SendOptions, 'sent' | 'acknowledged'>): KillResult {
  const file = new DatabaseSync(database)
  const [check] = file.prepare('PRAGMA integrity_check').all() as { readonly integrity_check: string }[]
  const stored = new Set((file.prepare('SELECT id FROM telemetry_events').all() as { readonly id: string }[]).map(({ id }) => id))
  file.close()
  const unanswered = [...stored].filter((id) => !acknowledged.has(id))
  const byRound = new Map<string, number>()
  for (const id of unanswered) byRound.set(id.slice(0, id.indexOf('c')), (byRound.get(id.slice(0, id.indexOf('c'))) ?? 0) + 1)
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !stored.has(id)).length,
    phantom: [...stored].filter((id) => !sent.has(id)).length,
    unanswered: Math.max(0, ...byRound.values()),
    stored: stored.size,
    integrity: check?.integrity_check ?? 'none',
  }
}
