import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2Stream } from 'node:http2'
import type { Reply, ReplyHeaders } from '../http/exchange'
import { endAfterBody } from './end-after-body'
import type { BodyProgress } from './read-node-body'
import { watchReader } from './watch-reader'

/** A request of node:http and the response to it. */
interface NodeExchange {
  readonly incoming: IncomingMessage
  readonly progress: BodyProgress
  readonly response: ServerResponse
}

/** Writes a reply, and leaves the connection in a state in which it can be used again or is closed. */
export function writeReply({ status, headers, body }: Reply, { incoming, progress, response }: NodeExchange): void | Promise<void> {
  if (body instanceof ReadableStream) return writeStream({ status, headers, body }, { incoming, response })
  // An unread body would otherwise be taken for the next request, or be read to its end first.
  const unread = !progress.isRead && hasUnreadBody(incoming)
  const length = body === null ? 0 : Buffer.byteLength(body)
  // A list, because Node would copy an object once more.
  const lines = [...linesOf(headers)]
  if (status !== 204 && status !== 304) lines.push('content-length', String(length))
  if ((unread || isClosed(incoming)) && headers.connection === undefined) lines.push('connection', 'close')
  if (incoming.httpVersionMajor > 1) endStream(response, lines)
  response.writeHead(status, hasReplacedWriteHead(response) ? objectOf(lines) : lines)
  if (unread && incoming.httpVersionMajor === 1 && status !== 408) return endAfterBody(incoming, response, body)
  // A body that was read at once has not emitted its end yet. Others may wait for it, and Node keeps the request until then.
  if (progress.isRead && !incoming.readableEnded) incoming.resume()
  response.end(incoming.method === 'HEAD' ? undefined : (body ?? undefined))
  watchReader(response, { isWhole: true })
}

interface StreamReply extends Omit<Reply, 'body'> {
  readonly body: ReadableStream<Uint8Array>
}

function writeStream({ status, headers, body }: StreamReply, { incoming, response }: Omit<NodeExchange, 'progress'>): Promise<void> {
  // The connection of a live view is not used again, and closing a server waits for idle connections.
  response.writeHead(status, incoming.httpVersionMajor === 1 ? { ...headers, connection: 'close' } : headers)
  if (incoming.method === 'HEAD') return endUnread(body, response)
  watchReader(response, { isWhole: false })
  return pipe(body, response)
}

/** True when a body is announced by the method and has not arrived completely. */
function hasUnreadBody({ method, readableEnded, complete }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD' && !readableEnded && !complete
}

/** True when the server was closed while this request was answered. It would wait for the idle connection: Fastify's `close()` would take 72 s. */
function isClosed({ socket }: IncomingMessage & { readonly socket: { readonly server?: { readonly listening: boolean } } }): boolean {
  return socket.server?.listening === false
}

/**
 * True when middleware has replaced `writeHead`, as compression, express-session and morgan do with `on-headers`. Before version 1.1.0, `on-headers` misread a
 * list of headers and sent `c: o` and `v: a`, without a content type or a cookie.
 */
function hasReplacedWriteHead(response: ServerResponse): boolean {
  return Object.hasOwn(response, 'writeHead')
}

function objectOf(lines: readonly string[]): ReplyHeaders {
  return Object.fromEntries(lines.flatMap((line, place) => (place % 2 === 0 ? [[line, lines[place + 1] ?? '']] : [])))
}

const knownLines = new WeakMap<ReplyHeaders, readonly string[]>()

/** Names and values, alternating. Cached, because most replies share one object of headers. */
function linesOf(headers: ReplyHeaders): readonly string[] {
  let lines = knownLines.get(headers)
  if (lines === undefined) knownLines.set(headers, (lines = Object.entries(headers).flat()))
  return lines
}

/** In HTTP/2 each request is a stream. Where HTTP/1.1 would close the connection, the stream is closed, so that its client stops sending. The `connection` header would make Node warn. */
function endStream({ stream }: ServerResponse & { readonly stream?: Http2Stream }, lines: string[]): void {
  const place = lines.indexOf('connection')
  if (place === -1) return
  lines.splice(place, 2)
  // The response emits its end only when its stream has ended.
  stream?.once('finish', () => stream.close())
}

/** The response to HEAD has no body, so its source is cancelled. */
function endUnread(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  response.end()
  return body.cancel()
}

/** Resolves when the connection accepts more data, or is closed. */
function untilWritable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      // Otherwise each wait would leave behind the listener that was not called.
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
  // If the connection closed before the response was ready, `close` was emitted already, and the live view would never end.
  if (response.destroyed) stop()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (!response.write(value) && !response.destroyed) await untilWritable(response)
  }
  response.end()
}
