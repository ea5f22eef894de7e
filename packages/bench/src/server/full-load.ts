import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { runLoad } from './load.ts'

// What memory does the server take under full load? It is the shipped one, `parel-telemetry serve`, behind a proxy and in a process of its own: nothing of the
// load is in the figures, nor of TypeScript, which node reads with a compiler of 15 MB. Linux only.
// A day of many events is recorded as fast as goes, then folded by a first report, then read again and again while recording goes on.
// node src/server/full-load.ts [events] [seconds of reading]

const events = Number(process.argv[2] ?? 1_000_000)
const readingSeconds = Number(process.argv[3] ?? 20)
const connections = 32
// The limit of one address is for one office.
const addresses = 256
const batchEvents = 50
// Names that an app has: what looks like an identifier would be cleaned again each time, and there would be fewer contexts.
const areas = ['orders', 'invoices', 'customers', 'products', 'reports', 'projects', 'tickets', 'payments', 'messages', 'calendar'].flatMap((name) =>
  ['open', 'closed', 'draft', 'shared', 'archived'].map((state) => `${name}-${state}`),
)
const views = ['list', 'edit', 'detail', 'summary', 'history', 'settings', 'export', 'search', 'preview', 'notes']
const contexts = areas.length * views.length
const token = 'bench-0123456789-abcdefghijklmnopqrst'
let batches = 0

function nextBatch(): string {
  const number = batches++
  const rows = Array.from({ length: batchEvents }, (_, index) => {
    const place = ((number * batchEvents + index) * 7919) % contexts
    const route = `/${areas[place % areas.length]}/${views[Math.floor(place / areas.length)]}`
    return index % 4 === 0 ? [3, index, `/api${route}`, null, 20 + ((place * 31 + number) % 900), { statusCode: 200 }] : [0, index, route]
  })
  const session = `${(number % 20_000).toString(16).padStart(8, '0')}-d9cb-469f-a165-70867728950e`
  const body = JSON.stringify({ v: 1, stream: `s${number.toString(36).padStart(19, '0')}`, s0: 0, sid: session, pf: 'web', t0: Date.now(), ev: rows })
  return `POST /api/telemetry?v=1 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36\r\nX-Forwarded-For: 198.51.100.${number % addresses}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

function memoryOf(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Math.round((Number(new RegExp(`${name}:\\s{0,20}(\\d{1,12})`).exec(status)?.[1]) * 1024) / 1e6)
  return `RSS ${megabytes('VmRSS')} MB, at most so far ${megabytes('VmHWM')} MB, of it the program itself ${megabytes('RssFile')} MB`
}

async function timeReport(port: number, query: string): Promise<number> {
  const startedAt = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/telemetry?${query}`, { headers: { authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`The server answered ${answer.status}.`)
  return performance.now() - startedAt
}

async function startServer(database: string): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const program = fileURLToPath(new URL('./dist/cli.js', import.meta.resolve('@parel/telemetry-server/package.json')))
  const env = { ...process.env, TELEMETRY_ENABLED: 'true', TELEMETRY_ADMIN_TOKEN: token, TELEMETRY_TRUSTED_PROXIES: '1' }
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--database', database], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const line of createInterface({ input: child.stderr })) {
    const port = Number(/"message":"listening".{0,200}"port":(\d{1,5})/.exec(line)?.[1])
    if (port > 0) return { port, child }
  }
  throw new Error('The server ended before it listened.')
}

const folder = await mkdtemp(join(tmpdir(), 'full-load-'))
const { port, child } = await startServer(join(folder, 'bench.db'))
const say = (phase: string) => process.stdout.write(`${phase.padEnd(60)} ${memoryOf(child.pid ?? 0)}\n`)
try {
  say('at rest')
  while (batches * batchEvents < events) await runLoad({ port, connections, nextRequest: nextBatch, durationMs: 1000 })
  say(`after ${batches * batchEvents} events`)
  const first = await timeReport(port, 'days=90')
  say(`after the first report (${first.toFixed(0)} ms), which folded them`)
  const recording = runLoad({ port, connections, nextRequest: nextBatch, durationMs: readingSeconds * 1000, restMs: 50 })
  const end = performance.now() + readingSeconds * 1000
  let reports = 0
  for (; performance.now() < end; reports++) await timeReport(port, reports % 2 === 0 ? 'days=90' : 'days=90&include=all&limit=500&compare=previous')
  const { requestsPerSecond, failed } = await recording
  say(`after ${reports} reports beside ${Math.round(requestsPerSecond * batchEvents)} events/s, ${failed} failed`)
} finally {
  child.kill('SIGKILL')
  await rm(folder, { recursive: true })
}
