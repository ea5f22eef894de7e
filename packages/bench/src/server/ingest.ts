import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runLoad, type LoadResult } from './load.ts'
import type { BenchUsage } from './serve-bench.ts'

// Durable requests side by side with the bare server, in turn, on one machine: only the ratios mean something.
// Both servers live through all rounds, so that both are warm and both meet the same neighbours.
// node src/server/ingest.ts [seconds a turn] [turns of each]

const seconds = Number(process.argv[2] ?? 2)
const rounds = Number(process.argv[3] ?? 9)
const connections = 32
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

interface Round extends LoadResult {
  readonly cpuPerEvent: number
  readonly rssBytes: number
}
type Results = Record<'bare' | 'product', Round[]>

const loads = [
  { name: 'single events', events: 1, warmRequests: 30_000, nextRequest: () => toRequest('/api/telemetry', singleEvent) },
  { name: 'batches of 50', events: 50, warmRequests: 2000, nextRequest: () => toRequest('/api/telemetry?v=1', nextBatch()) },
] as const
type Load = (typeof loads)[number]

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

interface Running {
  readonly child: ChildProcess
  readonly port: number
  readonly folder: string
}

async function start(server: string): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'ingest-'))
  const child = fork(fileURLToPath(new URL(`./${server}-server.ts`, import.meta.url)), [join(folder, 'bench.db')], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const [port] = (await once(child, 'message')) as [number]
  return { child, port, folder }
}

async function stop({ child, folder }: Running): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  await rm(folder, { recursive: true })
}

/** Counted in requests: on a busy machine a time would leave the code of both cold. The compiler is done with the product after some 30,000 of them. */
async function warm({ port }: Running, load: Load): Promise<void> {
  for (let answered = 0; answered < load.warmRequests; ) {
    const { requestsPerSecond } = await runLoad({ port, connections, nextRequest: load.nextRequest, durationMs: 1000 })
    answered += requestsPerSecond
  }
}

async function measure({ child, port }: Running, load: Load): Promise<Round> {
  const before = await askUsage(child)
  const result = await runLoad({ port, connections, nextRequest: load.nextRequest, durationMs: seconds * 1000 })
  const after = await askUsage(child)
  const events = result.requestsPerSecond * seconds * load.events
  return { ...result, cpuPerEvent: (after.cpuMicroseconds - before.cpuMicroseconds) / events, rssBytes: after.rssBytes }
}

async function askUsage(child: ChildProcess): Promise<BenchUsage> {
  child.send('usage')
  const [usage] = (await once(child, 'message')) as [BenchUsage]
  return usage
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

function compare(load: Load, results: Results): void {
  for (const [server, list] of Object.entries(results)) {
    const of = (pick: (round: Round) => number) => median(list.map(pick))
    process.stdout.write(
      `${load.name.padEnd(14)} ${server.padEnd(8)} ${Math.round(of((round) => round.requestsPerSecond * load.events))} events/s  p50 ${of((round) => round.p50Ms).toFixed(1)} ms  p99 ${of((round) => round.p99Ms).toFixed(1)} ms  ` +
        `${of((round) => round.cpuPerEvent).toFixed(1)} µs CPU an event  RSS at most ${Math.round(Math.max(...list.map(({ rssBytes }) => rssBytes)) / 2 ** 20)} MiB  failed ${list.reduce((sum, { failed }) => sum + failed, 0)}\n`,
    )
  }
  const ratio = (pick: (round: Round) => number) => median(results.product.map((round, index) => pick(round) / pick(results.bare[index] ?? round)))
  process.stdout.write(
    `${load.name.padEnd(14)} product ÷ bare: ${(ratio((round) => round.requestsPerSecond) * 100).toFixed(0)} % of the events/s, p99 × ${ratio((round) => round.p99Ms).toFixed(2)}, CPU × ${ratio((round) => round.cpuPerEvent).toFixed(2)}\n`,
  )
}

for (const load of loads) {
  const servers = { bare: await start('bare'), product: await start('product') }
  const results: Results = { bare: [], product: [] }
  for (const running of Object.values(servers)) await warm(running, load)
  for (let round = 0; round < rounds; round++) {
    for (const server of ['bare', 'product'] as const) results[server].push(await measure(servers[server], load))
  }
  await Promise.all(Object.values(servers).map(stop))
  compare(load, results)
}
