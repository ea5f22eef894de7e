import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app'
import type { IncomingRequest, Reply } from '../http/exchange'
import { errorReply } from '../http/replies'
import { type BodyProgress, encodeParsedBody, readNodeBody } from './read-node-body'
import { readTarget, type RequestTarget } from './read-target'
import { writeReply } from './write-reply'

/** A listener for `http.createServer` and for Express's `app.use`. In Express, requests that are not telemetry's are passed to the next handler. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

const maxHeaderFields = 100

/**
 * Makes the app a node:http listener. It reads and writes Node's own objects; no Request or Response is created.
 *
 * @param mountPath - Prefix under which the host mounts the listener; Express passes its own with each request.
 */
export function createNodeListener(app: App, mountPath = ''): NodeListener {
  return (incoming, response, next) => {
    const progress: BodyProgress = { isRead: false }
    const request = fromIncoming(incoming, { mountPath, progress })
    if (next !== undefined && !app.covers(request)) return next()
    const reply = incoming.rawHeaders.length > maxHeaderFields * 2 ? Promise.resolve(tooManyHeaders()) : app.answer(request)
    // Only the connection can fail here, so there is nobody left to answer.
    reply.then((answer) => writeReply(answer, { incoming, progress, response })).catch(() => response.destroy())
  }
}

function tooManyHeaders(): Reply {
  return errorReply(431, { code: 'too_many_headers', message: `A request may have ${maxHeaderFields} header fields.` }, { connection: 'close' })
}

/** Fields that Express adds to a request: the URL before it removed the mount path, and the body if a parser has read it. */
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
  // A body parser in front (`express.json()`) has consumed and decompressed the bytes.
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
 * A request through nginx without settings looks like one from this machine: its Host is the one from `proxy_pass`, and no header names the client. But nginx up to 1.29.6
 * uses HTTP/1.0, and later versions leave out the `Connection` header, which every browser sends. Development proxies (Vite) send `close`.
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
