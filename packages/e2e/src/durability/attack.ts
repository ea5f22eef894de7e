import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { readPeakBytes } from './record-day.ts'

const json = { 'content-type': 'application/json' }
const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20))
const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`

/** Requests that cost more to look at than to send, and one honest one among them. */
const mix: readonly (() => RequestInit)[] = [
  () => ({ body: bomb, headers: { ...json, 'content-encoding': 'gzip' } }),
  () => ({ body: deep, headers: json }),
  () => ({ body: 'x'.repeat(65_000), headers: json }),
  () => ({ body: JSON.stringify(Array.from({ length: 1500 }, (_, index) => ({ type: 'page_view', page: `/${index}` }))), headers: json }),
  () => ({ body: JSON.stringify(Array.from({ length: 300 }, () => ({ type: 'action', action: crypto.randomUUID(), page: `/u/${crypto.randomUUID()}`, metadata: { [crypto.randomUUID()]: 'word '.repeat(20) } }))), headers: json }),
  () => ({ body: JSON.stringify({ type: 'page_view', page: '/%2e%2e/'.repeat(250) }), headers: json }),
]

/** What a flood of attacks did. */
export interface FloodReport {
  readonly statuses: Readonly<Record<number, number>>
  /** Honest events that were acknowledged. */
  readonly acknowledged: number
  /** Largest resident memory that the process ever had, bytes. */
  readonly peakBytes: number
}

/** Sends the mix over several connections for a while, with honest events in between. */
export async function flood(url: string, { pid, milliseconds }: { readonly pid: number; readonly milliseconds: number }): Promise<FloodReport> {
  const statuses: Record<number, number> = {}
  let acknowledged = 0
  const send = async (init: RequestInit) => {
    const answer = await fetch(`${url}/api/telemetry`, { method: 'POST', ...init })
    await answer.body?.cancel()
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    return answer.status
  }
  const end = performance.now() + milliseconds
  const attack = async (connection: number) => {
    for (let round = connection; performance.now() < end; round++) {
      await send(mix[round % mix.length]?.() ?? {})
      if ((await send({ body: JSON.stringify({ type: 'error', action: 'honest', page: '/honest' }), headers: json })) === 200) acknowledged++
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, connection) => attack(connection)))
  return { statuses, acknowledged, peakBytes: readPeakBytes(pid) }
}

/** Connections that say nothing, or a byte now and then. */
export interface Crowd {
  /** Those that the server has not closed. */
  readonly open: number
  leave(): void
}

/** Opens connections: half of them silent, half of them in the middle of a request that never ends. */
export async function crowd(url: string, size: number): Promise<Crowd> {
  const sockets = new Set<Socket>()
  const { port } = new URL(url)
  await Promise.all(Array.from({ length: size }, (_, index) => new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    sockets.add(socket)
    socket.once('connect', () => {
      if (index % 2 === 0) socket.write('POST /api/telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{')
      resolve()
    })
    socket.once('error', () => resolve())
    socket.once('close', () => sockets.delete(socket))
  })))
  const drip = setInterval(() => [...sockets].forEach((socket, index) => index % 2 === 0 && socket.writable && socket.write(' ')), 500)
  return {
    get open() {
      return sockets.size
    },
    leave() {
      clearInterval(drip)
      for (const socket of sockets) socket.destroy()
    },
  }
}
