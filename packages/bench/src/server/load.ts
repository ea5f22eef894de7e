import { connect, type Socket } from 'node:net'

/** What a load of requests met. */
export interface LoadResult {
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failed: number
}

/** How to load a server. */
export interface LoadOptions {
  readonly port: number
  readonly connections: number
  readonly durationMs: number
  /** Makes the bytes of the next request. */
  readonly nextRequest: () => string
  /** Rest of a connection between an answer and its next request, in milliseconds. Default: 0, as much as goes. */
  readonly restMs?: number
}

/** Keeps every connection busy with one request at a time, over bare sockets, so that the load costs little beside the server. */
export async function runLoad({ port, connections, durationMs, nextRequest, restMs = 0 }: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = []
  let failed = 0
  let isOver = false
  const sockets: Socket[] = []
  const drive = (socket: Socket) => {
    let sentAt = 0
    const send = () => {
      sentAt = performance.now()
      socket.write(nextRequest())
    }
    socket.on('data', (bytes: Buffer) => {
      if (isOver) return
      latencies.push(performance.now() - sentAt)
      if (bytes.toString('latin1', 9, 12) !== '200') failed++
      if (restMs === 0) send()
      else setTimeout(() => !isOver && send(), restMs)
    })
    socket.on('error', () => failed++)
    socket.on('connect', send)
  }
  for (let index = 0; index < connections; index++) {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    sockets.push(socket)
    drive(socket)
  }
  const startedAt = performance.now()
  await new Promise((resolve) => setTimeout(resolve, durationMs))
  isOver = true
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.destroy()
  const sorted = Float64Array.from(latencies).sort()
  const at = (fraction: number) => sorted[Math.floor((sorted.length - 1) * fraction)] ?? Number.NaN
  return { requestsPerSecond: latencies.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), failed }
}
