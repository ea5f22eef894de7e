import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runLoad, type LoadResult } from './load.ts'
import type { BenchUsage } from './serve-bench.ts'

// Durable requests side by side with the bare server, in turn, on one machine: only the ratios mean something.
// node src/server/ingest.ts [seconds a round] [rounds]

const seconds = Number(process.argv[2] ?? 4)
const rounds = Number(process.argv[3] ?? 3)
const connections = 32
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

interface Round extends LoadResult {
  readonly cpuPerEvent: number
  readonly rssBytes: number
}

const loads = [
  { name: 'single events', events: 1, nextRequest: () => toRequest('/api/telemetry', singleEvent) },
  { name: 'batches of 50', events: 50, nextRequest: () => toRequest('/api/telemetry?v=1', nextBatch()) },
] as const

const singleEvent = JSON.stringify({ type: 'page_view', page: '/dashboard', sessionId: 'abc-123-def-456', metadata: { button: 'submit_form' } })
const pages = ['/dashboard', '/profile/[id]', '/shop', '/friends', '/settings/privacy']
const batchRows = JSON.stringify(Array.from({ length: 50 }, (_, index) => (index % 5 === 0 ? [3, index * 20, '/api/user', null, 40 + index, { statusCode: 200, method: 'GET' }] : [index % 3 === 0 ? 1 : 0, index * 20, pages[index % 5], index % 3 === 0 ? 'save' : null])))
let batches = 0

function nextBatch(): string {
  const stream = (batches++).toString(36).padStart(20, '0')
  return `{"v":1,"stream":"${stream}","s0":0,"sid":"0f8fad5b-d9cb-469f-a165-70867728950e","pf":"web","t0":${Date.now()},"ev":${batchRows}}`
}

function toRequest(path: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: ${agent}\r\nOrigin: https://shop.example\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

async function measure(server: string, load: (typeof loads)[number]): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'ingest-'))
  const child = fork(fileURLToPath(new URL(`./${server}-server.ts`, import.meta.url)), [join(folder, 'bench.db')], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  try {
    const [port] = (await once(child, 'message')) as [number]
    const options = { port, connections, nextRequest: load.nextRequest }
    await runLoad({ ...options, durationMs: 1000 })
    const before = await askUsage(child)
    const result = await runLoad({ ...options, durationMs: seconds * 1000 })
    const after = await askUsage(child)
    const events = result.requestsPerSecond * seconds * load.events
    return { ...result, cpuPerEvent: (after.cpuMicroseconds - before.cpuMicroseconds) / events, rssBytes: after.rssBytes }
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(folder, { recursive: true })
  }
}

async function askUsage(child: ChildProcess): Promise<BenchUsage> {
  child.send('usage')
  const [usage] = (await once(child, 'message')) as [BenchUsage]
  return usage
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

for (const load of loads) {
  const results: { bare: Round[]; product: Round[] } = { bare: [], product: [] }
  for (let round = 0; round < rounds; round++) {
    for (const server of ['bare', 'product'] as const) results[server].push(await measure(server, load))
  }
  for (const [server, list] of Object.entries(results)) {
    const of = (pick: (round: Round) => number) => median(list.map(pick))
    process.stdout.write(
      `${load.name.padEnd(14)} ${server.padEnd(8)} ${Math.round(of((round) => round.requestsPerSecond * load.events))} events/s  p50 ${of((round) => round.p50Ms).toFixed(1)} ms  p99 ${of((round) => round.p99Ms).toFixed(1)} ms  ` +
        `${of((round) => round.cpuPerEvent).toFixed(1)} µs CPU an event  RSS ${Math.round(of((round) => round.rssBytes) / 1e6)} MB  failed ${of((round) => round.failed)}\n`,
    )
  }
  const share = median(results.product.map((round, index) => round.requestsPerSecond / (results.bare[index]?.requestsPerSecond ?? Number.NaN)))
  const tail = median(results.product.map((round, index) => round.p99Ms / (results.bare[index]?.p99Ms ?? Number.NaN)))
  process.stdout.write(`${load.name.padEnd(14)} product ÷ bare: ${(share * 100).toFixed(0)} % of the events/s, p99 × ${tail.toFixed(2)}\n`)
}
