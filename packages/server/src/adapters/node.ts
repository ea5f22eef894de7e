import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2Stream } from 'node:http2'
import type { App } from '../app'
import type { IncomingRequest, Reply, ReplyHeaders } from '../http/exchange'
import { errorReply } from '../http/replies'
import { endAfterBody } from './end-after-body'
import { type BodyProgress, encodeParsedBody, readNodeBody } from './read-node-body'
import { readTarget, type RequestTarget } from './read-target'
import { watchReader } from './watch-reader'

/** A listener for `http.createServer`, and for Express' `app.use`: there, addresses that are not telemetry's go on to the next handler. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

const maxHeaderFields = 100

/**
 * Makes a node:http listener of the front door. Reads and writes node's own objects: no Request, no Response.
 *
 * @param mountPath - Prefix that the host serves it under; Express tells it with each request.
 */
export function createNodeListener(app: App, mountPath = ''): NodeListener {
  return (incoming, response, next) => {
    const progress: BodyProgress = { isRead: false }
    const request = fromIncoming(incoming, { mountPath, progress })
    if (next !== undefined && !app.covers(request)) return next()
    const reply = incoming.rawHeaders.length > maxHeaderFields * 2 ? Promise.resolve(tooManyHeaders()) : app.answer(request)
    // What fails here is the connection: there is nobody left to tell.
    reply.then((answer) => writeReply(answer, { incoming, progress, response })).catch(() => response.destroy())
  }
}

function tooManyHeaders(): Reply {
  return errorReply(431, { code: 'too_many_headers', message: `A request may have ${maxHeaderFields} header fields.` }, { connection: 'close' })
}

/** What Express leaves on a request: the address before it cut the mount path off, and a body that a parser has read already. */
interface HostFields {
  readonly originalUrl?: string
  readonly baseUrl?: string
  readonly body?: unknown
}

interface Host {
  readonly mountPath: string
  readonly progress: BodyProgress
}

function fromIncoming(incoming: IncomingMessage & HostFields, { mountPath, progress }: Host): IncomingRequest {
  const { path, query, host } = readTarget(incoming.originalUrl ?? incoming.url ?? '/')
  // A body parser in front (`express.json()`) has eaten the bytes, and inflated them.
  const isParsed = incoming.readableEnded
  const readHost = () => host ?? readHeader(incoming, 'host') ?? readHeader(incoming, ':authority')
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    header: (name) => (name === 'host' ? readHost() : isParsed && name === 'content-encoding' ? null : readHeader(incoming, name)),
    remoteAddress: incoming.socket.remoteAddress ?? null,
    isRelayed: () => isRelayed(incoming),
    mountPath: incoming.baseUrl ?? mountPath,
    readBody: (limits) => (isParsed ? encodeParsedBody(incoming.body) : readNodeBody(incoming, { ...limits, progress })),
    toRequest: () => toRequest(incoming, { path, query, host: readHost() }),
  }
}

/**
 * What nginx passes on without a setting looks as if this machine asked: its Host is the one behind `proxy_pass`, and no header names the client. But up to 1.29.6 it
 * speaks HTTP/1.0, and since then it leaves out the header that every browser sends. Proxies of development (Vite) send `close`.
 */
function isRelayed({ httpVersionMajor, httpVersionMinor, headers }: IncomingMessage): boolean {
  return httpVersionMajor === 1 && (httpVersionMinor === 0 || !/^(?:keep-alive|close)$/i.test(headers.connection ?? ''))
}

function readHeader(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name]
  return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
}

function toRequest(incoming: IncomingMessage, { path, query, host }: RequestTarget): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, typeof value === 'string' ? value : value.join(', '))
  }
  const address = new URL(path.startsWith('/') ? path : '/', 'http://localhost')
  address.search = query
  if (host !== null) headers.set('host', host)
  if (host !== null && URL.canParse(`http://${host}`)) address.host = host
  return new Request(address, { method: incoming.method ?? 'GET', headers })
}

interface Exchanged {
  readonly incoming: IncomingMessage
  readonly progress: BodyProgress
  readonly response: ServerResponse
}

function writeReply({ status, headers, body }: Reply, { incoming, progress, response }: Exchanged): void | Promise<void> {
  if (body instanceof ReadableStream) {
    // Nobody asks again on the connection of a live view, and a server that is closed waits for idle ones.
    response.writeHead(status, incoming.httpVersionMajor === 1 ? { ...headers, connection: 'close' } : headers)
    if (incoming.method === 'HEAD') return endUnread(body, response)
    watchReader(response, { isWhole: false })
    return pipe(body, response)
  }
  // A body that nobody read would otherwise be taken for the next request, or be read to its end first.
  const unread = incoming.method !== 'GET' && incoming.method !== 'HEAD' && !progress.isRead && !incoming.readableEnded && !incoming.complete
  const length = body === null ? 0 : Buffer.byteLength(body)
  // A list: node copies an object once more.
  const lines = [...linesOf(headers)]
  if (status !== 204 && status !== 304) lines.push('content-length', String(length))
  if ((unread || isClosed(incoming)) && headers.connection === undefined) lines.push('connection', 'close')
  if (incoming.httpVersionMajor > 1) endStream(response, lines)
  response.writeHead(status, isWatched(response) ? objectOf(lines) : lines)
  if (unread && incoming.httpVersionMajor === 1 && status !== 408) return endAfterBody(incoming, response, body)
  // What was read at once has not told its end yet; others may wait for it, and node keeps the request until then.
  if (progress.isRead && !incoming.readableEnded) incoming.resume()
  response.end(incoming.method === 'HEAD' ? undefined : (body ?? undefined))
  watchReader(response, { isWhole: true })
}

/** A server that was closed while it answered waits until the connection has been idle for long, or is ended: `close()` of Fastify would take 72 s. */
function isClosed({ socket }: IncomingMessage & { readonly socket: { readonly server?: { readonly listening: boolean } } }): boolean {
  return socket.server?.listening === false
}

/**
 * True where middleware stands in front of the headers, as compression, express-session and morgan do with `on-headers`. Before its version 1.1.0 that took a
 * list for something else, and what went out was `c: o` and `v: a`, without a type or a cookie.
 */
function isWatched(response: ServerResponse): boolean {
  return Object.hasOwn(response, 'writeHead')
}

function objectOf(lines: readonly string[]): ReplyHeaders {
  return Object.fromEntries(lines.flatMap((line, place) => (place % 2 === 0 ? [[line, lines[place + 1] ?? '']] : [])))
}

const knownLines = new WeakMap<ReplyHeaders, readonly string[]>()

/** Names and values in turn. Most answers share one object of headers. */
function linesOf(headers: ReplyHeaders): readonly string[] {
  let lines = knownLines.get(headers)
  if (lines === undefined) knownLines.set(headers, (lines = Object.entries(headers).flat()))
  return lines
}

/** In HTTP/2 a request is a stream of its own: where a connection would end, it does, or its client could go on to send. A header would make node warn. */
function endStream({ stream }: ServerResponse & { readonly stream?: Http2Stream }, lines: string[]): void {
  const place = lines.indexOf('connection')
  if (place === -1) return
  lines.splice(place, 2)
  // The answer itself tells of its end only when its stream has ended.
  stream?.once('finish', () => stream.close())
}

/** The answer to HEAD has no body; what would make it has to be told so. */
function endUnread(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  response.end()
  return body.cancel()
}

/** Resolves when the connection takes more, or is gone. */
function untilWritable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      // Each wait would leave the listener that was not called.
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.on('drain', go).on('close', go)
  })
}

async function pipe(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  response.once('close', stop)
  // Gone before the answer was ready: its close was told then, and a live view would never hear that nobody looks.
  if (response.destroyed) stop()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (!response.write(value) && !response.destroyed) await untilWritable(response)
  }
  response.end()
}
