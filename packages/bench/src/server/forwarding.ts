import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LoadResult, runLoad } from './load.ts'

// What does a destination cost those who record? The same steady load without one, with one that takes everything and with one that hangs, in turn.
// node src/server/forwarding.ts [seconds a round] [rounds]

const seconds = Number(process.argv[2] ?? 6)
const rounds = Number(process.argv[3] ?? 5)
const kinds = ['none', 'takes', 'hangs'] as const
const body = JSON.stringify(Array.from({ length: 5 }, (_, index) => ({ type: 'page_view', page: ['/dashboard', '/shop', '/friends', '/settings', '/profile/[id]'][index] })))
const request = `POST /api/telemetry HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0\r\nOrigin: https://shop.example\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`

let received = 0
const destination = createServer((incoming, response) => {
  received++
  incoming.resume()
  if (incoming.url === '/takes') response.end('{}')
})
await once(destination.listen(0, '127.0.0.1'), 'listening')
const { port: destinationPort } = destination.address() as AddressInfo

async function measure(kind: (typeof kinds)[number]): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'forwarding-'))
  const webhook = kind === 'none' ? [] : [`http://127.0.0.1:${destinationPort}/${kind}`]
  const child = fork(fileURLToPath(new URL('./forwarding-server.ts', import.meta.url)), [join(folder, 'bench.db'), ...webhook], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  try {
    const [port] = (await once(child, 'message')) as [number]
    const options = { port, connections: 16, restMs: 20, nextRequest: () => request }
    await runLoad({ ...options, durationMs: 3000 })
    return await runLoad({ ...options, durationMs: seconds * 1000 })
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
    await rm(folder, { recursive: true })
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

const results = new Map<(typeof kinds)[number], LoadResult[]>(kinds.map((kind) => [kind, []]))
for (let round = 0; round < rounds; round++) {
  for (const kind of kinds) results.get(kind)?.push(await measure(kind))
}
destination.closeAllConnections()
destination.close()
const base = results.get('none') ?? []
for (const [kind, list] of results) {
  const ratio = (pick: (result: LoadResult) => number) => median(list.map((result, index) => pick(result) / pick(base[index] ?? result))).toFixed(2)
  process.stdout.write(
    `destination ${kind.padEnd(5)}  ${Math.round(median(list.map(({ requestsPerSecond }) => requestsPerSecond)))} requests/s of 5 events  p50 × ${ratio(({ p50Ms }) => p50Ms)}  p99 × ${ratio(({ p99Ms }) => p99Ms)}  ` +
      `failed ${list.reduce((sum, { failed }) => sum + failed, 0)}\n`,
  )
}
process.stdout.write(`requests that reached the destination: ${received}\n`)
