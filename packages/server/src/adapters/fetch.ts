import type { App } from '../app'
import type { IncomingRequest, Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { bodyTaken, bodyTooLarge, bodyTooSlow } from '../http/read-json'

/** What a host knows about a request beside the request. */
export interface FetchContext {
  /** Address of the peer: for the rate limit and for "only this machine may look", in memory only. */
  readonly remoteAddress?: string | undefined
  /** Prefix under which the host mounted the handler. */
  readonly mountPath?: string | undefined
}

/**
 * A web standard handler: Next.js route handlers, Hono, Bun, Deno.
 *
 * @example
 * ```ts
 * const telemetry = createTelemetryServer({ database: './telemetry.db' })
 * const answer = (request: Request, peer: { address: string } | null) => telemetry.fetch(request, { remoteAddress: peer?.address })
 * ```
 */
export type FetchHandler = (request: Request, context?: FetchContext) => Promise<Response>

/** Makes a web standard handler of the front door. */
export function createFetchHandler(app: App): FetchHandler {
  return async (request, context = {}) => {
    const reply = await app.answer(fromRequest(request, context))
    const body = request.method === 'HEAD' ? leaveUnread(reply.body) : reply.body
    return new Response(body as BodyInit | null, { status: reply.status, headers: reply.headers })
  }
}

/** The answer to HEAD has no body; one that is made while it is read has to be told so. */
function leaveUnread(body: Reply['body']): null {
  if (body instanceof ReadableStream) void body.cancel()
  return null
}

function fromRequest(request: Request, { remoteAddress, mountPath }: FetchContext): IncomingRequest {
  const url = new URL(request.url)
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    // A Request built by hand has no Host header; its address has the same word.
    header: (name) => request.headers.get(name) ?? (name === 'host' ? url.host : null),
    remoteAddress: remoteAddress ?? null,
    // A Request tells no version, and one that was built by hand has no header of a connection.
    isRelayed: () => false,
    mountPath: mountPath?.replace(/\/$/, '') ?? '',
    readBody: (limits) => readBody(request, limits),
    toRequest: () => new Request(request.url, { method: request.method, headers: request.headers }),
  }
}

async function readBody(request: Request, limits: { readonly maxBytes: number; readonly timeoutMs: number }): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array()
  if (request.bodyUsed || request.body.locked) throw bodyTaken()
  const reader = request.body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(bodyTooSlow(limits.timeoutMs)), limits.timeoutMs)
  })
  try {
    return await Promise.race([collect(reader, limits.maxBytes), deadline])
  } finally {
    clearTimeout(timer)
    // After a refusal the rest is not read; after the end this has no effect.
    void reader.cancel().catch(() => undefined)
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let total = 0
  for (;;) {
    const { done, value } = await reader.read().catch(refuseBroken)
    if (done) return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer())
    total += value.byteLength
    if (total > maxBytes) throw bodyTooLarge(maxBytes)
    chunks.push(value)
  }
}

/** Whatever broke the body, it was not the server. */
function refuseBroken(): never {
  throw new HttpError(400, 'aborted', 'The client disconnected.')
}
