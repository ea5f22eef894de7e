import type { IncomingMessage, ServerResponse } from 'node:http'

/** Longest time a refused body may go on to arrive, milliseconds. */
const lingerMs = 1000
/** Bytes that a body may declare to be waited for. One that declares nothing has no end to wait for. */
const lingerBytes = 1024 * 1024

/**
 * Ends a whole answer when the body that nobody wants has arrived. A connection that is closed with bytes of its client unread is reset, and the reset can overtake
 * the answer (RFC 9112, 9.6): a proxy in front then tells 502 instead of the refusal.
 */
export function endAfterBody(incoming: IncomingMessage, response: ServerResponse, body: string | Uint8Array | null): void {
  if (!(Number(incoming.headers['content-length']) <= lingerBytes)) return void response.end(body ?? undefined)
  const end = () => {
    clearTimeout(timer)
    incoming.off('end', end).off('close', end).off('error', end)
    response.end()
  }
  const timer = setTimeout(end, lingerMs)
  if (body === null) response.flushHeaders()
  else response.write(body)
  incoming.on('end', end).on('close', end).on('error', end).resume()
}
