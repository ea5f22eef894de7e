import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { HttpError } from '../http/http-error'
import { bodyTaken, bodyTooLarge, bodyTooSlow } from '../http/read-json'

/** How far the body of a request has come. */
export interface BodyProgress {
  /** True when all of it was read. node says so later: its last byte comes before its end. */
  isRead: boolean
}

/** Writes again what a parser made of a body. Its size was the parser's to limit. */
export async function encodeParsedBody(body: unknown): Promise<Uint8Array> {
  if (Buffer.isBuffer(body)) return body
  if (body === undefined) throw bodyTaken()
  try {
    return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  } catch {
    // Deeper than the stack: the parser does not mind, everything after it would.
    throw new HttpError(400, 'too_deep', 'The JSON is nested too deeply.')
  }
}

interface ReadOptions {
  readonly maxBytes: number
  readonly timeoutMs: number
  readonly progress: BodyProgress
}

/** Reads a body up to a size and a time. */
export async function readNodeBody(incoming: IncomingMessage, options: ReadOptions): Promise<Uint8Array> {
  // Most bodies come in one packet with their headers. The parser hands them over right after the headers, and they need neither timer nor listeners.
  if (!isHere(incoming)) await Promise.resolve()
  if (incoming.readableFlowing !== null || !isHere(incoming)) return collectBody(incoming, options)
  if (incoming.readableLength > options.maxBytes) throw bodyTooLarge(options.maxBytes)
  options.progress.isRead = true
  const body = incoming.read() as Buffer | string | null
  return typeof body === 'string' ? Buffer.from(body) : (body ?? Buffer.alloc(0))
}

/** True when the whole body has arrived. The end of the request is told later than its last byte, so the length that it declared counts too. */
function isHere({ complete, headers, readableLength }: IncomingMessage): boolean {
  return complete || (readableLength > 0 && headers['content-length'] === String(readableLength))
}

function collectBody(incoming: IncomingMessage, { maxBytes, timeoutMs, progress }: ReadOptions): Promise<Uint8Array> {
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
      progress.isRead = true
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
    }
    const onGone = () => refuse(new HttpError(400, 'aborted', 'The client disconnected.', { connection: 'close' }))
    const timer = setTimeout(() => refuse(bodyTooSlow(timeoutMs)), timeoutMs)
    incoming.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone)
  })
}
