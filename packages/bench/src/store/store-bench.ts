import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sqliteStore, type TelemetryStore } from '@parel/telemetry-server'
import { insertBare } from './bare.ts'
import { copyDay } from './copy-day.ts'
import { makeEvents } from './make-events.ts'

// node packages/bench/src/store/store-bench.ts [events of today] [later days with as many]: the store alone, beside the least that SQLite can do, in one run.

const total = Number(process.argv[2] ?? 1_000_000)
const laterDays = Number(process.argv[3] ?? 4)
const batchEvents = 50
const now = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 43_200_000
const today = now / 86_400_000 - 0.5
const folder = mkdtempSync(join(tmpdir(), 'telemetry-bench-'))
const line = (name: string, value: string) => console.log(`${name.padEnd(62)} ${value}`)

try {
  await run(join(folder, 'telemetry.db'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function run(path: string): Promise<void> {
  const bare = insertBare(join(folder, 'bare.db'), makeEvents({ count: Math.min(total, 50_000), now }), batchEvents)
  const store = sqliteStore({ path, quotaBytes: 20 * 1024 ** 3 })
  await store.open()
  const [begin, cpu] = [performance.now(), process.cpuUsage()]
  await fill(store, total)
  const rate = total / ((performance.now() - begin) / 1000)
  line(`insert, batches of ${batchEvents}, 32 at once, synchronous=FULL`, `${Math.round(rate)} events/s = ${(rate / bare.rate).toFixed(2)} x bare (${Math.round(bare.rate)})`)
  line('CPU of an insert, making the event included', `${(cpuMs(cpu) * 1000 / total).toFixed(1)} µs an event; bare ${bare.cpuMicroseconds.toFixed(1)}`)
  await measureReads(store)
  const bytes = (await store.health(now)).bytes ?? 0
  line('bytes of file an event', (bytes / total).toFixed(0))
  line('bytes of file and log on disk', `${((statSync(path).size + statSync(`${path}-wal`).size) / 1024 ** 2).toFixed(0)} MiB`)
  for (let later = 1; later <= laterDays; later++) copyDay(path, { from: today, to: today + later })
  await measureCleanup(store)
  line('memory of the process (RSS)', `${Math.round(process.memoryUsage.rss() / 1024 ** 2)} MiB`)
  await store.close()
}

async function fill(store: TelemetryStore, count: number): Promise<void> {
  const chunk = 1600
  for (let first = 0; first < count; first += chunk) {
    const events = makeEvents({ count: Math.min(chunk, count - first), now, first })
    const batches = Array.from({ length: Math.ceil(events.length / batchEvents) }, (_, index) => events.slice(index * batchEvents, (index + 1) * batchEvents))
    await Promise.all(batches.map((batch) => store.insert({ events: batch, dropped: new Map(), removed: new Map(), stream: null, receivedAt: now })))
  }
}

async function measureReads(store: TelemetryStore): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const cpu = process.cpuUsage()
  const cold = await time(() => store.readAggregates({ from: today - 89, to: today }, now))
  delay.disable()
  line(`first read: folds the ${total} events of today`, `${cold.toFixed(0)} ms, ${cpuMs(cpu).toFixed(0)} ms of CPU; longest gap of the host's event loop ${(delay.max / 1e6).toFixed(0)} ms`)
  const reads: number[] = []
  for (let round = 0; round < 100; round++) {
    await store.insert({ events: makeEvents({ count: 50, now, first: total + round * 50 }), dropped: new Map(), removed: new Map(), stream: null, receivedAt: now })
    reads.push(await time(() => store.readDays({ from: today - 89, to: today }, now)))
  }
  reads.sort((left, right) => left - right)
  line('read after 50 new events, p50 / p99', `${reads[50]?.toFixed(1)} / ${reads[99]?.toFixed(1)} ms`)
  line('aggregate the day', `${(await time(() => store.aggregate({ now: now + 86_400_000 }))).toFixed(0)} ms`)
}

async function measureCleanup(store: TelemetryStore): Promise<void> {
  // Somebody else wants the lock all the time: what it waits is the length of the transactions of the clean-up.
  let longest = 0
  let running = true
  const asking = (async () => {
    while (running) longest = Math.max(longest, await time(() => store.acquireLease('bench', { holder: 'bench', ttlMs: 1, now: Date.now() })))
  })()
  let deleted = 0
  const cpu = process.cpuUsage()
  const took = await time(async () => {
    deleted = (await store.cleanup({ now: now + 31 * 86_400_000, retentionDays: 30 })).deleted
  })
  running = false
  await asking
  line(`delete ${deleted} of ${deleted * (laterDays + 1)} events and return the disk`, `${(took / 1000).toFixed(1)} s, ${(cpuMs(cpu) / 1000).toFixed(1)} s of CPU; longest wait of a writer meanwhile ${longest.toFixed(0)} ms`)
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
