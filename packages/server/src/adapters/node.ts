import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app'
import type { IncomingRequest, Reply, ReplyHeaders } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { bodyTooLarge, bodyTooSlow } from '../http/read-json'
import { errorReply } from '../http/replies'

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
    const request = fromIncoming(incoming, mountPath)
    if (next !== undefined && !app.covers(request)) return next()
    const reply = incoming.rawHeaders.length > maxHeaderFields * 2 ? Promise.resolve(tooManyHeaders()) : app.answer(request)
    // What fails here is the connection: there is nobody left to tell.
    reply.then((answer) => writeReply(answer, incoming, response)).catch(() => response.destroy())
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

function fromIncoming(incoming: IncomingMessage & HostFields, mountPath: string): IncomingRequest {
  const target = incoming.originalUrl ?? incoming.url ?? '/'
  // A body parser in front (`express.json()`) has eaten the bytes, and inflated them.
  const isParsed = incoming.readableEnded
  const mark = target.indexOf('?')
  return {
    method: incoming.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    header: (name) => (isParsed && name === 'content-encoding' ? null : readHeader(incoming, name)),
    remoteAddress: incoming.socket.remoteAddress ?? null,
    mountPath: incoming.baseUrl ?? mountPath,
    readBody: (limits) => (isParsed ? encodeParsed(incoming.body) : readBody(incoming, limits)),
    toRequest: () => toRequest(incoming, target),
  }
}

function readHeader(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name]
  return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
}

/** Writes again what a parser made of a body. Its size was the parser's to limit. */
async function encodeParsed(body: unknown): Promise<Uint8Array> {
  if (Buffer.isBuffer(body)) return body
  try {
    return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? null))
  } catch {
    // Deeper than the stack: the parser does not mind, everything after it would.
    throw new HttpError(400, 'too_deep', 'The JSON nests too deep.')
  }
}

interface BodyLimits {
  readonly maxBytes: number
  readonly timeoutMs: number
}

async function readBody(incoming: IncomingMessage, limits: BodyLimits): Promise<Uint8Array> {
  // Most bodies come in one packet with their headers. The parser hands them over right after the headers, and they need neither timer nor listeners.
  if (!isHere(incoming)) await null
  if (incoming.readableFlowing !== null || !isHere(incoming)) return collectBody(incoming, limits)
  if (incoming.readableLength > limits.maxBytes) throw bodyTooLarge(limits.maxBytes)
  const body = incoming.read() as Buffer | string | null
  return typeof body === 'string' ? Buffer.from(body) : (body ?? Buffer.alloc(0))
}

/** True when the whole body has arrived. The end of the request is told later than its last byte, so the length that it declared counts too. */
function isHere({ complete, headers, readableLength }: IncomingMessage): boolean {
  return complete || (readableLength > 0 && headers['content-length'] === String(readableLength))
}

function collectBody(incoming: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let total = 0
    const finish = () => {
      clearTimeout(timer)
      incoming.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone)
    }
    const refuse = (error: HttpError) => {
      finish()
      reject(error)
    }
    const onData = (chunk: Buffer) => {
      total += chunk.byteLength
      if (total > maxBytes) refuse(bodyTooLarge(maxBytes))
      else chunks.push(chunk)
    }
    const onEnd = () => {
      finish()
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
    }
    const onGone = () => refuse(new HttpError(400, 'aborted', 'The client went away.', { connection: 'close' }))
    const timer = setTimeout(() => refuse(bodyTooSlow(timeoutMs)), timeoutMs)
    incoming.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone)
  })
}

function toRequest(incoming: IncomingMessage, target: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, typeof value === 'string' ? value : value.join(', '))
  }
  const address = new URL(target.startsWith('/') ? target : '/', 'http://localhost')
  const host = incoming.headers.host
  if (host !== undefined && URL.canParse(`http://${host}`)) address.host = host
  return new Request(address, { method: incoming.method ?? 'GET', headers })
}

function writeReply(reply: Reply, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
  const { status, headers, body } = reply
  if (body instanceof ReadableStream) {
    response.writeHead(status, headers)
    return pipe(body, response)
  }
  // A body that nobody read would otherwise be taken for the next request, or be read to its end first.
  const unread = request.method !== 'GET' && request.method !== 'HEAD' && !request.readableEnded && !request.complete
  const length = body === null ? 0 : Buffer.byteLength(body)
  // A list: node copies an object once more.
  const lines = [...linesOf(headers)]
  if (status !== 204 && status !== 304) lines.push('content-length', String(length))
  if (unread && headers.connection === undefined) lines.push('connection', 'close')
  response.writeHead(status, lines)
  response.end(request.method === 'HEAD' ? undefined : (body ?? undefined))
}

const knownLines = new WeakMap<ReplyHeaders, readonly string[]>()

/** Names and values in turn. Most answers share one object of headers. */
function linesOf(headers: ReplyHeaders): readonly string[] {
  let lines = knownLines.get(headers)
  if (lines === undefined) knownLines.set(headers, (lines = Object.entries(headers).flat()))
  return lines
}

async function pipe(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader()
  response.once('close', () => void reader.cancel().catch(() => undefined))
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (!response.write(value)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
  }
  response.end()
}
