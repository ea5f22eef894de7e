import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@parel/telemetry-server'
import type { ServerProcess } from '../server-process.ts'
import { comparePair, type PairReport } from './compare-pair.ts'
import { killHard, startServer, type Books, type ServerMode } from './kill-loop.ts'
import { type Batch, eventsPerRequest, sendBatch } from './send-batch.ts'

const dayMs = 86_400_000
const clients = 6
/** Between two requests of a client: two million events in ten minutes, whose ids this process remembers. */
const paceMs = 40
/** Events of days beyond the retention, which the jobs of both servers seal and delete while they are killed. */
const OLD = { days: 5, ofADay: 8000 }
/** Beyond 256 words at one place, the place holds identifiers: what was learned of it is folded while everything runs. */
const NAMES = 1500
/** A slow machine runs longer, until so many events were stored: with fewer, nothing would be learned of the place. */
const ENOUGH = 2000
/** For hangs only: as long as the last lives may take to tell all that is stored. */
const PATIENCE_MS = 60_000

interface Lane {
  server: ServerProcess | null
  kills: number
}

/** The duration, how the servers behave, and a callback for progress. */
export interface PairOptions {
  readonly seconds: number
  readonly mode?: ServerMode
  readonly tell?: (text: string) => void
}

/** Runs two servers on `path` for so long, kills both again and again, and compares what is left with what was answered. */
export async function runPair(path: string, { seconds, mode = 'honest', tell = () => {} }: PairOptions): Promise<PairReport> {
  await fillOldDays(path)
  const end = Date.now() + seconds * 1000
  const isOver = () => Date.now() > end && books.acknowledged.size >= ENOUGH
  const books: Books = { acknowledged: new Set(), sent: new Set(), unanswered: [], inFlight: 0, streams: 0 }
  const lanes: Lane[] = [{ server: null, kills: 0 }, { server: null, kills: 0 }]
  const counts = { busy: 0, again: 0 }
  const timer = setInterval(() => tell(`${lanes[0]?.kills} + ${lanes[1]?.kills} kills, ${books.acknowledged.size} events acknowledged, ${JSON.stringify(counts)}`), 30_000)
  const lives = Promise.all(lanes.map((lane, index) => liveAndDie(path, lane, { isOver, index, mode })))
  await Promise.all(Array.from({ length: clients }, (_, client) => sendUntil(isOver, { client, lanes, books, counts })))
  await lives
  clearInterval(timer)
  await untilTold(path)
  await Promise.all(lanes.map(async ({ server }) => server?.stop()))
  return comparePair(path, books, { kills: lanes.reduce((sum, lane) => sum + lane.kills, 0), old: OLD.days * OLD.ofADay, ...counts })
}

/** Lives of one to five seconds. Not random, so that a failure comes nearer again; the lanes drift against each other. */
async function liveAndDie(path: string, lane: Lane, { isOver, index, mode }: { readonly isOver: () => boolean; readonly index: number; readonly mode: ServerMode }): Promise<void> {
  for (;;) {
    lane.server = await startServer(path, mode)
    // The last life answers what still waits.
    if (isOver()) return
    await rest(1000 + ((lane.kills * 1370 + index * 911) % 4000))
    const victim = lane.server
    lane.server = null
    await killHard(victim)
    lane.kills++
  }
}

/** The jobs of the last lives still have to see what was stored last. What they never tell is found by the comparison. */
async function untilTold(path: string): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true })
  const day = new Date(Date.now() - 30 * dayMs).toISOString().slice(0, 10)
  const told = db.prepare("SELECT sum(count) AS count FROM telemetry_aggregates WHERE type = 'page_view' AND date >= ?")
  const stored = db.prepare("SELECT count(*) AS count FROM telemetry_events WHERE type = 'page_view' AND createdAt >= ?")
  const patience = Date.now() + PATIENCE_MS
  while (told.get(day)?.count !== stored.get(day)?.count && Date.now() < patience) await rest(100)
  db.close()
}

interface Sending {
  readonly client: number
  readonly lanes: readonly Lane[]
  readonly books: Books
  readonly counts: { busy: number; again: number }
}

async function sendUntil(isOver: () => boolean, { client, lanes, books, counts }: Sending): Promise<void> {
  const stream = `stream_of_client_${client}`
  for (let first = 0; !isOver(); first += eventsPerRequest) {
    const batch = makeBatch(stream, first)
    for (let turn = client; ; turn++) {
      const url = lanes[turn % lanes.length]?.server?.url
      const answer = url === undefined ? 'unanswered' : await sendBatch(url, books, batch)
      if (answer === 'stored') break
      counts[answer === 'busy' ? 'busy' : 'again']++
      await rest(20)
    }
    await rest(paceMs)
  }
}

/** Half of the events are of yesterday; every second page bears a name that hardly comes again, of a thing, because the second look takes names of persons. */
function makeBatch(stream: string, s0: number): Batch {
  const ev = Array.from({ length: eventsPerRequest }, (_, index) => {
    const number = s0 + index
    return [0, (index % 2) * -dayMs, index % 4 < 2 ? `/page/${words[number % words.length]}` : `/boats/${nameOf((number * 7919) % NAMES)}`]
  })
  return { v: 1, stream, s0, sid: randomUUID(), pf: 'web', t0: Date.now(), ev } as Batch
}

const words = ['orders', 'invoices', 'customers', 'products', 'reports', 'projects', 'tickets', 'payments', 'messages', 'calendar']

/** A word of letters alone, so that nothing but the learning can find out what it is. */
function nameOf(number: number): string {
  const syllables = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 're', 'si', 'to', 'vu', 'wa', 'ze']
  return [number % 12, Math.floor(number / 12) % 12, Math.floor(number / 144) % 12].map((index) => syllables[index]).join('')
}

async function fillOldDays(path: string): Promise<void> {
  const store = sqliteStore({ path })
  await store.open()
  const today = Math.floor(Date.now() / dayMs)
  for (let age = 0; age < OLD.days; age++) {
    const noon = (today - 40 - age + 0.5) * dayMs
    for (let first = 0; first < OLD.ofADay; first += 500) {
      const events = Array.from({ length: 500 }, (_, index) => ({
        id: `stream_of_old_day_${age}-${first + index}`, type: 'page_view' as const, page: `/old/${words[index % 10]}`, action: null, duration: null,
        metadata: { note: `canarynote${first + index}` }, sessionId: `canarysession${index % 50}x`, platform: 'web' as const, createdAt: noon + index,
      }))
      await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })
    }
  }
  await store.close()
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
