import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { claimPort } from '../claim-port.ts'
import { readClientScript } from './client-script.ts'
import type { Judge, StoredEvent } from './judge.ts'
import { createServerJudge } from './server-judge.ts'

/** What the collector does with one request. */
export interface Fault {
  /** Answers with this status and stores nothing, unless it is 2xx. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds before anything happens. */
  readonly delayMs?: number
  /** Never answers, and stores nothing. */
  readonly hang?: boolean
  /** Ends the connection without an answer: before or after the rows are stored. */
  readonly reset?: 'before' | 'after'
}

/** One request to the collector. */
export interface RecordedRequest {
  readonly at: number
  readonly method: string
  readonly query: string
  readonly headers: IncomingMessage['headers']
  readonly bytes: number
}

/** A site with a collector whose behaviour a test programs. */
export interface FaultServer {
  readonly url: string
  readonly requests: readonly RecordedRequest[]
  /** Paths of the site's own API that were called. */
  readonly calls: readonly string[]
  /** Sets what happens from now on; nothing means healthy. */
  behave(next?: Fault | ((request: RecordedRequest, index: number) => Fault | undefined)): void
  /** Closes the port (as a crash would) and opens it again at the same address. */
  down(): Promise<void>
  up(): Promise<void>
  rows(): Promise<readonly StoredEvent[]>
  /** Stored rows of actions whose name begins with `prefix`. */
  actions(prefix?: string): Promise<readonly StoredEvent[]>
  /** How many these are. */
  countActions(prefix?: string): Promise<number>
  close(): Promise<void>
}

export interface FaultServerOptions {
  /** Extra headers of every page, for example a content security policy. */
  readonly pageHeaders?: Readonly<Record<string, string>>
  /** The HTML of a path; the default is an empty page with the client. */
  readonly html?: (path: string) => string | undefined
  readonly judge?: Judge
}

export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const judge = options.judge ?? createServerJudge()
  const requests: RecordedRequest[] = []
  const calls: string[] = []
  const sockets = new Set<Socket>()
  const collecting: Promise<void>[] = []
  let behaviour: (request: RecordedRequest, index: number) => Fault | undefined = () => undefined

  const collect = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request)
    if (body === undefined) return
    const query = request.url?.split('?')[1] ?? ''
    const recorded = { at: Date.now(), method: request.method ?? '', query, headers: request.headers, bytes: body.length }
    requests.push(recorded)
    const fault = behaviour(recorded, requests.length - 1) ?? {}
    if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
    if (fault.hang) return
    if (fault.reset === 'before') return void request.socket.destroy()
    const isStored = !fault.status || fault.status < 300
    const verdict = isStored && !fault.body
      ? await judge.take({ body, query, contentType: request.headers['content-type'] ?? '' })
      : { status: 200, body: fault.body ?? '{"success":false}' }
    if (fault.reset === 'after') return void request.socket.destroy()
    response.writeHead(fault.status ?? verdict.status, { 'content-type': 'application/json', ...fault.headers })
    response.end(fault.status === 204 ? undefined : verdict.body)
  }
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === '/api/telemetry') return void collecting.push(collect(request, response))
    if (/^\/parel(\.debug)?\.js$/.test(path)) return void response.setHeader('content-type', 'text/javascript').end(readClientScript(path === '/parel.js' ? 'global' : 'debug'))
    if (path === '/hang') return // Reads, and never answers: holds the browser's quota.
    if (path.startsWith('/api/')) {
      calls.push(path)
      return void response.setHeader('content-type', 'application/json').end('{}')
    }
    if (path === '/favicon.ico') return void response.writeHead(204).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...options.pageHeaders })
    response.end(options.html?.(path) ?? '<!doctype html><title>test</title><script src="/parel.js" data-auto="false"></script>')
  }
  const server = createServer(respond)
  server.keepAliveTimeout = 30_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      sockets.forEach((socket) => socket.destroy())
    })
  const port = await claimPort()
  await listen(port)
  const rows = () => judge.rows()
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    calls,
    behave(next) {
      behaviour = typeof next === 'function' ? next : () => next
    },
    down: stop,
    up: () => listen(port),
    rows,
    actions: async (prefix = '') => (await rows()).filter(({ type, action }) => type === 'action' && action?.startsWith(prefix)),
    countActions: (prefix = '') => judge.countActions(prefix),
    async close() {
      if (server.listening) await stop()
      await Promise.all(collecting)
      await judge.close()
    },
  }
}

/** Undefined when the page went away before it had sent all of it. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch (error) {
    if (request.destroyed) return undefined
    throw error
  }
  return Buffer.concat(chunks)
}
