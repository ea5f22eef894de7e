import { HttpError } from './http-error'
import type { IncomingRequest } from './exchange'
import { inflateGzip } from './inflate-gzip'
import type { ServerLimits } from './limits'
import { measureJson } from './measure-json'
import { quote } from './quote'

const encoder = new TextEncoder()
const lenientUtf8 = new TextDecoder()
const loneHalf = /\\u[dD][89a-fA-F]/
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a JSON body within the limits. Refuses with 408, 413, 415 or 400 and a code that names the reason.
 *
 * `text/plain` is read as JSON too: it is what a beacon may send across origins without asking first.
 *
 * @param weigh - Gets the bytes of the JSON before it is parsed, and may refuse them.
 */
export async function readJson(request: IncomingRequest, limits: ServerLimits, weigh?: (bytes: number) => Promise<void> | null): Promise<unknown> {
  refuseContentType(request.header('content-type'))
  const gzipped = isGzipped(request)
  refuseDeclaredLength(request.header('content-length'), limits.bodyBytes)
  const wire = await request.readBody({ maxBytes: limits.bodyBytes, timeoutMs: limits.bodyTimeoutMs })
  refuseOtherEncoding(wire, gzipped)
  const bytes = gzipped ? await inflateGzip(wire, limits.inflatedBytes) : wire
  const weighing = weigh?.(bytes.byteLength)
  if (weighing) await weighing
  return parseJson(decode(bytes), limits)
}

function refuseContentType(contentType: string | null): void {
  if (contentType === 'application/json' || contentType === 'text/plain') return
  const [type, ...parameters] = (contentType ?? '').toLowerCase().split(';', 8).map((part) => part.trim())
  if (type !== 'application/json' && type !== 'text/plain') {
    throw new HttpError(415, 'unsupported_type', `${type ? `The content type is ${quote(type)}` : 'The request has no content type'}. Send application/json or text/plain.`)
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8).replace(/"/g, '')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new HttpError(415, 'unsupported_charset', `The charset is ${quote(charset)}. Send the body as UTF-8.`)
  }
}

function isGzipped(request: IncomingRequest): boolean {
  const encoding = request.header('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding === 'gzip') return true
  if (encoding !== 'identity' && encoding !== '') throw new HttpError(415, 'unsupported_encoding', `The content encoding is ${quote(encoding)}. Send the body as it is, or as gzip.`)
  // A header would cost every cross-origin page a preflight, so the client says it in the address.
  return request.query !== '' && new URLSearchParams(request.query).get('enc') === 'gzip'
}

function refuseDeclaredLength(contentLength: string | null, maxBytes: number): void {
  if (contentLength !== null && Number(contentLength) > maxBytes) throw bodyTooLarge(maxBytes)
}

/** The refusal of a body that is too big; the connection ends, because the rest of the body is still on its way. */
export function bodyTooLarge(maxBytes: number): HttpError {
  return new HttpError(413, 'body_too_large', `The body is larger than ${maxBytes} bytes.`, { connection: 'close' })
}

/** The refusal of a body that does not arrive in time. */
export function bodyTooSlow(timeoutMs: number): HttpError {
  return new HttpError(408, 'body_timeout', `The body did not arrive within ${timeoutMs} ms.`, { connection: 'close' })
}

/** The host has read the body and left nothing of it. This is a server error, so that the client keeps its events. */
export function bodyTaken(): HttpError {
  return new HttpError(500, 'body_taken', 'The body was read before it reached telemetry, and request.body is empty. Mount telemetry before anything that reads bodies.')
}

function refuseOtherEncoding(wire: Uint8Array, gzipped: boolean): void {
  const isGzip = wire[0] === 0x1f && wire[1] === 0x8b
  if (isGzip && !gzipped) throw new HttpError(400, 'bad_encoding', 'The body is gzip, but neither Content-Encoding nor enc=gzip says so.')
  // Hosts that make text of `text/plain` destroy the bytes. At this status the client sends the same events again, plain.
  if (gzipped && !isGzip) throw new HttpError(415, 'unsupported_encoding', 'The body is declared as gzip but is not. Mount telemetry before anything that reads bodies as text, such as express.text().')
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    // The decoder says only that it failed, which the code already says.
    throw new HttpError(400, 'bad_utf8', 'The body is not valid UTF-8.')
  }
}

function parseJson(text: string, limits: ServerLimits): unknown {
  if (text === '') throw new HttpError(400, 'invalid_json', 'The body is empty. Send an event as JSON; if that was done, a proxy or middleware in front does not pass bodies on.')
  const measure = measureJson(text, { depth: limits.jsonDepth, values: limits.jsonValues })
  if (measure.depth > limits.jsonDepth) throw new HttpError(400, 'too_deep', `The JSON is nested more than ${limits.jsonDepth} levels deep.`)
  if (measure.values > limits.jsonValues) throw new HttpError(400, 'too_many_keys', `The JSON contains more than ${limits.jsonValues} values.`)
  try {
    // An escaped lone surrogate is valid to the JSON parser but to nothing that comes after it.
    return loneHalf.test(text) ? JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? lenientUtf8.decode(encoder.encode(value)) : value)) : JSON.parse(text)
  } catch {
    // The parser's message quotes the body, which may hold personal data.
    throw new HttpError(400, 'invalid_json', 'The body is not valid JSON.')
  }
}
