import { createHttpServer, createTelemetryServer, sqliteStore } from '@parel/telemetry-server'
import { Agent, get } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// GET over many days and contexts while events keep coming: what a new event makes a report cost.
// node src/server/report.ts [days] [contexts a day] [raw events today]

const days = Number(process.argv[2] ?? 90)
const contexts = Number(process.argv[3] ?? 500)
const rawToday = Number(process.argv[4] ?? 1_000_000)
const dayMs = 86_400_000
const token = 'bench-0123456789-abcdefghijklmnopqrst'

const folder = await mkdtemp(join(tmpdir(), 'report-'))
let clock = Date.now() - days * dayMs
const declared = Array.from({ length: contexts }, (_, index) => `/section-${index.toString(36)}`)
const store = sqliteStore({ path: join(folder, 'telemetry.db'), routes: declared, maxQueuedEvents: 100_000 })
const telemetry = createTelemetryServer({ store, enabled: true, adminToken: token, rateLimit: false, routes: declared, now: () => clock })
let stream = 0
let bytes = 0
const agent = new Agent({ keepAlive: true })

async function insertDay(events: number): Promise<void> {
  for (let done = 0; done < events; done += 1000) {
    const id = `bench${(stream++).toString(36).padStart(15, '0')}`
    const batch = Array.from({ length: Math.min(1000, events - done) }, (_, index) => toEvent(`${id}-${index}`, done + index))
    await store.insert({ events: batch, dropped: new Map(), removed: new Map(), stream: null, receivedAt: clock })
  }
}

function toEvent(id: string, index: number) {
  const isCall = index % 4 === 0
  return {
    id, type: isCall ? 'api_call' : 'page_view', page: declared[index % contexts] ?? '/', action: null, duration: isCall ? 20 + ((index * 7919) % 900) : null,
    metadata: isCall ? { statusCode: 200 } : null, sessionId: `session-${index % 5000}`, platform: 'web', createdAt: clock - (index % 1000),
  } as const
}

async function timeReport(query: string): Promise<number> {
  const startedAt = performance.now()
  // The client shares the process, so it must cost little: it counts bytes and keeps none.
  bytes = 0
  await new Promise<void>((resolve, reject) => {
    const options = { agent, headers: { authorization: `Bearer ${token}` } }
    get(`http://127.0.0.1:${port}/api/telemetry?${query}`, options, (answer) => {
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', resolve).on('error', reject)
    }).on('error', reject)
  })
  return performance.now() - startedAt
}

const server = createHttpServer(telemetry.listener)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
await store.open()
for (let day = 1; day < days; day++) {
  clock += dayMs
  await insertDay(contexts * 2)
}
await telemetry.aggregate()
clock += dayMs
await insertDay(rawToday)

let isLoading = true
let eventsMeanwhile = 0
// Ingestion continues all the time, about 5,000 events a second if the machine can.
const loading = (async () => {
  while (isLoading) {
    await insertDay(50)
    eventsMeanwhile += 50
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
})()
const rounds = 100
for (const query of [`days=${days}`, `days=${days}&include=all&limit=500&compare=previous&type=session_start`]) {
  const first = await timeReport(query)
  const times: number[] = []
  eventsMeanwhile = 0
  for (let round = 0; round < rounds; round++) {
    await insertDay(50)
    times.push(await timeReport(query))
  }
  times.sort((left, right) => left - right)
  const at = (fraction: number) => (times[Math.floor(rounds * fraction)] ?? 0).toFixed(1)
  process.stdout.write(
    `GET ${query}, ${rawToday} raw rows today, ${(bytes / 1e6).toFixed(1)} MB: first ${first.toFixed(0)} ms, then with new events before each (${Math.round(eventsMeanwhile / rounds)} on average): ` +
      `p10 ${at(0.1)} ms, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; RSS ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB\n`,
  )
}
isLoading = false
await loading
agent.destroy()
server.closeAllConnections()
server.close()
await telemetry.close()
await store.close()
await rm(folder, { recursive: true })
